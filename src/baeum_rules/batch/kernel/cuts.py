"""Cuts: what every selection keeps and the solution of a programme breaks, in whole numbers.

Rows are summed with multipliers. Where whole numbers sum up to at least something that is none, each may be
rounded by a function that gives a sum no more than its parts together (mixed-integer rounding: Gomory, 1960;
Nemhauser and Wolsey, 1990). The function is taken of what each option of a record gives, beside the option
nearest to the solution: numbers of floating point only say which multipliers are tried.
"""

from __future__ import annotations

import numpy as np

from .cut_lines import drop_slack, write_cut
from .making import compiled
from .places import (
    AMOUNT,
    AS,
    BY_CAP,
    BY_CUT,
    BY_ROW,
    CAP,
    CAP_LINE,
    COLUMN,
    COLUMN_END,
    COLUMNS,
    COUNT_ITEMS,
    COUNT_ROWS,
    COUNTED,
    COUNTER,
    CREDITS,
    CUT_CAP,
    CUT_FLAGS,
    CUT_HOLDS,
    CUT_LEAST,
    CUT_LESS,
    CUT_LOWEST,
    CUT_UNIT,
    CUT_USED,
    CUTS,
    FORM,
    FOUND_AT,
    GIVES,
    HIGH,
    IN_COLUMN,
    IN_LINE,
    IN_PART,
    LESS,
    LINES,
    LOW,
    MIXED,
    MOST_CUTS,
    OF_CLASS,
    OF_ITEM,
    OFF_CAP,
    OFF_CUT,
    OFF_ROW,
    OPTION,
    OPTION_END,
    PACK,
    RECORD,
    SETTLED,
    SUM_AT,
    T_ROW,
    TOUCH,
    TOUCH_END,
    USED,
    VALUE,
    WHOLE,
    WORTH,
    Desk,
)
from .programme import TOP, least_of

MOST_OF_ROUND = 4
MOST_FINE, ROUGH, NEAR = 120, 720, 1e-5  # multipliers are whole numbers of parts; where no few do, of ROUGH
LEAST_PART = 50  # of what is left over no less than a fiftieth, or the cut says next to nothing
BROKEN_BY, FRACTION = 0.02, 0.01
MOST_GIVEN, MOST_LEAST = 100, 5000  # of a cut, in its unit: so that sums at prices keep to 62 bits
NO_CAP = 1 << 62


@compiled
def _denominator(value: float) -> int:
    """The least number whose product with a value is nearly whole (continued fractions); 0: none is small."""
    own = value - np.floor(value)
    before, now = 0, 1
    for _ in range(8):
        if abs(value * now - np.rint(value * now)) < NEAR:
            return now
        if own < NEAR:
            return 0
        own = 1.0 / own
        whole = int(own)
        before, now = now, whole * now + before
        if now > MOST_FINE:
            return 0
        own -= whole
    return 0


@compiled
def _multiplier(d: Desk, line: int, column: int, times: float) -> float:
    """The multiplier in a line of the row, cap or cut that holds in a column; 0: none of them is there."""
    r, caps = d.t[IN_COLUMN, column] - d.t[COUNTER, COLUMNS], d.t[COUNTER, CAP_LINE]
    if r < 0 or d.t[COUNTER, COUNT_ROWS] <= r < caps - 1:
        return 0.0
    if r <= caps:
        return d.f[line, column] * times
    cut = r - caps - 1
    return d.f[line, column] * times / d.t[CUT_UNIT, cut] if d.t[CUT_HOLDS, cut] else 0.0


@compiled
def _fineness(d: Desk, line: int, times: float) -> int:
    """The least number that makes all multipliers of a line whole numbers; ROUGH: none that is small does."""
    fine = 1
    for column in range(d.t[COUNTER, COLUMNS]):
        multiplier = _multiplier(d, line, column, times)
        if abs(multiplier * fine - np.rint(multiplier * fine)) < NEAR * fine:
            continue
        own = _denominator(multiplier * fine)
        fine *= own
        if own == 0 or fine > ROUGH:
            return ROUGH
    return fine


