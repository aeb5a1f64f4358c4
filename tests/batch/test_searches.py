"""Branch and bound of every kind finds what labels find, to the last tie, and what is proved is so."""

from __future__ import annotations

from typing import Any

import pytest
from tests.batch.interpreted import told_by

STEPS = ("flag 1", "item 1", "in_broken 1", "any 1", "nothing fits 1", "holds 1", "holds 0", "whole", "parts")
# how the rows of a core are kept, and in which words
ROWS = (
    "row reach",
    "row meet",
    "row if flagged",
    "row not passed",
    "row costs",
    "a flag set before",
    "row held",
)
FIELDS = ("word 0", "word 1", "on top 0", "on top 1", "less price", "cap price", "given up beyond costs")
TIES = ("credits first 1", "key by credits", "key by class", "two words of key")
TIES += ("tied: left", "tied: none left", "tied: may have more", "more at", "more at another")
LESS = ("less: the most", "less: as the bound allows", "less: settled", "less: side 0", "less: side 1")
LESS += ("less: none left", "less: nothing fits")
CUTS = ("cut", "cut by flags", "cut by a cap", "cut with less", "cut of cuts", "cut dropped", "cut holds 0")
CUTS += ("cut holds 1", "cuts: done", "cuts: lower", "column drawn from above")
ENDS = ("core", "core cannot", "given up", "labels given up", "first of core 1", "first of core 0")
ENDS += ("first of core -1", "near: done", "near: lower", "near: lower cap", "level cut")


@pytest.fixture(scope="module")
def told() -> Any:
    return told_by("searches_interpreted")


def test_branch_and_bound_finds_what_labels_find(told: Any) -> None:
    assert told["columns"] == []
    assert told["searches"] == []


def test_no_bound_is_below_what_is_found(told: Any) -> None:
    assert told["wrong"] == []


def test_no_option_gives_more_of_a_cut_than_its_column(told: Any) -> None:
    assert told["gone"].get("option above its column", 0) == 0


@pytest.mark.parametrize("steps", [STEPS, ROWS, FIELDS, TIES, LESS, CUTS, ENDS])
def test_every_step_is_taken(told: Any, steps: tuple[str, ...]) -> None:
    assert [step for step in steps if told["gone"].get(step, 0) == 0] == []
