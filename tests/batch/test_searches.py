"""Labels and branch and bound find the same selection, to the last tie, and what is proved is so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def told() -> Any:
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    words = [sys.executable, "-m", "tests.batch.searches_interpreted"]
    found = subprocess.run(words, capture_output=True, check=True, cwd=ROOT, env=environment)
    return json.loads(found.stdout)


def test_branch_and_bound_finds_what_labels_find(told: Any) -> None:
    assert told["alone"] == []
    assert told["both"] == []


def test_no_bound_is_below_what_is_found(told: Any) -> None:
    assert told["wrong"] == []


def test_every_step_is_taken(told: Any) -> None:
    gone = told["gone"]
    steps = ("flag 1", "item 1", "broken 1", "nothing fits 1", "holds 1", "holds 0", "whole", "parts")
    labels = ("labels 0", "labels 1", "labels 3")  # nothing there, too many, the best there
    for step in steps + labels:
        assert gone.get(step, 0) > 0, (step, gone)