@compiled
def _take_multipliers(d: Desk, line: int, times: float, fine: int, cut: int) -> None:
    """The multipliers of a line, in parts of ``fine``, none below 0; and what the new cut takes as so."""
    columns, rows, caps = d.t[COUNTER, COLUMNS], d.t[COUNTER, COUNT_ROWS], d.t[COUNTER, CAP_LINE]
    flags, cap = 0, NO_CAP
    d.t[COUNTER, USED] = 0
    for r in range(rows):
        d.t[BY_ROW, r] = 0
    d.t[COUNTER, BY_CAP] = d.t[COUNTER, BY_CAP + 1] = 0
    for column in range(columns):
        r = d.t[IN_COLUMN, column] - columns
        own = int(np.rint(_multiplier(d, line, column, times) * fine)) % fine
        if own == 0:
            continue
        if r < rows:
            d.t[BY_ROW, r] = own
            if d.t[FORM, r] >= MIXED and d.t[SETTLED, r] == 1:
                flags |= 1 << r
        elif r <= caps:
            d.t[COUNTER, BY_CAP + caps - r] = own
            cap = min(cap, d.t[COUNTER, CAP])
        else:
            other = r - caps - 1
            d.t[CUT_USED, d.t[COUNTER, USED]] = other
            d.t[COUNTER, USED] += 1
            d.t[BY_CUT, other] = own
            flags |= d.t[CUT_FLAGS, other]
            cap = min(cap, d.t[CUT_CAP, other])
    d.t[CUT_FLAGS, cut], d.t[CUT_CAP, cut] = flags, cap


@compiled
def _sum_options(d: Desk, by_row: int, by_cap: int, by_cut: int, into: int) -> None:
    """What each option gives of all rows, caps and cuts together, at multipliers."""
    items = d.t[COUNTER, COUNT_ITEMS]
    options = d.t[OPTION_END, items - 1]
    for o in range(options):
        d.t[into, o] = 0
    for item in range(items):
        first, opened, closed = d.t[TOUCH, item], d.t[OPTION, item], d.t[OPTION_END, item]
        for place in range(first, d.t[TOUCH_END, item]):
            own = d.t[by_row, d.t[T_ROW, place]]
            if own:
                for o in range(opened, closed):
                    d.t[into, o] += own * d.given[d.t[AMOUNT, o] + place - first]
    for level in range(2):
        own, shift = d.t[COUNTER, by_cap + level], (TOP + level) * d.t[COUNTER, PACK]
        if own:
            for o in range(options):
                d.t[into, o] -= own * (d.t[WORTH, o] >> shift)
    for k in range(d.t[COUNTER, USED]):
        own = d.t[by_cut, d.t[CUT_USED, k]]
        gives = GIVES + d.t[CUT_USED, k]
        for o in range(options):
            d.t[into, o] += own * d.t[gives, o]


@compiled
def _least_of_sum(d: Desk, by_row: int, by_cap: int, by_cut: int) -> int:
    """What must be reached of that sum."""
    found = 0
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        if d.t[by_row, r]:
            found += d.t[by_row, r] * least_of(d, r)
    for level in range(2):
        if d.t[COUNTER, by_cap + level]:
            found -= d.t[COUNTER, by_cap + level] * (d.t[COUNTER, CAP] >> level * d.t[COUNTER, PACK])
    for k in range(d.t[COUNTER, USED]):
        other = d.t[CUT_USED, k]
        found += d.t[by_cut, other] * d.t[CUT_LEAST, other]
    return found


@compiled
def _nearest_option(d: Desk, item: int) -> int:
    """The option of an item that is nearest to the solution."""
    share, most, bit = 0.0, 0.0, 0
    for column in range(d.t[COLUMN, item], d.t[COLUMN_END, item]):
        share += d.f[FOUND_AT, column]
        if d.f[FOUND_AT, column] > most:
            most, bit = d.f[FOUND_AT, column], d.t[OF_CLASS, column]
    counted, chosen, nearest = share * d.t[CREDITS, d.t[RECORD, item]], d.t[OPTION, item], 1e18
    for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
        away = abs(d.t[COUNTED, o] - counted)
        if (d.t[COUNTED, o] == 0 or d.t[AS, o] == bit) and away < nearest:
            chosen, nearest = o, away
    return chosen


