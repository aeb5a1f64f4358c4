"""Learners told in closed form and parts decided without a search are answered as if neither were there."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.batch.interpreted import told_by

from baeum_rules.batch.judging import numbers_as_arrays
from baeum_rules.batch.kernel.looking_over import least_of
from baeum_rules.batch.kernel.telling import bits_of_rules
from baeum_rules.recognition.judging import RULES
from baeum_rules.recognition.numbers import NAMES, Numbers
from baeum_rules.recognition.thresholds import thresholds_of


@pytest.fixture(scope="module")
def told() -> Any:
    return told_by("ways_interpreted")


def test_every_limit_that_could_bind_is_seen(told: Any) -> None:
    assert told["laid"] == []
    assert told["gone"]["whole 1"] > 40 and told["gone"]["whole 0"] > 100
    assert min(told["states"]) > 0  # decided, a clash, one handed over


def test_parts_decided_without_a_search_are_those_searched(told: Any) -> None:
    assert told["searched"] == []
    gone = told["gone"]
    for way in ("small 1", "small 0", "small -3", "in part 1", "fill 1", "fill 0", "room", "given up"):
        assert gone.get(way, 0) > 3, (way, gone)
    assert sum(times for way, times in gone.items() if way.startswith("tried")) > 10


def test_a_limit_is_taken_as_the_least_it_ever_was() -> None:
    found = least_of(numbers_as_arrays(thresholds_of(None)))
    assert found[NAMES.index("window.semester.limit")] == 24
    assert found[NAMES.index("part_time.higher_education_act.institution_year")] == -1  # 24, then none
    columns = ([0, 3], [1, 9, 1 << 62, 1, 1 << 62], [7, 5, -1, 3, -1])
    assert list(least_of(Numbers(*(np.array(column, np.int64) for column in columns)))) == [5, 3]


def test_masks_of_rules_are_their_bits() -> None:
    places = [(7 * rule + 3) % 61 for rule in range(len(RULES))]
    table = bits_of_rules(places)
    half = len(table) // 2
    for mask in (0, 1, 1 << len(RULES) - 1, 0b1010_0000_0001_1000_0000_01, (1 << len(RULES)) - 1):
        expected = sum(1 << bit for rule, bit in enumerate(places) if mask >> rule & 1)
        assert int(table[mask % half] | table[half + mask // half]) == expected
