"""What is open as choices are made, and how choices are taken back."""

from __future__ import annotations

from .dominance import holds
from .making import compiled
from .places import (
    AMONG,
    AMOUNT,
    CLOSES,
    COUNT_ITEMS,
    COUNTER,
    CREDITS,
    FORM,
    HIGH,
    IF_SETTLED,
    LEAST,
    LOW,
    MIXED,
    OPENS,
    OPTION,
    OPTION_END,
    OVER,
    PAIRS,
    REACHED,
    RECORD,
    SETTLED,
    SOURCE,
    T_MOST,
    T_ROW,
    TARGET,
    TOUCH,
    TOUCH_END,
    TRAIL,
    TRAIL_AT,
    TRAIL_KIND,
    TRAIL_OLD,
    UNDER,
    WHOLE,
    Desk,
)
from .rows import FLAGGED, OF_COUNT

CREDITS_AT_MOST, CLASS_IS, FLAG_IS, LESS_IS = range(4)  # what is chosen


@compiled
def change(d: Desk, row: int, at: int, value: int) -> None:
    """Changes a number of what is open, so that it can be taken back."""
    k = d.t[COUNTER, TRAIL]
    d.t[TRAIL_KIND, k], d.t[TRAIL_AT, k], d.t[TRAIL_OLD, k] = row, at, d.t[row, at]
    d.t[COUNTER, TRAIL] = k + 1
    d.t[row, at] = value


@compiled
def take_back(d: Desk, length: int) -> None:
    """Takes all changes back but so many."""
    for k in range(d.t[COUNTER, TRAIL] - 1, length - 1, -1):
        d.t[d.t[TRAIL_KIND, k], d.t[TRAIL_AT, k]] = d.t[TRAIL_OLD, k]
    d.t[COUNTER, TRAIL] = length


@compiled
def _follow(d: Desk, pair: int) -> None:
    """What a pair that holds says: the other is out unless the first is in full, and takes it along."""
    over, under = d.t[OVER, pair], d.t[UNDER, pair]
    full = d.t[CREDITS, d.t[RECORD, over]]
    if d.t[HIGH, over] < full and d.t[HIGH, under] > 0:
        change(d, HIGH, under, 0)
    if d.t[LOW, under] > 0 and d.t[LOW, over] < full:
        change(d, LOW, over, full)


@compiled
def follow_pairs(d: Desk, item: int) -> None:
    """What follows from what is open of an item for those it stands in for, and that stand in for it."""
    for pair in range(d.t[COUNTER, PAIRS]):
        if (d.t[OVER, pair] == item or d.t[UNDER, pair] == item) and holds(d, pair):
            _follow(d, pair)


@compiled
def _leave_out_beside(d: Desk, item: int) -> None:
    """With an item counted at all, those that exclude it are left out, but for what must count anyway."""
    for place in range(d.t[TOUCH, item], d.t[TOUCH_END, item]):
        r = d.t[T_ROW, place]
        if d.t[SOURCE, r] == OF_COUNT and d.t[REACHED, r] - d.t[TARGET, r] - d.t[LEAST, r] == 1:
            for other in range(d.t[CLOSES, r], d.t[OPENS, r] + 1):
                for there in range(d.t[TOUCH, other], d.t[TOUCH_END, other]):
                    if d.t[T_ROW, there] != r or d.t[T_MOST, there] == 0:
                        continue  # what must count gives up nothing of a row: it is not among what may
                    if other != item and d.t[HIGH, other] > 0:
                        change(d, HIGH, other, 0)
                        follow_pairs(d, other)


@compiled
def settle(d: Desk, r: int, flag: int) -> None:
    """Settles the flag of a row: without it, no option that would set it is left."""
    change(d, SETTLED, r, flag)
    for pair in range(d.t[COUNTER, PAIRS]):
        if d.t[IF_SETTLED, pair] == r and holds(d, pair):
            _follow(d, pair)
    if flag:
        return
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        for place in range(d.t[TOUCH, item], d.t[TOUCH_END, item]):
            if d.t[T_ROW, place] != r:
                continue
            for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
                if d.amount[d.t[AMOUNT, o] + place - d.t[TOUCH, item]] & FLAGGED:
                    if d.t[FORM, r] == MIXED:
                        change(d, HIGH, item, 0)
                        follow_pairs(d, item)
                    else:
                        change(d, WHOLE, item, 1)
                    break


@compiled
def choose(d: Desk, kind: int, at: int, value: int, side: int) -> None:
    """Makes a choice: side 0 that it is so, side 1 that it is not."""
    if kind == CREDITS_AT_MOST:
        if side == 0:
            change(d, HIGH, at, value)
        else:
            change(d, LOW, at, value + 1)
            _leave_out_beside(d, at)
        follow_pairs(d, at)
    elif kind == LESS_IS:
        if side == 0:
            change(d, LOW, at, value)
            change(d, HIGH, at, value)
        else:
            change(d, HIGH, at, value - 1)  # more is worth more than the bound: both sides leave it out
    elif kind == CLASS_IS:
        change(d, AMONG, at, value if side == 0 else d.t[AMONG, at] & ~value)
    else:
        settle(d, at, value if side == 0 else 1 - value)
