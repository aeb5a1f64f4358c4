"""Searches a node near its bound: its core, which is wider from one try to the next."""

from __future__ import annotations

from .choices import CREDITS_AT_MOST
from .core import write_losses
from .core_labels import first_of_core
from .labels import FOUND, GIVEN_UP
from .levels import within_levels
from .making import compiled
from .places import (
    BEST_CLASS,
    BEST_COUNT,
    BEST_WORTH,
    CAP,
    CORE_SIZE,
    CORE_WORTH,
    COUNT_ITEMS,
    COUNTER,
    FINE,
    LOSS,
    MORE_AT,
    NEXT_TRY,
    NODE_AT,
    NODE_BOUND,
    NODE_CAP,
    NODE_KIND,
    NODE_SIZE,
    NODE_VALUE,
    NODES,
    OPTION,
    OPTION_END,
    ORDER,
    PACK,
    RAW,
    SPENT,
    SPENT_HERE,
    TIED,
    TRIED_CLASS,
    TRIED_COUNT,
    Desk,
)
from .programme import TOP
from .proving import NEVER, UNPROVED

# labels that all tries may take at first, and for each node more; options of a core beside the best ones
FEW_LABELS, LABELS_OF_NODE, LEAST_LABELS, LABELS_AFTER_CUTS = 2000, 600, 600, 1200
SIZE, LEAST_SIZE, MOST_SIZE = 20, 6, 120
LOWERED, TOO_MANY = 0, 1


@compiled
def _comes_first(d: Desk) -> bool:
    """Whether the selection tried stands before the best so far in the order of ties."""
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        more = d.t[TRIED_COUNT, item] - d.t[BEST_COUNT, item]
        if more != 0:
            return bool(more > 0)
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        more = d.t[TRIED_CLASS, item] - d.t[BEST_CLASS, item]
        if more != 0:
            return bool(more < 0)
    return False


@compiled
def keep_tried(d: Desk, worth: int) -> None:
    """Keeps the selection tried if it is the best so far, or the first of those worth as much."""
    best = d.t[COUNTER, BEST_WORTH]
    if worth < best or (worth == best and not _comes_first(d)):
        return
    d.t[COUNTER, BEST_WORTH] = worth
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        d.t[BEST_COUNT, item], d.t[BEST_CLASS, item] = d.t[TRIED_COUNT, item], d.t[TRIED_CLASS, item]


@compiled
def _loss_of(d: Desk, nth: int) -> int:
    """The loss of the nth option of those beside the best of each item; UNPROVED where there are fewer."""
    count = 0
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        best = False
        for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
            loss = d.t[LOSS, o]
            if loss < 0 or (loss == 0 and not best):
                best |= loss == 0
                continue
            if count == nth and loss >= d.t[ORDER, count - 1]:
                continue
            k = min(count, nth - 1)
            count = min(count + 1, nth)
            while k > 0 and d.t[ORDER, k - 1] > loss:
                d.t[ORDER, k] = d.t[ORDER, k - 1]
                k -= 1
            d.t[ORDER, k] = loss
    return d.t[ORDER, nth - 1] if count == nth else UNPROVED


@compiled
def _options_within(d: Desk, gap: int) -> int:
    """How many options lose no more than a gap, beside the best of each item."""
    count = 0
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        own = -1
        for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
            own += 1 if 0 <= d.t[LOSS, o] <= gap else 0
        count += own
    return count


@compiled
def may_try(d: Desk) -> bool:
    """Whether labels are left for a try that is worth it."""
    return bool(_labels_left(d) >= d.t[COUNTER, NEXT_TRY])


@compiled
def _labels_left(d: Desk) -> int:
    return FEW_LABELS + LABELS_OF_NODE * d.t[COUNTER, NODES] - d.t[COUNTER, SPENT_HERE]


