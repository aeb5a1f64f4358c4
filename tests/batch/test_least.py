"""The best selection of the least R on small problems is that of all selections spelled out."""

from __future__ import annotations

from typing import Any

import pytest
from tests.batch.interpreted import told_by

SEARCHES = ("plain 1", "plain 0", "more conditions", "conditions and subjects", "spare", "nothing spare")
# where credits of required subjects are short: reached, or the subjects met instead
REQUIRED = ("credits 1", "credits 0", "both 1", "both 0", "credits: alone", "subjects: alone")
REQUIRED += ("subjects: less short", "subjects: before 1", "subjects: before 0")

# of a subject that two courses met: one way is the best, there is none, or another subject is met twice then
ONE_OF_EACH = ("one of each 1", "one of each 0", "one of each 2")


@pytest.fixture(scope="module")
def told() -> Any:
    return told_by("least_interpreted")


def test_no_selection_is_better(told: Any) -> None:
    assert told["wrong"] == []
    assert told["gone"]["decided"] > 2000 and told["gone"]["none"] > 100


@pytest.mark.parametrize("ways", [SEARCHES, REQUIRED, ONE_OF_EACH])
def test_every_way_is_gone(told: Any, ways: tuple[str, ...]) -> None:
    assert [way for way in ways if told["gone"].get(way, 0) == 0] == []
