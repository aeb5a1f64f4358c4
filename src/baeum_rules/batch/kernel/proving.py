"""What a programme's prices prove, in whole numbers: no number of floating point decides anything.

Whatever the prices of rows are (none below 0, but of rows that are met exactly), no selection is worth more
than its options at the prices, less the prices of what must be given up.
"""

from __future__ import annotations

import numpy as np

from .making import compiled, written_in
from .places import (
    AMONG,
    AMOUNT,
    BROKEN,
    BROKEN_SIGN,
    CAP,
    CAP_LINE,
    CAP_PRICE,
    COLUMNS,
    COUNT_ITEMS,
    COUNT_ROWS,
    COUNTED,
    COUNTER,
    CREDITS,
    CUT_HOLDS,
    CUT_LEAST,
    CUT_PRICE,
    CUT_UNIT,
    CUT_USED,
    E_END,
    E_FIRST,
    E_FULL,
    E_ITEM,
    E_OUT,
    FINE,
    FORM,
    FULL_AT,
    GIVES,
    HIGH,
    IN_COLUMN,
    IN_LINE,
    IN_PART,
    LESS_PRICE,
    LOW,
    OPTION,
    OPTION_END,
    OUT_AT,
    PACK,
    PARTS,
    PRICE,
    RECORD,
    REDUCED,
    SETTLED,
    SIMPLE,
    T_ROW,
    TOUCH,
    TOUCH_END,
    USED,
    WHOLE,
    WORTH,
    Desk,
)
from .programme import TOP, is_open, least_of

NEVER = -(1 << 62)
UNPROVED = 1 << 62
MOST_PRICE, MOST_SUM = 1 << 56, 4.0e18  # what an option is worth at prices, and the sum, keep to 62 bits
OF_SHARES = 1 << 30  # the fineness of multipliers that prove that nothing fits


@compiled
def _price_cut(d: Desk, line: int, price: float) -> None:
    """Gives a cut that holds its price, if it has one."""
    cut = line - d.t[COUNTER, CAP_LINE] - 1
    own = int(np.rint(price / d.t[CUT_UNIT, cut]))
    if own > 0 and d.t[CUT_HOLDS, cut]:
        d.t[CUT_PRICE, cut] = own
        d.t[CUT_USED, d.t[COUNTER, USED]] = cut
        d.t[COUNTER, USED] += 1


@compiled
def _take_prices(d: Desk) -> None:
    """The prices of the rows: the reduced costs of those that stand in columns."""
    columns, rows = d.t[COUNTER, COLUMNS], d.t[COUNTER, COUNT_ROWS]
    unit = 2.0 ** (4 * d.t[COUNTER, PACK] + d.t[COUNTER, FINE])
    d.t[COUNTER, CAP_PRICE] = d.t[COUNTER, LESS_PRICE] = d.t[COUNTER, USED] = 0
    for r in range(rows):
        d.t[PRICE, r] = 0
    for column in range(columns):
        r = d.t[IN_COLUMN, column] - columns
        if r == d.t[COUNTER, CAP_LINE]:
            d.t[COUNTER, CAP_PRICE] = max(0, int(np.rint(-d.f[REDUCED, column] * unit)))
        elif r == d.t[COUNTER, CAP_LINE] - 1:
            d.t[COUNTER, LESS_PRICE] = max(0, int(np.rint(-d.f[REDUCED, column] * unit)))
        elif 0 <= r < rows:
            price = int(np.rint(-d.f[REDUCED, column] * unit))
            if price > 0 or (d.t[FORM, r] == IN_PART and d.t[SETTLED, r] == 1):
                d.t[PRICE, r] = price
        elif r > d.t[COUNTER, CAP_LINE]:
            _price_cut(d, r, -d.f[REDUCED, column] * unit)


