"""Numbers that stand side by side in one word are added, compared and taken from as each by itself."""

from __future__ import annotations

import random

import pytest

from baeum_rules.batch.kernel.core import _more_of, _sum_of
from baeum_rules.batch.kernel.core_labels import _less, _missing
from baeum_rules.batch.kernel.core_rows import BITS_OF_FIELD, FIELDS, GUARDS, MOST_OF_FIELD, OVERSHOT

Fields = list[int]


def packed(fields: Fields) -> int:
    return sum(field << BITS_OF_FIELD * k for k, field in enumerate(fields))


def fields_of(word: int) -> Fields:
    return [word >> BITS_OF_FIELD * k & (1 << BITS_OF_FIELD) - 1 for k in range(FIELDS)]


def guards(those: list[bool]) -> int:
    return sum(1 << BITS_OF_FIELD * k + OVERSHOT for k, one in enumerate(those) if one)


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Fields, Fields]]:
    """Numbers of every size, the least and the greatest among them, and equal ones."""
    rng = random.Random(9)
    drawn = [0, 0, 1, 2, 20, 127, 128, MOST_OF_FIELD - 1, MOST_OF_FIELD, MOST_OF_FIELD]
    found = []
    for _ in range(2_000):
        one = [rng.choice(drawn) for _ in range(FIELDS)]
        other = [rng.choice((own, rng.choice(drawn))) for own in one]
        found.append((one, other))
    return found


def test_the_greater_of_each(pairs: list[tuple[Fields, Fields]]) -> None:
    for one, other in pairs:
        assert fields_of(_more_of(packed(one), packed(other))) == list(map(max, one, other))


def test_the_sum_of_each_is_no_more_than_a_field_holds(pairs: list[tuple[Fields, Fields]]) -> None:
    for one, other in pairs:
        sums = [min(MOST_OF_FIELD, a + b) for a, b in zip(one, other, strict=True)]
        assert fields_of(_sum_of(packed(one), packed(other))) == sums


def test_what_is_left_of_each_is_not_below_0(pairs: list[tuple[Fields, Fields]]) -> None:
    for one, other in pairs:
        left, beyond = _less(packed(one), packed(other))
        assert fields_of(left) == [max(0, a - b) for a, b in zip(one, other, strict=True)]
        assert beyond == guards([a < b for a, b in zip(one, other, strict=True)])


def test_what_is_missing_is_asked_field_by_field(pairs: list[tuple[Fields, Fields]]) -> None:
    for number, (need, rest) in enumerate(pairs):
        asked = guards([number >> k & 1 == 0 for k in range(FIELDS)])
        missing = guards([a > b for a, b in zip(need, rest, strict=True)])
        assert _missing(packed(need), packed(rest), asked) == missing & asked
        assert missing & ~GUARDS == 0
