"""A search as a linear programme: its columns and lines, and the bounds that choices set.

A column is a record counted as one class, from not at all (0) to in full (1); what lies between is allowed.
A line is a row of the search, and says what is given up of it; or all classes of one record together.
"""

from __future__ import annotations

from .cut_lines import bound_cuts, write_cut
from .making import compiled, written_in
from .places import (
    AMONG,
    AMOUNT,
    AS,
    AT_TOP,
    BASE,
    CAP,
    CAP_LINE,
    COLUMN,
    COLUMN_END,
    COLUMNS,
    COST,
    COUNT_ITEMS,
    COUNT_ROWS,
    COUNTED,
    COUNTER,
    CREDITS,
    CUTS,
    FORM,
    HIGH,
    IN_COLUMN,
    IN_LINE,
    IN_PART,
    LEAST,
    LINE,
    LINES,
    LOOSE,
    LOOSE_GIVEN,
    LOOSE_ITEM,
    LOOSE_ROW,
    LOOSELY,
    LOW,
    LOWER,
    MIXED,
    MOST_COLUMNS,
    MOST_CUTS,
    MOST_LINES,
    OF_CLASS,
    OF_ITEM,
    OPTION,
    OPTION_END,
    PACK,
    PARTS,
    REACHED,
    RECORD,
    REDUCED,
    SETTLED,
    T_MOST,
    T_ROW,
    TARGET,
    TOUCH,
    TOUCH_END,
    UPPER,
    WHOLE,
    WITHIN,
    WORTH,
    Desk,
)
from .rows import FLAGGED

OPEN = -1
TOP = 4  # levels below that of the credits recognised


@compiled
def _write_given(d: Desk) -> None:
    """What each option gives up of a row: what it adds, or in a row that holds what is taken the rest."""
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        first = d.t[TOUCH, item]
        for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
            at = d.t[AMOUNT, o] - first
            for place in range(first, d.t[TOUCH_END, item]):
                amount = d.amount[at + place] & FLAGGED - 1
                within = d.t[FORM, d.t[T_ROW, place]] == WITHIN
                d.given[at + place] = d.t[T_MOST, place] - amount if within else amount


@compiled
def _write_least(d: Desk) -> None:
    """What must be given up of each row, and whether its flag is open.

    Of a mixed window no less than its limited sources: they are given up, or more than they are.
    """
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        d.t[LEAST, r], d.t[SETTLED, r] = 0, 1 if d.t[FORM, r] < MIXED else OPEN
        d.t[REACHED, r] = d.t[TARGET, r]
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        for place in range(d.t[TOUCH, item], d.t[TOUCH_END, item]):
            r = d.t[T_ROW, place]
            d.t[REACHED, r] += d.t[T_MOST, place]
            if d.t[FORM, r] == MIXED:
                for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
                    if d.amount[d.t[AMOUNT, o] + place - d.t[TOUCH, item]] & FLAGGED:
                        d.t[LEAST, r] += d.t[T_MOST, place]
                        break
            elif d.t[FORM, r] == WITHIN:
                d.t[LEAST, r] += d.t[T_MOST, place]
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        if d.t[FORM, r] == WITHIN:
            d.t[LEAST, r] = max(0, d.t[LEAST, r] - d.t[TARGET, r])
        elif d.t[FORM, r] != MIXED:
            d.t[LEAST, r] = d.t[TARGET, r]


@compiled
def least_of(d: Desk, r: int) -> int:
    """What must be given up of a row as its flag stands."""
    return d.t[TARGET, r] if d.t[FORM, r] == MIXED and d.t[SETTLED, r] == 1 else d.t[LEAST, r]


