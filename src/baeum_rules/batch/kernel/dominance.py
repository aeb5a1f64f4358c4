"""Records that can stand in for others: one of the two is left out first.

Where a record is worth as much as another and gives up no less of any row, no best selection has the other
without it; where they are worth the same, none that is first in the order of ties if it comes first.
"""

from __future__ import annotations

from .making import compiled
from .places import (
    AMOUNT,
    ASKED,
    CAPPED,
    COLUMN,
    COLUMN_END,
    COUNT_ITEMS,
    COUNT_ROWS,
    COUNTED,
    COUNTER,
    CREDITS,
    FLAGS,
    FORM,
    GOT,
    IF_SETTLED,
    IF_WHOLE,
    IN_PART,
    OPTION,
    OPTION_END,
    OVER,
    PAIRS,
    RECORD,
    SETTLED,
    SOURCE,
    T_ROW,
    TOUCH,
    TOUCH_END,
    UNDER,
    WHOLE,
    WIDTH,
    WORTH,
    Desk,
)
from .rows import FLAGGED, OF_COUNT, OF_CREDITS, OF_PIECE


@compiled
def _left_out(d: Desk, item: int) -> int:
    """The option of an item that leaves it out, of those that are in full or out; -1: there is none."""
    o = d.t[OPTION, item]
    return o if d.t[COUNTED, o] == 0 else -1


@compiled
def _gives(d: Desk, item: int, o: int, place: int) -> int:
    """What an option gives up of a row beside leaving the item out."""
    first = place - d.t[TOUCH, item]
    return d.given[d.t[AMOUNT, o] + first] - d.given[d.t[AMOUNT, _left_out(d, item)] + first]


@compiled
def _no_worse(d: Desk, over: int, o: int, under: int, p: int) -> bool:
    """Whether an option of an item in place of one of another keeps every row."""
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        d.t[GOT, r] = d.t[FLAGS, r] = 0
    for turn in range(2):
        item, chosen = (under, p) if turn else (over, o)
        for place in range(d.t[TOUCH, item], d.t[TOUCH_END, item]):
            r = d.t[T_ROW, place]
            own = _gives(d, item, chosen, place)
            flag = d.amount[d.t[AMOUNT, chosen] + place - d.t[TOUCH, item]] & FLAGGED
            d.t[GOT, r] += -own if turn else own
            d.t[FLAGS, r] += (-1 if turn else 1) if flag else 0
    for turn in range(2):
        item = under if turn else over
        for place in range(d.t[TOUCH, item], d.t[TOUCH_END, item]):
            r = d.t[T_ROW, place]
            if d.t[GOT, r] < 0 or d.t[FLAGS, r] > 0 or (d.t[GOT, r] > 0 and d.t[FORM, r] == IN_PART):
                return False
    return True


@compiled
def _stands_in(d: Desk, over: int, under: int) -> bool:
    """Whether an item can stand in for another with every class it may have."""
    if _left_out(d, over) < 0 or _left_out(d, under) < 0:
        return False
    for p in range(d.t[OPTION, under], d.t[OPTION_END, under]):
        if d.t[COUNTED, p] == 0:
            continue
        found = False
        for o in range(d.t[OPTION, over], d.t[OPTION_END, over]):
            if d.t[COUNTED, o] == 0 or found:
                continue
            better = d.t[WORTH, o] - d.t[WORTH, p]
            if better > 0 or (better == 0 and over < under):
                found = _no_worse(d, over, o, under, p)
        if not found:
            return False
    return True


@compiled
def _slope(d: Desk, item: int, place: int) -> int:
    """What a credit of an item gives up of a row that counts credits."""
    full = d.t[OPTION_END, item] - 1
    return _gives(d, item, full, place) // d.t[COUNTED, full]


@compiled
def _part_stands_in(d: Desk, over: int, under: int) -> int:
    """The row of a school where credits of one course can stand in for those of another; -1: there is none.

    It holds where the limit of the school is met exactly: then a course may count in part.
    """
    found = -1
    for item in (over, under):
        if d.t[WHOLE, item] or _left_out(d, item) < 0 or d.t[COLUMN_END, item] != d.t[COLUMN, item] + 1:
            return -1
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        d.t[GOT, r] = 0
    for turn in range(2):
        item = under if turn else over
        for place in range(d.t[TOUCH, item], d.t[TOUCH_END, item]):
            r = d.t[T_ROW, place]
            source = d.t[SOURCE, r]
            if source in (OF_CREDITS, ~OF_PIECE) or source < ~OF_PIECE:
                own = _slope(d, item, place)
                d.t[GOT, r] += -own if turn else own
                if d.t[FORM, r] == IN_PART:
                    found = r if turn == 0 or found == r else -1
            elif source != OF_COUNT or turn == 0:
                return -1
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        if d.t[GOT, r] < 0 or (d.t[GOT, r] != 0 and d.t[FORM, r] == IN_PART):
            return -1
    own, other = d.t[OPTION_END, over] - 1, d.t[OPTION_END, under] - 1
    better = d.t[WORTH, own] // d.t[COUNTED, own] - d.t[WORTH, other] // d.t[COUNTED, other]
    return found if better > 0 or (better == 0 and over < under) else -1


@compiled
def _write_masks(d: Desk) -> None:
    """The rows that limit each item, and those that ask for it, as bits (``MOST_ROWS``)."""
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        d.t[CAPPED, item] = d.t[ASKED, item] = 0
        for place in range(d.t[TOUCH, item], d.t[TOUCH_END, item]):
            r = d.t[T_ROW, place]
            d.t[CAPPED if d.t[SOURCE, r] >= 0 else ASKED, item] |= 1 << r


@compiled
def _may_stand_in(d: Desk, over: int, under: int) -> bool:
    """Whether an item is limited by no more than another, and asked for by no less."""
    capped = d.t[CAPPED, over] & ~d.t[CAPPED, under]
    return bool(capped == 0 and d.t[ASKED, under] & ~d.t[ASKED, over] == 0)


@compiled
def _add_pair(d: Desk, over: int, under: int, row: int, same: bool) -> None:
    pair = d.t[COUNTER, PAIRS]
    if pair < WIDTH:
        d.t[OVER, pair], d.t[UNDER, pair] = over, under
        d.t[IF_SETTLED, pair], d.t[IF_WHOLE, pair] = row, 1 if same else 0
        d.t[COUNTER, PAIRS] = pair + 1


@compiled
def find_pairs(d: Desk) -> None:
    """Notes the pairs of items of which one stands in for the other; some hold only as a flag stands."""
    d.t[COUNTER, PAIRS] = 0
    _write_masks(d)
    for over in range(d.t[COUNTER, COUNT_ITEMS]):
        for under in range(d.t[COUNTER, COUNT_ITEMS]):
            if under == over or not _may_stand_in(d, over, under):
                continue
            same = d.t[CREDITS, d.t[RECORD, over]] == d.t[CREDITS, d.t[RECORD, under]]
            if not d.t[WHOLE, over]:
                row = _part_stands_in(d, over, under)
                if row >= 0:
                    _add_pair(d, over, under, row, same)
            elif same and d.t[WHOLE, under] and _stands_in(d, over, under):
                _add_pair(d, over, under, -1, same)


@compiled
def holds(d: Desk, pair: int) -> bool:
    """Whether a pair holds as the flags stand."""
    row = d.t[IF_SETTLED, pair]
    return bool(row < 0 or d.t[SETTLED, row] == 1 or (d.t[SETTLED, row] == 0 and d.t[IF_WHOLE, pair]))
