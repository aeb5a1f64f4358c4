"""A step of a search: what becomes of a state by an option of an item, and where states are found again."""

from __future__ import annotations

from .making import written_in
from .places import (
    AMOUNT,
    CLOSES,
    COUNTER,
    FORM,
    IN_PART,
    LEFT,
    MASK,
    REACH,
    SHIFT,
    STAMP,
    T_LEFT,
    T_ROW,
    TARGET,
    TOUCH,
    TOUCH_END,
    WITHIN,
    Column,
    Desk,
)
from .rows import FLAGGED

BREAKS = -1


@written_in
def step(d: Desk, item: int, o: int, state: int) -> int:
    """The state after an option of an item; BREAKS where it breaks a row or leaves one out of reach."""
    first = d.t[TOUCH, item]
    for place in range(first, d.t[TOUCH_END, item]):
        r = d.t[T_ROW, place]
        shift, mask, target, form = d.t[SHIFT, r], d.t[MASK, r], d.t[TARGET, r], d.t[FORM, r]
        amount = d.amount[d.t[AMOUNT, o] + place - first]
        field = state >> shift & mask
        if form == REACH:
            field = min(field + amount, target)
            if field + d.t[T_LEFT, place] < target:
                return BREAKS
        elif form == WITHIN:
            field += amount
            if field > target:
                return BREAKS
        else:
            width = d.t[LEFT, r]
            flag = field >> width | (1 if amount & FLAGGED else 0)
            before = field & (1 << width) - 1
            got = min(before + (amount & FLAGGED - 1), target + (1 if form == IN_PART else 0))
            if (flag or form == IN_PART) and got + d.t[T_LEFT, place] < target:
                return BREAKS
            if form == IN_PART and flag and got > target:
                return BREAKS
            field = got | flag << width
        state &= ~(mask << shift)
        if d.t[CLOSES, r] != item:
            state |= field << shift
    return state


@written_in
def slot(d: Desk, states: Column, state: int, size: int) -> int:
    """Where a state stands, or could, in the hash table of this turn; ``states``: of the labels in it."""
    place = (state * -7046029254386353131 >> 20) & size
    while d.stamp[place] == d.t[COUNTER, STAMP] and states[d.at[place]] != state:
        place = place + 1 & size
    return place
