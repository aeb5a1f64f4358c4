"""What a core must still give up of each row: fields of nine bits, one of them free, seven to a word."""

from __future__ import annotations

from .making import compiled
from .places import (
    ALWAYS,
    AMOUNT,
    C_COUNT,
    C_FIELD,
    C_HEAD,
    C_HELD,
    C_LEAST,
    C_MODE,
    C_NEED,
    C_NEXT,
    C_OPTION,
    C_OWNER,
    C_PRICE,
    C_SUPPLY,
    C_TOP,
    CAP,
    CORE_FLAGS,
    CORE_LOSS,
    COUNT_ROWS,
    COUNTER,
    EXACT,
    FORM,
    IN_PART,
    MIXED,
    OPEN_PART,
    PACK,
    PRICE,
    PRICED,
    SETTLED,
    START,
    T_ROW,
    TARGET,
    TOUCH,
    TOUCH_END,
    WORTH,
    Desk,
)
from .programme import OPEN, TOP, least_of
from .rows import FLAGGED
from .rows_laid import CANNOT, MAY, TOO_LARGE

WORDS, FIELDS, BITS_OF_FIELD = 3, 7, 9
MOST_OF_FIELD = 255
OVERSHOT = BITS_OF_FIELD - 1
GUARDS = sum(1 << BITS_OF_FIELD * k + OVERSHOT for k in range(FIELDS))
LEVELS_ON_TOP = 2  # the credits recognised, how much less is short: exactly as many as the programme's cap

# how a row is kept in a core: not at all, once something found breaks it, reached, met exactly; if its flag
# is set: reached, not passed
GONE, ASIDE, TO_REACH, TO_MEET, IF_FLAGGED, NOT_PASSED = range(6)
COSTS = -2  # in place of a field: what is given up costs its price


@compiled
def on_top(d: Desk, worth: int, level: int) -> int:
    """What a worth has of the credits recognised (0), or of how much less is short (1)."""
    bits = d.t[COUNTER, PACK]
    found = worth >> (TOP + level) * bits
    return found if level else found & (1 << bits) - 1


@compiled
def begin_rows(d: Desk) -> None:
    """What must be given up of each row before any item is entered."""
    rows = d.t[COUNTER, COUNT_ROWS]
    for r in range(rows):
        mixed = d.t[FORM, r] == MIXED and d.t[SETTLED, r] == OPEN
        d.t[C_NEED, r] = d.t[TARGET, r] if mixed else least_of(d, r)
    for level in range(LEVELS_ON_TOP):
        capped = d.t[COUNTER, CAP] << TOP * d.t[COUNTER, PACK]
        d.t[C_NEED, rows + level] = -on_top(d, capped, level)
    for r in range(rows + LEVELS_ON_TOP):
        d.t[C_SUPPLY, r] = d.t[C_COUNT, r] = d.t[C_MODE, r] = 0
        d.t[C_FIELD, r] = d.t[C_HEAD, r] = -1


@compiled
def enter_decided(d: Desk, item: int, o: int) -> None:
    """Enters an item of one option left in the rows."""
    rows, first = d.t[COUNTER, COUNT_ROWS], d.t[TOUCH, item]
    for place in range(first, d.t[TOUCH_END, item]):
        r, at = d.t[T_ROW, place], d.t[AMOUNT, o] + place - first
        d.t[C_NEED, r] -= d.given[at]
        if d.amount[at] & FLAGGED:
            d.t[C_MODE, r] |= 2
    for level in range(LEVELS_ON_TOP):
        d.t[C_NEED, rows + level] += on_top(d, d.t[WORTH, o], level)


@compiled
def enter_open(d: Desk, item: int, begin: int, end: int) -> None:
    """Enters an item of several options left, from begin to end, in the rows: the least that it gives up."""
    rows, first = d.t[COUNTER, COUNT_ROWS], d.t[TOUCH, item]
    for place in range(first, d.t[TOUCH_END, item]):
        r = d.t[T_ROW, place]
        least, most, flagged = 1 << 30, 0, 0
        for k in range(begin, end):
            at = d.t[AMOUNT, d.t[C_OPTION, k]] + place - first
            least, most = min(least, d.given[at]), max(most, d.given[at])
            flagged |= d.amount[at] & FLAGGED
        d.t[C_LEAST, place] = least
        d.t[C_NEED, r] -= least
        d.t[C_SUPPLY, r] += most - least
        if flagged:
            d.t[C_MODE, r] |= 1
        if most > least:
            d.t[C_COUNT, r] += 1
            d.t[C_NEXT, place], d.t[C_OWNER, place], d.t[C_HEAD, r] = d.t[C_HEAD, r], item, place
    for level in range(LEVELS_ON_TOP):
        top, low = -1, 1 << 62
        for k in range(begin, end):
            own = on_top(d, d.t[WORTH, d.t[C_OPTION, k]], level)
            top, low = max(top, own), min(low, own)
        d.t[C_TOP + level, item] = top
        d.t[C_NEED, rows + level] += top
        d.t[C_SUPPLY, rows + level] += top - low


