"""The first of the best selections of some items: by labels where they are few, else by branch and bound."""

from __future__ import annotations

from .branching import best_of
from .labels import FOUND, GIVEN_UP, read_back, spread
from .making import compiled
from .places import (
    BEST_CLASS,
    BEST_COUNT,
    CLASS,
    COUNT_ITEMS,
    COUNTED,
    COUNTER,
    FITS,
    HIGH,
    LOW,
    MOST_LABELS,
    OPTION,
    OPTION_END,
    RECORD,
    TAKEN,
    Desk,
)
from .programme import open_all

FEW = 300  # labels tried before branch and bound


@compiled
def _has_other_classes(d: Desk) -> bool:
    """Leaves open the credits chosen; returns whether a class of them is left to choose."""
    more = False
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        chosen, left = d.t[BEST_COUNT, item], 0
        d.t[LOW, item] = d.t[HIGH, item] = chosen
        for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
            left += 1 if d.t[COUNTED, o] == chosen else 0
        more |= left > 1
    return more


@compiled
def _by_labels_alone(d: Desk, allowed: int) -> int:
    """By labels alone: FOUND, NONE, or GIVEN_UP where there are more than allowed, or no state holds them."""
    found = spread(d, allowed) if d.t[COUNTER, FITS] else GIVEN_UP
    if found == FOUND:
        read_back(d, False)
        if _has_other_classes(d):
            found = spread(d, MOST_LABELS)
            read_back(d, True)
    return found


@compiled
def search(d: Desk) -> int:
    """Enters the first of the best selections of the items among the records; FOUND, NONE or GIVEN_UP."""
    if not open_all(d):
        return GIVEN_UP
    found = _by_labels_alone(d, FEW)
    if found == GIVEN_UP:
        found = best_of(d)
        if found == GIVEN_UP and open_all(d):
            found = _by_labels_alone(d, MOST_LABELS)
    if found == FOUND:
        for item in range(d.t[COUNTER, COUNT_ITEMS]):
            record = d.t[RECORD, item]
            d.t[TAKEN, record], d.t[CLASS, record] = d.t[BEST_COUNT, item], d.t[BEST_CLASS, item]
    return found
