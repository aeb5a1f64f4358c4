"""What a solution of the linear programme leaves undecided, and what a selection read from it is worth."""

from __future__ import annotations

from .choices import CLASS_IS, CREDITS_AT_MOST, FLAG_IS, LESS_IS
from .cut_lines import note_places
from .making import compiled
from .places import (
    AMONG,
    AMOUNT,
    AS,
    BASE,
    BOUND,
    COLUMN,
    COLUMN_END,
    COLUMNS,
    COUNT_ITEMS,
    COUNT_ROWS,
    COUNTED,
    COUNTER,
    CREDITS,
    FINE,
    FLAGS,
    FORM,
    FOUND_AT,
    GOT,
    HIGH,
    IN_PART,
    LEAST,
    LESS,
    LOW,
    MIXED,
    NEXT_AT,
    NEXT_KIND,
    NEXT_VALUE,
    OF_CLASS,
    OPTION,
    OPTION_END,
    PACK,
    RECORD,
    SETTLED,
    SOURCE,
    STANDS_IN,
    T_ROW,
    TARGET,
    TOUCH,
    TOUCH_END,
    TRIED_CLASS,
    TRIED_COUNT,
    VALUE_OF_FLAG,
    WHOLE,
    WORTH,
    Desk,
)
from .programme import OPEN, TOP
from .proving import NEVER, UNPROVED
from .rows import FLAGGED, OF_COUNT
from .simplex import lost_at_least

CLOSE = 1e-6


@compiled
def _next_is(d: Desk, kind: int, at: int, value: int) -> bool:
    """Says what to choose next."""
    d.t[COUNTER, NEXT_KIND], d.t[COUNTER, NEXT_AT], d.t[COUNTER, NEXT_VALUE] = kind, at, value
    return True


@compiled
def choose_less(d: Desk) -> bool:
    """Whether it is open how much less is short; then as much as the bound allows is what to choose next."""
    item = d.t[COUNTER, LESS]
    if item < 0 or d.t[LOW, item] == d.t[HIGH, item]:
        return False
    most, bound = d.t[HIGH, item], d.t[COUNTER, BOUND]
    if 0 <= bound < UNPROVED:
        most = min(most, bound >> d.t[COUNTER, FINE] + (TOP + 1) * d.t[COUNTER, PACK])
    return _next_is(d, LESS_IS, item, max(most, d.t[LOW, item]))


@compiled
def choose_flag(d: Desk) -> bool:
    """Whether the solution breaks a row whose flag is open; then that is what to choose next."""
    columns, most = d.t[COUNTER, COLUMNS], CLOSE
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        d.f[VALUE_OF_FLAG, r] = 0.0
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        share = 0.0
        for column in range(d.t[COLUMN, item], d.t[COLUMN_END, item]):
            share += d.f[FOUND_AT, column]
        if share < CLOSE:
            continue
        for place in range(d.t[TOUCH, item], d.t[TOUCH_END, item]):
            r = d.t[T_ROW, place]
            if d.t[SETTLED, r] != OPEN or (d.t[FORM, r] == IN_PART and share > 1.0 - CLOSE):
                continue
            for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
                if d.amount[d.t[AMOUNT, o] + place - d.t[TOUCH, item]] & FLAGGED:
                    d.f[VALUE_OF_FLAG, r] += share * d.t[CREDITS, d.t[RECORD, item]]
                    break
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        flagged = d.f[VALUE_OF_FLAG, r]
        if d.t[SETTLED, r] != OPEN or flagged == 0.0:
            continue
        beyond = d.t[TARGET, r] - d.f[FOUND_AT, columns + r] - d.f[BASE, r]
        if d.t[FORM, r] == IN_PART:
            beyond = -beyond
        if beyond > most:
            most = beyond
            _next_is(d, FLAG_IS, r, 1 if 2 * flagged > d.t[LEAST, r] else 0)
    return most > CLOSE


@compiled
def _weight_of_choice(d: Desk, item: int, credits: float, low: int, away: float) -> float:
    """How much a choice on an item is worth making: what both sides of it lose at the least."""
    column = d.t[COLUMN, item]
    line = d.t[STANDS_IN, column]
    if d.t[COLUMN_END, item] > column + 1 or line < 0:
        return away * 1e-9
    full = float(d.t[CREDITS, d.t[RECORD, item]])
    high = full if d.t[WHOLE, item] else low + 1.0
    down = (credits - low) / full * lost_at_least(d, line, -1)
    up = (high - credits) / full * lost_at_least(d, line, 1)
    return (min(down, up) + 1e-5) * (max(down, up) + 1e-4) + away * 1e-9