@compiled
def open_all(d: Desk) -> bool:
    """Opens all rows and all options of each item, with a column for each class; False: they are too many."""
    _write_least(d)
    columns, lines = 0, d.t[COUNTER, COUNT_ROWS]
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        full, classes = d.t[CREDITS, d.t[RECORD, item]], 0
        d.t[LOW, item], d.t[HIGH, item], d.t[WHOLE, item], d.t[LINE, item] = full, 0, 1, OPEN
        d.t[COLUMN, item] = columns
        for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
            counted, bit = d.t[COUNTED, o], d.t[AS, o]
            if counted < 0:
                continue
            d.t[LOW, item] = min(d.t[LOW, item], counted)
            d.t[HIGH, item] = max(d.t[HIGH, item], counted)
            if 0 < counted < full:
                d.t[WHOLE, item] = 0
            if counted and not classes & bit:
                classes |= bit
                if columns >= MOST_COLUMNS:
                    return False
                d.t[OF_ITEM, columns], d.t[OF_CLASS, columns] = item, bit
                columns += 1
        d.t[AMONG, item], d.t[COLUMN_END, item] = classes, columns
        d.t[PARTS, item] = 1 - d.t[WHOLE, item] if columns == d.t[COLUMN, item] + 1 else 0
        if columns > d.t[COLUMN, item] + 1:
            d.t[LINE, item] = lines
            lines += 1
    d.t[COUNTER, COLUMNS] = columns
    d.t[COUNTER, CAP_LINE], d.t[COUNTER, CUTS] = lines + 1, 0  # two lines: what is worth most, capped
    return lines + 1 < MOST_LINES - MOST_CUTS


@written_in
def is_open(d: Desk, item: int, o: int) -> bool:
    """Whether an option of an item is open as the choices stand."""
    counted = d.t[COUNTED, o]
    if counted < d.t[LOW, item] or counted > d.t[HIGH, item] or counted < 0:
        return False
    if counted == 0:
        return True
    if d.t[WHOLE, item] and counted < d.t[CREDITS, d.t[RECORD, item]]:
        return False
    return d.t[AS, o] & d.t[AMONG, item] != 0


@compiled
def _is_loose(d: Desk, base: int, low: int, full: int, at: int) -> bool:
    """Whether a part of an item gives up more of a row than its share of what all of it gives up.

    It is asked once a programme was found to have no solution, and that could not be proved.
    """
    if base < 0 or low == full or not d.t[COUNTER, LOOSELY]:
        return False
    without, part = d.given[d.t[AMOUNT, base] + at], d.given[d.t[AMOUNT, low] + at]
    own = d.given[d.t[AMOUNT, full] + at] - without
    return bool((part - without) * d.t[COUNTED, full] > own * d.t[COUNTED, low])


@compiled
def _write_column(d: Desk, column: int, item: int) -> None:
    """What a column is worth in full, and what it gives up of each row beside what its item gives up at 0."""
    base, low, full = -1, -1, -1
    for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
        if d.t[COUNTED, o] == 0:
            base = o
        elif d.t[COUNTED, o] > 0 and d.t[AS, o] == d.t[OF_CLASS, column]:
            low = o if low < 0 else low
            full = o
    most = d.t[COUNTED, full]
    unit = 2.0 ** (-4 * d.t[COUNTER, PACK])
    scale = d.t[CREDITS, d.t[RECORD, item]] / most
    d.f[COST, column] = d.t[WORTH, full] * unit * scale
    first = d.t[TOUCH, item]
    for place in range(first, d.t[TOUCH_END, item]):
        r, at = d.t[T_ROW, place], place - first
        own, without = float(d.given[d.t[AMOUNT, full] + at]), 0.0
        if base >= 0:
            without = float(d.given[d.t[AMOUNT, base] + at])
        elif low != full:
            least = float(d.given[d.t[AMOUNT, low] + at])
            without = least - (own - least) * d.t[COUNTED, low] / (most - d.t[COUNTED, low])
        if _is_loose(d, base, low, full, at):
            # a part gives up as much as all of it: taken as given up, until the item is out (write_bounds)
            if column == d.t[COLUMN, item]:
                loose = d.t[COUNTER, LOOSE]
                d.t[LOOSE_ITEM, loose], d.t[LOOSE_ROW, loose] = item, r
                d.t[LOOSE_GIVEN, loose] = d.given[d.t[AMOUNT, full] + at]
                d.t[COUNTER, LOOSE] = loose + 1
            continue
        if column == d.t[COLUMN, item]:
            d.f[BASE, r] += without
        d.f[r, column] = (own - without) * scale
    if d.t[LINE, item] >= 0:
        d.f[d.t[LINE, item], column] = 1.0
    for level in range(2):
        last = d.t[COUNTER, CAP_LINE] - level
        d.f[last, column] = -(d.t[WORTH, full] >> (TOP + level) * d.t[COUNTER, PACK]) * scale


