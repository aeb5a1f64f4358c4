"""Cuts as lines of a programme, behind all others: written, bounded as the choices stand, dropped."""

from __future__ import annotations

from .making import compiled
from .places import (
    AS,
    AT,
    BASE,
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
    CUTS,
    FOUND_AT,
    GIVES,
    HIGH,
    IN_COLUMN,
    IN_LINE,
    LESS,
    LINES,
    LOW,
    LOWER,
    OF_CLASS,
    OF_ITEM,
    OPTION,
    OPTION_END,
    RECORD,
    SETTLED,
    STANDS_IN,
    UPPER,
    VALUE,
    Desk,
)

CLOSE, LOWEST = 1e-6, -1e18
SPARE = 0.05  # a cut that is kept with so much to spare is dropped


@compiled
def note_places(d: Desk) -> None:
    """Notes where each column's own variable stands: in which line, or -1 less the column."""
    columns = d.t[COUNTER, COLUMNS]
    for column in range(columns):
        if d.t[IN_COLUMN, column] < columns:
            d.t[STANDS_IN, d.t[IN_COLUMN, column]] = -1 - column
    for line in range(d.t[COUNTER, LINES]):
        if d.t[IN_LINE, line] < columns:
            d.t[STANDS_IN, d.t[IN_LINE, line]] = line


@compiled
def _line_through(d: Desk, cut: int, item: int, bit: int, credits: float) -> float:
    """What the line that no option of a class is above, and is lowest at so many credits, says of none."""
    first, end = d.t[OPTION, item], d.t[OPTION_END, item]
    most, at_none = LOWEST, LOWEST
    for o in range(first, end):
        low = d.t[COUNTED, o]
        if low < 0 or low >= credits - CLOSE or not (low == 0 or d.t[AS, o] == bit):
            continue
        for p in range(first, end):
            high = d.t[COUNTED, p]
            if high < credits - CLOSE or d.t[AS, p] != bit:
                continue
            slope = (d.t[GIVES + cut, p] - d.t[GIVES + cut, o]) / float(high - low)
            none = d.t[GIVES + cut, o] - slope * low
            value = none + slope * credits
            if value > most + CLOSE or (value > most - CLOSE and none > at_none):
                most, at_none = value, none
    return at_none


@compiled
def _at_none(d: Desk, cut: int, item: int) -> float:
    """What the columns of an item say that it gives of a cut with no credit counted.

    A column is a line and options need not stand on one: it is drawn so that it is true near the solution.
    """
    column, first = d.t[COLUMN, item], d.t[OPTION, item]
    for other in range(column + 1, d.t[COLUMN_END, item]):
        if d.f[FOUND_AT, other] > d.f[FOUND_AT, column]:
            column = other
    found = float(d.t[GIVES + cut, first]) if d.t[COUNTED, first] == 0 else LOWEST
    if column < d.t[COLUMN_END, item]:
        credits = d.f[FOUND_AT, column] * d.t[CREDITS, d.t[RECORD, item]]
        if credits > CLOSE:
            found = max(found, _line_through(d, cut, item, d.t[OF_CLASS, column], credits))
    return found if found > LOWEST else 0.0


@compiled
def _in_full(d: Desk, cut: int, column: int, without: float) -> float:
    """What a column gives of a cut in full: no credit of it gives more, beside what leaving it out gives."""
    item, most = d.t[OF_ITEM, column], -1e18
    full = float(d.t[CREDITS, d.t[RECORD, item]])
    for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
        if d.t[COUNTED, o] > 0 and d.t[AS, o] == d.t[OF_CLASS, column]:
            most = max(most, (d.t[GIVES + cut, o] - without) * full / d.t[COUNTED, o])
    return most