@compiled
def _take_multipliers(d: Desk) -> None:
    """Multipliers of the rows that say why the broken line cannot be mended."""
    columns, rows, line = d.t[COUNTER, COLUMNS], d.t[COUNTER, COUNT_ROWS], d.t[COUNTER, BROKEN]
    sign, last = d.t[COUNTER, BROKEN_SIGN], d.t[COUNTER, CAP_LINE]
    d.t[COUNTER, CAP_PRICE] = d.t[COUNTER, LESS_PRICE] = d.t[COUNTER, USED] = 0
    for r in range(rows):
        d.t[PRICE, r] = 0
    for column in range(columns):
        r = d.t[IN_COLUMN, column] - columns
        if r == last:
            d.t[COUNTER, CAP_PRICE] = max(0, int(np.rint(-sign * d.f[line, column] * OF_SHARES)))
        elif r == last - 1:
            d.t[COUNTER, LESS_PRICE] = max(0, int(np.rint(-sign * d.f[line, column] * OF_SHARES)))
        elif 0 <= r < rows:
            d.t[PRICE, r] = int(np.rint(-sign * d.f[line, column] * OF_SHARES))
        elif r > last:
            _price_cut(d, r, -sign * d.f[line, column] * OF_SHARES)
    r = d.t[IN_LINE, line] - columns
    if r == last:
        d.t[COUNTER, CAP_PRICE] = max(0, sign * OF_SHARES)
    elif r == last - 1:
        d.t[COUNTER, LESS_PRICE] = max(0, sign * OF_SHARES)
    elif 0 <= r < rows:
        d.t[PRICE, r] = sign * OF_SHARES
    elif r > last:
        _price_cut(d, r, float(sign * OF_SHARES))
    for r in range(rows):
        if d.t[PRICE, r] < 0 and not (d.t[FORM, r] == IN_PART and d.t[SETTLED, r] == 1):
            d.t[PRICE, r] = 0


@written_in
def priced(d: Desk, item: int, o: int, share: int) -> int:
    """What an option is worth (times ``share``) with what it gives up at the prices."""
    worth, first = d.t[WORTH, o], d.t[TOUCH, item]
    found = worth * share - d.t[COUNTER, CAP_PRICE] * (worth >> TOP * d.t[COUNTER, PACK])
    found -= d.t[COUNTER, LESS_PRICE] * (worth >> (TOP + 1) * d.t[COUNTER, PACK])
    for place in range(first, d.t[TOUCH_END, item]):
        price = d.t[PRICE, d.t[T_ROW, place]]
        if price:
            found += price * d.given[d.t[AMOUNT, o] + place - first]
    for k in range(d.t[COUNTER, USED]):
        cut = d.t[CUT_USED, k]
        found += d.t[CUT_PRICE, cut] * d.t[GIVES + cut, o]
    return found


@compiled
def _most_of_parts(d: Desk, item: int, share: int) -> int:
    """The same of a course of one class that may count in part: what lies between is a sum of both ends."""
    low, high, most = d.t[LOW, item], d.t[HIGH, item], NEVER
    base = d.t[OPTION, item] - d.t[COUNTED, d.t[OPTION, item]]
    if low == 0:
        most = priced(d, item, base, share)
        low = 1
    if d.t[WHOLE, item]:
        full = d.t[CREDITS, d.t[RECORD, item]]
        low = full
        high = full if high == full else 0
    if low <= high and d.t[AMONG, item]:
        most = max(most, priced(d, item, base + low, share))
        if high > low:
            most = max(most, priced(d, item, base + high, share))
    return most


@compiled
def most_of(d: Desk, item: int, share: int) -> int:
    """The most that the open options of an item are worth at the prices; NEVER where it has none."""
    if d.t[PARTS, item] and not d.t[COUNTER, USED]:
        return _most_of_parts(d, item, share)
    most = NEVER
    for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
        if is_open(d, item, o):
            most = max(most, priced(d, item, o, share))
    return most


@compiled
def note_simple(d: Desk) -> None:
    """Notes which items count in full or not, as one class, and of each row what those give up of it."""
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        o = d.t[OPTION, item]
        full = d.t[COUNTED, o + 1] == d.t[CREDITS, d.t[RECORD, item]]
        d.t[SIMPLE, item] = 1 if d.t[OPTION_END, item] == o + 2 and d.t[COUNTED, o] == 0 and full else 0
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        d.t[E_END, r] = 0
    for turn in range(2):
        for item in range(d.t[COUNTER, COUNT_ITEMS]):
            if not d.t[SIMPLE, item]:
                continue
            first, o = d.t[TOUCH, item], d.t[OPTION, item]
            for place in range(first, d.t[TOUCH_END, item]):
                r = d.t[T_ROW, place]
                entry = d.t[E_END, r]
                d.t[E_END, r] = entry + 1
                if turn:
                    d.t[E_ITEM, entry] = item
                    d.t[E_OUT, entry] = d.given[d.t[AMOUNT, o] + place - first]
                    d.t[E_FULL, entry] = d.given[d.t[AMOUNT, o + 1] + place - first]
        if turn == 0:
            entry = 0
            for r in range(d.t[COUNTER, COUNT_ROWS]):
                d.t[E_FIRST, r] = entry
                entry += d.t[E_END, r]
                d.t[E_END, r] = d.t[E_FIRST, r]