@compiled
def _write_nothing(d: Desk, item: int) -> None:
    """What an item gives up that can only be left out."""
    for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
        if d.t[COUNTED, o] == 0:
            for place in range(d.t[TOUCH, item], d.t[TOUCH_END, item]):
                d.f[BASE, d.t[T_ROW, place]] += d.given[d.t[AMOUNT, o] + place - d.t[TOUCH, item]]


@compiled
def lay_programme(d: Desk) -> None:
    """The programme of the rows and items as they were opened, all rows standing in their lines."""
    _write_given(d)
    columns, lines = d.t[COUNTER, COLUMNS], d.t[COUNTER, CAP_LINE] + 1
    d.t[COUNTER, LINES], d.t[COUNTER, LOOSE] = lines, 0
    for line in range(lines):
        d.f[BASE, line] = 0.0
        d.t[IN_LINE, line] = columns + line
        for column in range(columns):
            d.f[line, column] = 0.0
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        if d.t[COLUMN, item] == d.t[COLUMN_END, item]:
            _write_nothing(d, item)
        for column in range(d.t[COLUMN, item], d.t[COLUMN_END, item]):
            _write_column(d, column, item)
            d.t[IN_COLUMN, column], d.t[AT_TOP, column] = column, 1
            d.f[REDUCED, column] = d.f[COST, column]
    for cut in range(d.t[COUNTER, CUTS]):
        write_cut(d, cut)


@compiled
def _bound_item(d: Desk, item: int) -> None:
    full = float(d.t[CREDITS, d.t[RECORD, item]])
    low, high = float(d.t[LOW, item]), float(d.t[HIGH, item])
    if d.t[WHOLE, item]:
        low, high = full if low > 0 else 0.0, full if high == full else 0.0
    first, end = d.t[COLUMN, item], d.t[COLUMN_END, item]
    for column in range(first, end):
        d.f[LOWER, column] = 0.0
        d.f[UPPER, column] = high / full if d.t[OF_CLASS, column] & d.t[AMONG, item] else 0.0
    if d.t[LINE, item] >= 0:
        variable = d.t[COUNTER, COLUMNS] + d.t[LINE, item]
        d.f[LOWER, variable], d.f[UPPER, variable] = low / full, high / full
    elif end > first:
        d.f[LOWER, first] = low / full


@compiled
def write_bounds(d: Desk) -> None:
    """The bounds of all variables, as the choices stand."""
    columns = d.t[COUNTER, COLUMNS]
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        _bound_item(d, item)
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        least = least_of(d, r) - d.f[BASE, r]
        d.f[LOWER, columns + r] = least
        d.f[UPPER, columns + r] = least if d.t[FORM, r] == IN_PART and d.t[SETTLED, r] == 1 else 1e6
    for loose in range(d.t[COUNTER, LOOSE]):
        if d.t[HIGH, d.t[LOOSE_ITEM, loose]] > 0:
            d.f[LOWER, columns + d.t[LOOSE_ROW, loose]] -= d.t[LOOSE_GIVEN, loose]
    for level in range(2):
        last = columns + d.t[COUNTER, CAP_LINE] - level
        d.f[LOWER, last] = -float(d.t[COUNTER, CAP] >> level * d.t[COUNTER, PACK])
        d.f[UPPER, last] = 1e6
    if d.t[COUNTER, CUTS]:
        bound_cuts(d)