@compiled
def write_cut(d: Desk, cut: int) -> float:
    """Writes a cut as the last line, by what stands in the columns; how far the solution passes its least."""
    columns, line = d.t[COUNTER, COLUMNS], d.t[COUNTER, LINES]
    unit, base, value = float(d.t[CUT_UNIT, cut]), 0.0, 0.0
    note_places(d)
    for column in range(columns):
        d.f[line, column] = 0.0
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        without = _at_none(d, cut, item)
        base += without / unit
        for column in range(d.t[COLUMN, item], d.t[COLUMN_END, item]):
            own, at = _in_full(d, cut, column, without) / unit, d.t[STANDS_IN, column]
            if at < 0:
                d.f[line, -1 - at] += own
            elif own != 0.0:
                for k in range(columns):
                    d.f[line, k] += own * d.f[at, k]
    for column in range(columns):
        value += d.f[line, column] * d.f[AT, column]
    d.f[VALUE, line] = value
    d.f[BASE, d.t[COUNTER, CAP_LINE] + 1 + cut] = base
    d.t[IN_LINE, line] = columns + d.t[COUNTER, CAP_LINE] + 1 + cut
    d.t[COUNTER, LINES] = line + 1
    return value + base - d.t[CUT_LEAST, cut] / unit


@compiled
def _holds(d: Desk, cut: int, settled: int) -> bool:
    """Whether a cut holds as the choices stand: ``settled``: the rows whose flags are set, as bits."""
    less = d.t[COUNTER, LESS]
    if less >= 0 and not d.t[LOW, less] == d.t[HIGH, less] == d.t[CUT_LESS, cut]:
        return False
    return bool(d.t[CUT_FLAGS, cut] & ~settled == 0 and d.t[COUNTER, CAP] <= d.t[CUT_CAP, cut])


@compiled
def bound_cuts(d: Desk) -> None:
    """The bounds of all cuts: of one that does not hold, the least there can be."""
    settled, line = 0, d.t[COUNTER, CAP_LINE] + 1
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        settled |= 1 << r if d.t[SETTLED, r] == 1 else 0
    for cut in range(d.t[COUNTER, CUTS]):
        holds = _holds(d, cut, settled)
        least = d.t[CUT_LEAST if holds else CUT_LOWEST, cut]
        variable = d.t[COUNTER, COLUMNS] + line + cut
        d.t[CUT_HOLDS, cut] = 1 if holds else 0
        d.f[LOWER, variable] = least / float(d.t[CUT_UNIT, cut]) - d.f[BASE, line + cut]
        d.f[UPPER, variable] = 1e6


@compiled
def _rename(d: Desk, old: int, new: int) -> None:
    """Gives a variable the number of another that is gone."""
    for column in range(d.t[COUNTER, COLUMNS]):
        if d.t[IN_COLUMN, column] == old:
            d.t[IN_COLUMN, column] = new
    for line in range(d.t[COUNTER, LINES]):
        if d.t[IN_LINE, line] == old:
            d.t[IN_LINE, line] = new


@compiled
def _drop(d: Desk, cut: int, line: int) -> None:
    """Drops a cut that stands in a line: the last line and the last cut take their places."""
    columns, last = d.t[COUNTER, COLUMNS], d.t[COUNTER, LINES] - 1
    for column in range(columns):
        d.f[line, column] = d.f[last, column]
    d.f[VALUE, line], d.t[IN_LINE, line] = d.f[VALUE, last], d.t[IN_LINE, last]
    end, first = d.t[COUNTER, CUTS] - 1, d.t[COUNTER, CAP_LINE] + 1
    d.t[COUNTER, LINES], d.t[COUNTER, CUTS] = last, end
    if cut == end:
        return
    for row in (CUT_LEAST, CUT_LOWEST, CUT_UNIT, CUT_FLAGS, CUT_CAP, CUT_LESS, CUT_HOLDS):
        d.t[row, cut] = d.t[row, end]
    for o in range(d.t[OPTION_END, d.t[COUNTER, COUNT_ITEMS] - 1]):
        d.t[GIVES + cut, o] = d.t[GIVES + end, o]
    d.f[BASE, first + cut] = d.f[BASE, first + end]
    old, new = columns + first + end, columns + first + cut
    d.f[LOWER, new], d.f[UPPER, new] = d.f[LOWER, old], d.f[UPPER, old]
    _rename(d, old, new)


@compiled
def drop_slack(d: Desk) -> None:
    """Drops the cuts that the solution keeps with something to spare."""
    before = d.t[COUNTER, COLUMNS] + d.t[COUNTER, CAP_LINE]
    for line in range(d.t[COUNTER, LINES] - 1, -1, -1):
        variable = d.t[IN_LINE, line]
        if variable > before and d.f[VALUE, line] > d.f[LOWER, variable] + SPARE:
            _drop(d, variable - before - 1, line)
