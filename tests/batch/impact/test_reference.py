"""docs/reference/impact.md names every option and every column, in their order."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from baeum.commands.impact import describe
from baeum.commands.impact_csv import HEAD

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "impact.md").read_text(encoding="utf-8")


def test_every_column_and_option_is_there() -> None:
    table = PAGE.split("## `impact.csv`")[1].split("\nAge is")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", table, re.M)) == HEAD
    parser = argparse.ArgumentParser()
    describe(parser)
    for action in parser._actions:
        names = [name for name in action.option_strings if name not in ("-h", "--help", "--lang")]
        assert not names or any(f"`{name}`" in PAGE for name in names), names
