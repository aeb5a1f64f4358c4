"""A step of a search: what becomes of a state by an option of an item, and where states are found again."""

from __future__ import annotations

from .making import written_in
from .places import (
    AMOUNT,
    CLOSES,
    COUNTER,
    CUT,
    FORM,
    LEFT,
    MASK,
    NEEDED,
    PRICE,
    REACH,
    SETTLED,
    SHIFT,
    STAMP,
    T_DONE,
    T_LEFT,
    T_MOST,
    T_ROW,
    TARGET,
    TOUCH,
    TOUCH_END,
    WITHIN,
    Column,
    Desk,
)
from .rows import FLAGGED

REFUSED = -1


@written_in
def step(d: Desk, item: int, o: int, state: int) -> tuple[int, int]:
    """The state after an option of an item, and what it gives up of what it must, at the prices of the rows.

    REFUSED where it breaks a row or leaves one out of reach.
    """
    first, found = d.t[TOUCH, item], 0
    for place in range(first, d.t[TOUCH_END, item]):
        r = d.t[T_ROW, place]
        shift, mask, target, form = d.t[SHIFT, r], d.t[MASK, r], d.t[TARGET, r], d.t[FORM, r]
        amount, price = d.amount[d.t[AMOUNT, o] + place - first], d.t[PRICE, r]
        field = state >> shift & mask
        if form == REACH:
            got = min(field + amount, target)
            if got + d.t[T_LEFT, place] < target:
                return REFUSED, 0
            found += price * (got - field)
            field = got
        elif form == WITHIN:
            if price:
                left = max(0, d.t[NEEDED, r] - d.t[T_DONE, place] + field)
                found += price * min(d.t[T_MOST, place] - amount, left)
            field += amount
            if field > target:
                return REFUSED, 0
        else:
            width, settled = d.t[LEFT, r], d.t[SETTLED, r]
            flag = field >> width | (1 if amount & FLAGGED else 0)
            before = field & (1 << width) - 1
            got = min(before + (amount & FLAGGED - 1), target + (1 if form == CUT else 0))
            must = settled == 1 or flag
            if (must or form == CUT) and got + d.t[T_LEFT, place] < target:
                return REFUSED, 0
            if form == CUT and must and got > target:
                return REFUSED, 0
            if price:
                least = d.t[NEEDED, r]
                found += price * (min(got, least) - min(before, least))
            field = got | flag << width
        state &= ~(mask << shift)
        if d.t[CLOSES, r] != item:
            state |= field << shift
    return state, found


@written_in
def slot(d: Desk, states: Column, state: int, size: int) -> int:
    """Where a state stands, or could, in the hash table of this turn; ``states``: of the labels in it."""
    place = (state * -7046029254386353131 >> 20) & size
    while d.stamp[place] == d.t[COUNTER, STAMP] and states[d.at[place]] != state:
        place = place + 1 & size
    return place