@compiled
def _price_simple(d: Desk, share: int) -> None:
    """What the items that count in full or not are worth at the prices, times ``share``, row by row."""
    top, on_top, on_less = TOP * d.t[COUNTER, PACK], d.t[COUNTER, CAP_PRICE], d.t[COUNTER, LESS_PRICE]
    less = top + d.t[COUNTER, PACK]
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        if d.t[SIMPLE, item]:
            worth = d.t[WORTH, d.t[OPTION, item] + 1]
            d.t[OUT_AT, item] = 0
            d.t[FULL_AT, item] = worth * share - on_top * (worth >> top) - on_less * (worth >> less)
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        price = d.t[PRICE, r]
        if price:
            for entry in range(d.t[E_FIRST, r], d.t[E_END, r]):
                item = d.t[E_ITEM, entry]
                d.t[OUT_AT, item] += price * d.t[E_OUT, entry]
                d.t[FULL_AT, item] += price * d.t[E_FULL, entry]
    for k in range(d.t[COUNTER, USED]):
        cut = d.t[CUT_USED, k]
        price = d.t[CUT_PRICE, cut]
        for item in range(d.t[COUNTER, COUNT_ITEMS]):
            if d.t[SIMPLE, item]:
                o = d.t[OPTION, item]
                d.t[OUT_AT, item] += price * d.t[GIVES + cut, o]
                d.t[FULL_AT, item] += price * d.t[GIVES + cut, o + 1]


@written_in
def _most_of_simple(d: Desk, item: int) -> int:
    most = d.t[OUT_AT, item] if d.t[LOW, item] == 0 else NEVER
    may = d.t[AMONG, item] and d.t[HIGH, item] == d.t[COUNTED, d.t[OPTION, item] + 1]
    return max(most, d.t[FULL_AT, item]) if may else most


@compiled
def _at_prices(d: Desk, share: int) -> int:
    """No selection is worth more, times ``share``; NEVER where an item has no option left, or UNPROVED."""
    found, about = d.t[COUNTER, CAP_PRICE] * d.t[COUNTER, CAP], 0.0
    found += d.t[COUNTER, LESS_PRICE] * (d.t[COUNTER, CAP] >> d.t[COUNTER, PACK])
    about += float(found)
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        if abs(d.t[PRICE, r]) > MOST_PRICE:
            return UNPROVED
        if d.t[PRICE, r]:
            least = d.t[PRICE, r] * least_of(d, r)
            found -= least
            about -= float(least)
    for k in range(d.t[COUNTER, USED]):
        cut = d.t[CUT_USED, k]
        if d.t[CUT_PRICE, cut] * float(d.t[CUT_UNIT, cut]) > MOST_PRICE:
            return UNPROVED
        least = d.t[CUT_PRICE, cut] * d.t[CUT_LEAST, cut]
        found -= least
        about -= float(least)
    _price_simple(d, share)
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        most = _most_of_simple(d, item) if d.t[SIMPLE, item] else most_of(d, item, share)
        if most == NEVER:
            return NEVER
        found += most
        about += float(most)
    if abs(about) > MOST_SUM or max(d.t[COUNTER, CAP_PRICE], d.t[COUNTER, LESS_PRICE]) > MOST_PRICE:
        return UNPROVED
    return found


@compiled
def no_more_than(d: Desk) -> int:
    """No selection is worth more than this, times 2 ** FINE, by the prices of a programme that was solved."""
    _take_prices(d)
    return _at_prices(d, 1 << d.t[COUNTER, FINE])


@compiled
def nothing_fits(d: Desk) -> bool:
    """Whether it is proved that no selection keeps all rows, of a programme that has none."""
    _take_multipliers(d)
    return bool(_at_prices(d, 0) < 0)