@compiled
def choose_item(d: Desk) -> bool:
    """Whether some item is not taken as a whole, or as several classes; then that is what to choose next."""
    note_places(d)
    farthest, several = 0.0, False
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        full = d.t[CREDITS, d.t[RECORD, item]]
        share, bit, classes = 0.0, 0, 0
        for column in range(d.t[COLUMN, item], d.t[COLUMN_END, item]):
            own = d.f[FOUND_AT, column]
            if own > CLOSE:
                classes += 1
                share += own
                bit = d.t[OF_CLASS, column]
        credits = share * full
        if d.t[WHOLE, item]:
            low, away = 0, min(share, 1.0 - share)
            near = full if share > 0.5 else 0
        else:
            low = int(credits + CLOSE)
            near = int(credits + 0.5)
            away = abs(credits - near)
        d.t[TRIED_COUNT, item], d.t[TRIED_CLASS, item] = near, bit if near > 0 else 0
        if away > CLOSE:
            away = _weight_of_choice(d, item, credits, low, away)
            if away > farthest:
                farthest, several = away, False
                _next_is(d, CREDITS_AT_MOST, item, low)
        elif classes > 1 and farthest == 0.0:
            several = True
            _next_is(d, CLASS_IS, item, bit)
    return several or farthest > 0.0


@compiled
def choose_any(d: Desk) -> bool:
    """Chooses what is still open, whatever it is; False where nothing is."""
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        low, high, among = d.t[LOW, item], d.t[HIGH, item], d.t[AMONG, item]
        if d.t[WHOLE, item] and high < d.t[CREDITS, d.t[RECORD, item]]:
            high = 0
        if low < high and not (d.t[WHOLE, item] and low > 0):
            return _next_is(d, CREDITS_AT_MOST, item, low)
        if high > 0 and among & (among - 1):
            return _next_is(d, CLASS_IS, item, among & -among)
    return False


@compiled
def choose_in_broken(d: Desk) -> bool:
    """Chooses a course counted in part, in a row that the selection tried breaks; False: there is none.

    In the programme a part of a course takes a part of a place; in truth it takes the whole place.
    """
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        counted = d.t[TRIED_COUNT, item]
        if 0 < counted < d.t[CREDITS, d.t[RECORD, item]] and d.t[LOW, item] == 0:
            for place in range(d.t[TOUCH, item], d.t[TOUCH_END, item]):
                r = d.t[T_ROW, place]
                if d.t[SOURCE, r] == OF_COUNT and d.t[GOT, r] < d.t[LEAST, r]:
                    return _next_is(d, CREDITS_AT_MOST, item, 0)
    return False


@compiled
def read_point(d: Desk) -> None:
    """Reads the one selection that is left."""
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        full, high = d.t[CREDITS, d.t[RECORD, item]], d.t[HIGH, item]
        if d.t[WHOLE, item]:
            high = full if d.t[LOW, item] else 0
        d.t[TRIED_COUNT, item] = high
        d.t[TRIED_CLASS, item] = d.t[AMONG, item] if high else 0


@compiled
def asked_of_tried(d: Desk, r: int) -> int:
    """What a row asks of the selection tried, once ``worth_of_tried`` has told what that gives up of it."""
    if d.t[FORM, r] == MIXED:
        return d.t[TARGET, r] if d.t[FLAGS, r] else 0
    return d.t[LEAST, r]


@compiled
def worth_of_tried(d: Desk) -> int:
    """What the selection tried is worth; NEVER where it breaks a row."""
    found = 0
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        d.t[GOT, r] = d.t[FLAGS, r] = 0
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        chosen, first = -1, d.t[TOUCH, item]
        for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
            if d.t[COUNTED, o] == d.t[TRIED_COUNT, item] and d.t[AS, o] == d.t[TRIED_CLASS, item]:
                chosen = o
        if chosen < 0:
            return NEVER
        found += d.t[WORTH, chosen]
        for place in range(first, d.t[TOUCH_END, item]):
            r, at = d.t[T_ROW, place], d.t[AMOUNT, chosen] + place - first
            d.t[GOT, r] += d.given[at]
            if d.amount[at] & FLAGGED:
                d.t[FLAGS, r] = 1
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        least = asked_of_tried(d, r)
        if d.t[GOT, r] < least or (d.t[FORM, r] == IN_PART and d.t[FLAGS, r] and d.t[GOT, r] > least):
            return NEVER
    return found
