"""The kernel's parts are compiled when one that calls them is, not before; once that is kept, never again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.batch.interpreted import ROOT

# the semesters of some days, by one function that is called from Python and the parts it calls
PROGRAM = """
import json, os, pathlib
import numpy as np
from baeum_rules.batch.judging import numbers_as_arrays
from baeum_rules.batch.kernel import choosing, deciding, taking_in
from baeum_rules.batch.linking import Part
from baeum_rules.recognition.thresholds import thresholds_of
folder = pathlib.Path(os.environ["NUMBA_CACHE_DIR"])
kept = lambda: sorted(f.name.split("-")[0] for f in folder.glob("*/*.nbc"))
before = kept()
table = np.zeros(400, np.int64)
choosing._windows(numbers_as_arrays(thresholds_of(None)), 735000, table)
stats = choosing._windows.stats
print(json.dumps({
    "before": before,
    "kept": kept(),
    "table": table.tolist(),
    "found": sum(stats.cache_hits.values()),
    "parts": [isinstance(c.library, Part) for c in taking_in.window_of.overloads.values()],
    "others": len(deciding.decide_small.overloads),
}))
"""


def run(folder: Path, **more: str) -> Any:
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(folder), **more}
    words = [sys.executable, "-c", PROGRAM]
    found = subprocess.run(words, capture_output=True, check=True, cwd=ROOT, env=environment)
    return json.loads(found.stdout)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """One process where nothing is kept, and one after it."""
    folder = tmp_path_factory.mktemp("kept")
    return run(folder), run(folder)


def test_nothing_is_compiled_before_it_is_needed_and_only_what_is(runs: tuple[Any, Any]) -> None:
    first, _ = runs
    assert first["before"] == [] and first["others"] == 0
    assert "choosing._windows" in first["kept"] and "taking_in.window_of" in first["kept"]
    assert first["parts"] == [True]


def test_a_whole_that_is_kept_needs_no_parts(runs: tuple[Any, Any]) -> None:
    first, second = runs
    assert (first["found"], second["found"]) == (0, 1)
    assert second["parts"] == [] and second["kept"] == first["kept"]
    assert second["table"] == first["table"] and len(set(first["table"])) in (3, 4)  # 400 days


def test_parts_that_are_kept_are_linked_into_a_new_whole(runs: tuple[Any, Any], tmp_path: Path) -> None:
    run(tmp_path)
    for file in tmp_path.glob("*/choosing._windows*"):
        file.unlink()
    again = run(tmp_path)
    assert again["found"] == 0 and again["parts"] == [True] and again["table"] == runs[0]["table"]
