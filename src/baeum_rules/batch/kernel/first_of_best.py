"""The first of the best selections in the order of ties, found by branch and bound.

First what the best is worth, then, of all selections of that worth: from the first record on, the most
credits that some selection of that worth still has, then the classes likewise.
"""

from __future__ import annotations

from .branching import explore
from .choices import follow_pairs
from .labels import FOUND, GIVEN_UP, NONE
from .making import compiled
from .places import (
    AMONG,
    BEST_CLASS,
    BEST_COUNT,
    BEST_WORTH,
    CAP,
    CAP_PRICE,
    COUNT_ITEMS,
    COUNT_ROWS,
    COUNTER,
    FINE,
    HIGH,
    KEPT,
    KEPT_BOUND,
    KEPT_CAP_PRICE,
    LOW,
    MOST_OF,
    MOST_TOP,
    NODES,
    OPTION,
    OPTION_END,
    PACK,
    PAIRS,
    PATIENCE,
    PRICE,
    SPENT_HERE,
    TRAIL,
    WORTH,
    Desk,
)
from .programme import TOP, lay_programme
from .proving import NEVER, most_of, no_more_than, write_most_of_levels
from .simplex import OPTIMAL, solve


@compiled
def _keep_prices(d: Desk) -> bool:
    """Keeps the prices of the programme, and what each item is worth at them; False where there are none."""
    if solve(d) != OPTIMAL:
        return False
    d.t[COUNTER, KEPT_BOUND] = no_more_than(d)
    d.t[COUNTER, KEPT_CAP_PRICE] = d.t[COUNTER, CAP_PRICE]
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        d.t[KEPT, r] = d.t[PRICE, r]
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        d.t[MOST_OF, item] = most_of(d, item, 1 << d.t[COUNTER, FINE])
    return True


@compiled
def _bound_with(d: Desk, item: int) -> int:
    """The bound of the kept prices, with what is open of an item now."""
    d.t[COUNTER, CAP_PRICE] = d.t[COUNTER, KEPT_CAP_PRICE]
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        d.t[PRICE, r] = d.t[KEPT, r]
    most = most_of(d, item, 1 << d.t[COUNTER, FINE])
    return NEVER if most == NEVER else d.t[COUNTER, KEPT_BOUND] - d.t[MOST_OF, item] + most


@compiled
def _first_credits(d: Desk, item: int, target: int) -> int:
    """Gives an item the most credits that some best selection has; FOUND or GIVEN_UP."""
    while d.t[HIGH, item] > d.t[BEST_COUNT, item]:
        low = d.t[LOW, item]
        d.t[LOW, item] = d.t[BEST_COUNT, item] + 1
        found = NONE
        if _bound_with(d, item) >= target << d.t[COUNTER, FINE]:
            found = explore(d, target, False)
        if found == GIVEN_UP:
            return GIVEN_UP
        d.t[LOW, item] = low
        if found == NONE:
            break
    d.t[LOW, item] = d.t[HIGH, item] = d.t[BEST_COUNT, item]
    follow_pairs(d, item)
    bound = _bound_with(d, item)
    d.t[MOST_OF, item] -= d.t[COUNTER, KEPT_BOUND] - bound
    d.t[COUNTER, KEPT_BOUND] = bound
    return FOUND


@compiled
def _first_class(d: Desk, item: int, target: int) -> int:
    """Gives an item the first class that some best selection has; FOUND or GIVEN_UP."""
    if d.t[BEST_COUNT, item] == 0:
        return FOUND
    bit = 1
    while bit < d.t[BEST_CLASS, item]:
        if d.t[AMONG, item] & bit:
            among = d.t[AMONG, item]
            d.t[AMONG, item] = bit
            found = explore(d, target, False)
            if found == GIVEN_UP:
                return GIVEN_UP
            d.t[AMONG, item] = among
        bit <<= 1
    d.t[AMONG, item] = d.t[BEST_CLASS, item]
    return FOUND


@compiled
def _begin(d: Desk) -> None:
    d.t[COUNTER, TRAIL] = d.t[COUNTER, NODES] = d.t[COUNTER, PATIENCE] = d.t[COUNTER, SPENT_HERE] = 0
    d.t[COUNTER, PAIRS] = -1  # not looked for
    total, bits = 0, 0
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        most = 0
        for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
            most = max(most, d.t[WORTH, o])
        total += most
    while total >> bits:
        bits += 1
    d.t[COUNTER, CAP] = d.t[COUNTER, MOST_TOP] = total >> TOP * d.t[COUNTER, PACK]
    d.t[COUNTER, FINE] = max(0, min(10, 57 - bits))


@compiled
def best_of(d: Desk) -> int:
    """The first of the best selections of the items; FOUND, NONE or GIVEN_UP."""
    _begin(d)
    lay_programme(d)
    write_most_of_levels(d)
    found = explore(d, 0, True)
    if found != FOUND:
        return found
    target = d.t[COUNTER, BEST_WORTH]
    d.t[COUNTER, CAP] = target >> TOP * d.t[COUNTER, PACK]
    if not _keep_prices(d):
        return GIVEN_UP
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        if _first_credits(d, item, target) == GIVEN_UP:
            return GIVEN_UP
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        if _first_class(d, item, target) == GIVEN_UP:
            return GIVEN_UP
    return FOUND