@compiled
def allow_again(d: Desk, node: int) -> None:
    """Allows labels for a core of a node that cuts made narrower, whatever was spent before."""
    left = FEW_LABELS + LABELS_OF_NODE * d.t[COUNTER, NODES] - LABELS_AFTER_CUTS
    d.t[COUNTER, SPENT_HERE] = min(d.t[COUNTER, SPENT_HERE], left)
    d.t[COUNTER, NEXT_TRY], d.t[NODE_SIZE, node] = LEAST_LABELS, d.t[COUNTER, CORE_SIZE]


@compiled
def _give_up(d: Desk, node: int, spent: int) -> None:
    """Notes that a core was too large: the next is smaller, and tried when twice the labels are left.

    Of selections worth as much as the best so far, what is chosen next is whether they come first.
    """
    if spent > LEAST_LABELS:
        d.t[COUNTER, NEXT_TRY] = 2 * spent
    d.t[COUNTER, CORE_SIZE] = max(LEAST_SIZE, d.t[COUNTER, CORE_SIZE] * 3 // 4)
    at = d.t[COUNTER, MORE_AT]
    if d.t[COUNTER, TIED] and at >= 0:
        d.t[NODE_KIND, node], d.t[NODE_AT, node] = CREDITS_AT_MOST, at
        d.t[NODE_VALUE, node] = d.t[BEST_COUNT, at]


@compiled
def _try_within(d: Desk, node: int, gap: int, reach: int) -> int:
    """Searches for what loses no more than a gap; FOUND, NONE or GIVEN_UP. No worth is above ``reach``."""
    before = d.t[COUNTER, SPENT]
    d.t[COUNTER, TIED] = 1 if reach >> d.t[COUNTER, FINE] == d.t[COUNTER, BEST_WORTH] else 0
    found = first_of_core(d, gap, _labels_left(d))
    spent = d.t[COUNTER, SPENT] - before
    d.t[COUNTER, SPENT_HERE] += spent
    if found == GIVEN_UP:
        _give_up(d, node, spent)
    else:
        d.t[COUNTER, NEXT_TRY] = max(LEAST_LABELS, d.t[COUNTER, NEXT_TRY] * 7 // 8)
    return found


@compiled
def search_near(d: Desk, node: int) -> int:
    """Searches a node, whose programme is solved, near its bound.

    LOWERED: the first of the best there was kept, or its bound is lower now; or TOO_MANY labels it takes.
    """
    fine, top, bound = d.t[COUNTER, FINE], TOP * d.t[COUNTER, PACK], d.t[COUNTER, RAW]
    target = max(0, d.t[COUNTER, BEST_WORTH])
    # no more is recognised than the cap; what has less is looked for when all that has as much is done with
    least = max(target, d.t[COUNTER, CAP] << top)
    most, gap = bound - (least << fine), -1
    if most >= 0:
        write_losses(d)
        known = max(0, bound - d.t[NODE_BOUND, node])
        size = max(d.t[NODE_SIZE, node], _options_within(d, known) + SIZE // 2)
        gap = min(most, max(known + (known >> 1), _loss_of(d, min(size, MOST_SIZE))))
        found = _try_within(d, node, gap, bound - known)
        if found == GIVEN_UP:
            return TOO_MANY
        if found == FOUND:
            keep_tried(d, d.t[COUNTER, CORE_WORTH])
            # what is lost may be counted too low, of rows whose flag is open: then more may be had by others
            if d.t[COUNTER, CORE_WORTH] << fine >= bound - gap:
                d.t[NODE_BOUND, node] = NEVER
                return LOWERED
        d.t[NODE_SIZE, node] = min(MOST_SIZE, d.t[NODE_SIZE, node] * 3 // 2)
    if most < 0 or gap == most:
        d.t[NODE_BOUND, node] = NEVER if least == target else within_levels(d, least - 1) << fine
        d.t[NODE_CAP, node] = within_levels(d, least - 1) >> top
    else:
        d.t[NODE_BOUND, node] = min(d.t[NODE_BOUND, node], bound - gap - 1)
    d.t[COUNTER, NODES] += 1
    return LOWERED
