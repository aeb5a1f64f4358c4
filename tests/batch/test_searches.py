"""Labels and branch and bound find the same selection, to the last tie, and what is proved is so."""

from __future__ import annotations

from typing import Any

import pytest
from tests.batch.interpreted import told_by


@pytest.fixture(scope="module")
def told() -> Any:
    return told_by("searches_interpreted")


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
