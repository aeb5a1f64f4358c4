"""Selections that are kept, with their totals, and which of two is better."""

from __future__ import annotations

from .making import compiled
from .places import (
    CLASS,
    COUNT_RECORDS,
    COUNTER,
    LIBERAL,
    MAJOR,
    MAJOR_REQUIRED,
    RECOGNISED,
    SLOTS,
    T_EIGHTEEN,
    TAKEN,
    TOTALS,
    Desk,
)

# slots of selections that are kept
ALL_FIRST, BY_SUBJECTS, BEST, PLAIN, BY_CREDITS, BY_BOTH, ONE_OF_EACH = range(SLOTS)


@compiled
def keep(d: Desk, slot: int) -> None:
    """Keeps the selection in the table of records."""
    for i in range(d.t[COUNTER, COUNT_RECORDS]):
        d.selections[slot, 0, i] = d.t[TAKEN, i]
        d.selections[slot, 1, i] = d.t[CLASS, i]


@compiled
def copy(d: Desk, source: int, slot: int) -> None:
    """Keeps a kept selection in another slot too."""
    for i in range(d.t[COUNTER, COUNT_RECORDS]):
        d.selections[slot, 0, i] = d.selections[source, 0, i]
        d.selections[slot, 1, i] = d.selections[source, 1, i]
    for level in range(TOTALS):
        d.sums[slot, level] = d.sums[source, level]


@compiled
def comes_before(d: Desk, left: int, right: int) -> bool:
    """Whether one kept selection is better than another by levels 2 to 8."""
    for level in (RECOGNISED, MAJOR, LIBERAL, MAJOR_REQUIRED, T_EIGHTEEN):
        if d.sums[left, level] != d.sums[right, level]:
            return bool(d.sums[left, level] > d.sums[right, level])
    for part, sign in ((0, 1), (1, -1)):
        for i in range(d.t[COUNTER, COUNT_RECORDS]):
            a, b = d.selections[left, part, i], d.selections[right, part, i]
            if a != b:
                return bool(sign * a > sign * b)
    return False