@compiled
def _write_off(d: Desk, fine: int, part: int) -> None:
    """What of the slack of a row counts too, in parts of the cut's unit."""
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        own = d.t[BY_ROW, r]
        exact = d.t[FORM, r] == IN_PART and d.t[SETTLED, r] == 1
        d.t[OFF_ROW, r] = part - min(fine - own, part) if own and not exact else 0
    for level in range(2):
        own = d.t[COUNTER, BY_CAP + level]
        d.t[COUNTER, OFF_CAP + level] = part - min(fine - own, part) if own else 0
    for k in range(d.t[COUNTER, USED]):
        other = d.t[CUT_USED, k]
        d.t[OFF_CUT, other] = part - min(fine - d.t[BY_CUT, other], part)


@compiled
def _round_options(d: Desk, fine: int, cut: int) -> bool:
    """Writes what each option gives of the new cut; False where it says nothing, or too much."""
    _sum_options(d, BY_ROW, BY_CAP, BY_CUT, SUM_AT)
    least = _least_of_sum(d, BY_ROW, BY_CAP, BY_CUT)
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        base = d.t[SUM_AT, _nearest_option(d, item)]
        least -= base
        for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
            d.t[SUM_AT, o] -= base
    part = least % fine
    if not fine <= part * LEAST_PART <= fine * (LEAST_PART - 1):
        return False
    _write_off(d, fine, part)
    _sum_options(d, OFF_ROW, OFF_CAP, OFF_CUT, GIVES + cut)
    d.t[CUT_UNIT, cut] = part
    d.t[CUT_LEAST, cut] = (least // fine + 1) * part - _least_of_sum(d, OFF_ROW, OFF_CAP, OFF_CUT)
    lowest, most = 0, 0
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        low = NO_CAP
        for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
            if item == d.t[COUNTER, LESS] and d.t[COUNTED, o] != d.t[LOW, item]:
                d.t[GIVES + cut, o] = 0  # the cut holds only where that is chosen
                continue
            own = d.t[SUM_AT, o]
            given = own // fine * part + min(own % fine, part) - d.t[GIVES + cut, o]
            d.t[GIVES + cut, o] = given
            low, most = min(low, given), max(most, abs(given))
        lowest += low
    d.t[CUT_LOWEST, cut] = lowest
    return bool(most < MOST_GIVEN * part and abs(d.t[CUT_LEAST, cut]) < MOST_LEAST * part)


@compiled
def _cut_off(d: Desk, line: int, times: float) -> bool:
    """Whether a cut was made of a line of the solution, whose variable should be a whole number."""
    cut, fine = d.t[COUNTER, CUTS], _fineness(d, line, times)
    if fine == 1:
        return False
    _take_multipliers(d, line, times, fine, cut)
    if not _round_options(d, fine, cut):
        return False
    d.t[CUT_LESS, cut] = d.t[LOW, d.t[COUNTER, LESS]] if d.t[COUNTER, LESS] >= 0 else -1
    if write_cut(d, cut) > -BROKEN_BY:
        d.t[COUNTER, LINES] -= 1
        return False
    d.t[COUNTER, CUTS] = cut + 1
    return True


@compiled
def add_cuts(d: Desk) -> int:
    """Cuts the solution off by its lines that should be whole numbers and are not; how many cuts are made."""
    drop_slack(d)
    lines, columns, made = d.t[COUNTER, LINES], d.t[COUNTER, COLUMNS], 0
    for line in range(lines):
        if d.t[COUNTER, CUTS] == MOST_CUTS or made == MOST_OF_ROUND:
            break
        column = d.t[IN_LINE, line]
        if column >= columns:
            continue
        item = d.t[OF_ITEM, column]
        times = 1.0 if d.t[WHOLE, item] else float(d.t[CREDITS, d.t[RECORD, item]])
        own = d.f[VALUE, line] * times
        if abs(own - np.rint(own)) > FRACTION and d.t[LOW, item] < d.t[HIGH, item]:
            made += 1 if _cut_off(d, line, times) else 0
    return made
