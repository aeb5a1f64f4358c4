"""Nothing tells to install Baeum by its name: it is in no index, and another's package would come."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
BY_NAME = re.compile(r"(?:pip install|install|설치)[^\n`.]{0,20}\bbaeum\[|baeum\[\w+\]'?[를을] 설치")


def test_every_way_to_install_is_from_a_checkout() -> None:
    told = [path for folder in ("src", "docs") for path in (ROOT / folder).rglob("*") if path.is_file()]
    told = [path for path in told if path.suffix in (".py", ".toml", ".md", ".po", ".html")]
    assert len(told) > 500
    wrong = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in [*told, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
        for line in path.read_text(encoding="utf-8").splitlines()
        if BY_NAME.search(line)
    ]
    assert not wrong