@compiled
def _mode_of(d: Desk, r: int) -> int:
    """How a row is kept; C_MODE says whether items that are open (1), or decided (2), have its flag."""
    flags, form = d.t[C_MODE, r], d.t[FORM, r]
    if form == MIXED and d.t[SETTLED, r] == OPEN and not flags & 2:
        return IF_FLAGGED if flags and d.t[C_NEED, r] > 0 else GONE
    if form == IN_PART:
        if d.t[SETTLED, r] == 1 or (d.t[SETTLED, r] == OPEN and flags & 2):
            return TO_MEET
        if d.t[SETTLED, r] == OPEN and flags:
            return NOT_PASSED
    return TO_REACH


@compiled
def _settle_row(d: Desk, r: int) -> int:
    """Whether a row can be kept at all; one that is kept whatever is chosen is gone.

    One without a price limits nothing near the solution: it is left aside until what is found breaks it.
    """
    mode, need, price = _mode_of(d, r), d.t[C_NEED, r], d.t[PRICE, r]
    if mode == TO_MEET:
        if need < 0 or need > d.t[C_SUPPLY, r]:
            return CANNOT
        if d.t[C_SUPPLY, r] == 0:
            mode = GONE
    elif mode not in (IF_FLAGGED, GONE):
        if need > d.t[C_SUPPLY, r]:
            return CANNOT
        if need < 0 and price > 0:
            d.t[COUNTER, CORE_LOSS] -= need * price
        if need <= 0 and mode == TO_REACH:
            mode = GONE
            if price > 0:
                d.t[C_FIELD, r] = COSTS  # what is given up of it besides costs its price
        elif mode == TO_REACH and price == 0 and not d.t[C_HELD, r]:
            mode = ASIDE
    d.t[C_MODE, r] = mode
    return TOO_LARGE if mode > ASIDE and need > MOST_OF_FIELD else MAY


@compiled
def _give_field(d: Desk, r: int, field: int) -> int:
    """Gives a row a field; the next field, or -1 where there is none left."""
    if field < 0 or field >= WORDS * FIELDS:
        return -1
    word, place = field // FIELDS, BITS_OF_FIELD * (field % FIELDS)
    mode, need, guard = d.t[C_MODE, r], d.t[C_NEED, r], 1 << place + OVERSHOT
    if r >= d.t[COUNTER, COUNT_ROWS]:
        mode = TO_MEET
    d.t[C_FIELD, r] = field
    d.t[COUNTER, START + word] |= max(0, need) << place
    d.t[C_PRICE, field] = 0
    if mode != IF_FLAGGED:
        d.t[COUNTER, ALWAYS + word] |= guard
    if mode == TO_MEET:
        d.t[COUNTER, EXACT + word] |= guard
    elif mode != IF_FLAGGED and d.t[PRICE, r] > 0:
        d.t[COUNTER, PRICED + word] |= guard
        d.t[C_PRICE, field] = d.t[PRICE, r]
    if mode == NOT_PASSED:
        d.t[COUNTER, OPEN_PART] |= guard
        if need < 0:
            d.t[COUNTER, CORE_FLAGS] |= guard >> 1
    return field + 1


@compiled
def _give_fields(d: Desk) -> bool:
    """Gives a field to each row that is kept; those with an open flag must be in the first word."""
    for k in range(WORDS):
        d.t[COUNTER, START + k] = d.t[COUNTER, ALWAYS + k] = 0
        d.t[COUNTER, EXACT + k] = d.t[COUNTER, PRICED + k] = 0
    d.t[COUNTER, OPEN_PART] = d.t[COUNTER, CORE_FLAGS] = 0
    field, rows = 0, d.t[COUNTER, COUNT_ROWS]
    for r in range(rows):
        if d.t[C_MODE, r] >= IF_FLAGGED:
            field = _give_field(d, r, field)
    if field < 0 or field > FIELDS:
        return False
    for r in range(rows):
        if d.t[C_MODE, r] == TO_REACH or d.t[C_MODE, r] == TO_MEET:
            field = _give_field(d, r, field)
    for r in range(rows, rows + LEVELS_ON_TOP):
        if d.t[C_SUPPLY, r] > 0:
            field = _give_field(d, r, field)
    return field >= 0


@compiled
def settle_rows(d: Desk, gap: int) -> int:
    """Settles what becomes of each row once all items are entered; MAY, CANNOT or TOO_LARGE."""
    rows = d.t[COUNTER, COUNT_ROWS]
    for r in range(rows, rows + LEVELS_ON_TOP):
        if d.t[C_NEED, r] < 0 or d.t[C_NEED, r] > d.t[C_SUPPLY, r]:
            return CANNOT
        if d.t[C_NEED, r] > MOST_OF_FIELD:
            return TOO_LARGE
    for r in range(rows):
        may = _settle_row(d, r)
        if may != MAY:
            return may
    if d.t[COUNTER, CORE_LOSS] > gap:
        return CANNOT
    return MAY if _give_fields(d) else TOO_LARGE
