"""The dual simplex method for programmes whose variables all have two bounds, on a small dense table.

The variable in a line is a sum over the variables in the columns, each of which is at one of its bounds.
Where what stands in a line breaks a bound it changes places with what stands in a column, so that no reduced
cost gets the wrong sign; variables that would are turned to their other bound first (Maros, Computational
Techniques of the Simplex Method, 2003, chapter 10).
"""

from __future__ import annotations

from .making import compiled_loosely
from .places import (
    AT,
    AT_TOP,
    BROKEN,
    BROKEN_SIGN,
    COLUMNS,
    COUNTER,
    FLIPPED,
    FOUND_AT,
    IN_COLUMN,
    IN_LINE,
    LINES,
    LOWER,
    MENDS,
    RATIO,
    REACH_OF,
    REDUCED,
    STRENGTH,
    UPPER,
    VALUE,
    Desk,
)
from .programme import write_bounds

OPTIMAL, INFEASIBLE, STUCK = 1, 0, -1
MOST_STEPS = 400
NEAR, SMALL = 1e-7, 1e-9
NO_WAY = 1e3
NO_RATIO = 1e300


@compiled_loosely
def _place_all(d: Desk) -> None:
    """Puts what stands in columns at the bound its reduced cost asks for, and sums the lines anew."""
    columns, lines = d.t[COUNTER, COLUMNS], d.t[COUNTER, LINES]
    for column in range(columns):
        variable, cost = d.t[IN_COLUMN, column], d.f[REDUCED, column]
        if cost > SMALL:
            d.t[AT_TOP, column] = 1
        elif cost < -SMALL or d.f[UPPER, variable] > 1e5:
            d.t[AT_TOP, column] = 0
        d.f[AT, column] = d.f[UPPER if d.t[AT_TOP, column] else LOWER, variable]
    for line in range(lines):
        found = 0.0
        for column in range(columns):
            found += d.f[line, column] * d.f[AT, column]
        d.f[VALUE, line] = found


@compiled_loosely
def _most_broken(d: Desk) -> int:
    """The line whose variable is farthest beyond a bound, -1: none; BROKEN_SIGN: 1 where it is too low."""
    chosen, most, columns = -1, NEAR, d.t[COUNTER, COLUMNS]
    for line in range(d.t[COUNTER, LINES]):
        variable, value = d.t[IN_LINE, line], d.f[VALUE, line]
        beyond = max(d.f[LOWER, variable] - value, value - d.f[UPPER, variable])
        if beyond > NEAR:
            if variable < columns:
                beyond *= 3.0  # a share of a course is some credits
            if beyond > most:
                most, chosen = beyond, line
                d.t[COUNTER, BROKEN_SIGN] = 1 if value < d.f[LOWER, variable] else -1
    d.t[COUNTER, BROKEN] = chosen
    return chosen


@compiled_loosely
def _that_mend(d: Desk, line: int) -> int:
    """Notes the columns that can mend a broken line, what each is worth to it, and at what cost; how many."""
    columns, sign, count = d.t[COUNTER, COLUMNS], d.t[COUNTER, BROKEN_SIGN], 0
    for column in range(columns):
        own = -d.f[line, column] if d.t[AT_TOP, column] else d.f[line, column]
        d.t[FLIPPED, column] = 0
        d.t[MENDS, count] = column
        count += 1 if sign * own > SMALL else 0
    kept = 0
    for k in range(count):
        column = d.t[MENDS, k]
        variable, own = d.t[IN_COLUMN, column], abs(d.f[line, column])
        reach = own * (d.f[UPPER, variable] - d.f[LOWER, variable])
        if reach > SMALL * own:
            d.t[MENDS, kept], d.f[STRENGTH, kept], d.f[REACH_OF, kept] = column, own, reach
            d.f[RATIO, kept] = abs(d.f[REDUCED, column]) / own
            kept += 1
    return kept


@compiled_loosely
def _entering(d: Desk, line: int) -> int:
    """The column that changes places with a broken line; those that turn before are noted in FLIPPED."""
    variable, count = d.t[IN_LINE, line], _that_mend(d, line)
    above = d.f[VALUE, line] - d.f[UPPER, variable]
    need = d.f[LOWER, variable] - d.f[VALUE, line] if d.t[COUNTER, BROKEN_SIGN] > 0 else above
    while True:
        chosen, least, strongest = -1, NO_RATIO, 0.0
        for k in range(count):
            ratio, own = d.f[RATIO, k], d.f[STRENGTH, k]
            if ratio < least - 1e-12 or (ratio <= least + 1e-12 and own > strongest):
                chosen, least, strongest = k, min(ratio, least), own
        if chosen < 0:
            return -1
        column = d.t[MENDS, chosen]
        if d.f[REACH_OF, chosen] >= need - NEAR:
            return column
        d.t[FLIPPED, column] = 1
        d.f[RATIO, chosen] = 2.0 * NO_RATIO
        need -= d.f[REACH_OF, chosen]


@compiled_loosely
def _turn(d: Desk) -> None:
    """Turns the noted variables to their other bounds."""
    for column in range(d.t[COUNTER, COLUMNS]):
        if d.t[FLIPPED, column]:
            variable = d.t[IN_COLUMN, column]
            d.t[AT_TOP, column] = 1 - d.t[AT_TOP, column]
            there = d.f[UPPER if d.t[AT_TOP, column] else LOWER, variable]
            moved = there - d.f[AT, column]
            d.f[AT, column] = there
            for line in range(d.t[COUNTER, LINES]):
                d.f[VALUE, line] += d.f[line, column] * moved


@compiled_loosely
def _exchange(d: Desk, line: int, column: int) -> None:
    """Lets what stands in a line and in a column change places."""
    columns, lines = d.t[COUNTER, COLUMNS], d.t[COUNTER, LINES]
    leaving, entering = d.t[IN_LINE, line], d.t[IN_COLUMN, column]
    top = 0 if d.t[COUNTER, BROKEN_SIGN] > 0 else 1
    bound = d.f[UPPER if top else LOWER, leaving]
    pivot = d.f[line, column]
    moved = (bound - d.f[VALUE, line]) / pivot
    value = d.f[AT, column] + moved
    for other in range(lines):
        d.f[VALUE, other] += d.f[other, column] * moved
    d.f[line, column] = -1.0
    for k in range(columns):
        d.f[line, k] = -d.f[line, k] / pivot
    for other in range(lines + 1):
        row = REDUCED if other == lines else other
        if row == line:
            continue
        factor = d.f[row, column]
        if factor != 0.0:
            d.f[row, column] = 0.0
            for k in range(columns):
                d.f[row, k] += factor * d.f[line, k]
    d.t[IN_LINE, line], d.t[IN_COLUMN, column] = entering, leaving
    d.f[VALUE, line], d.f[AT, column], d.t[AT_TOP, column] = value, bound, top


@compiled_loosely
def solve(d: Desk) -> int:
    """The programme as the choices stand: OPTIMAL, INFEASIBLE (BROKEN says which line), or STUCK."""
    write_bounds(d)
    _place_all(d)
    for _ in range(MOST_STEPS):
        line = _most_broken(d)
        if line < 0:
            return OPTIMAL
        column = _entering(d, line)
        if column < 0:
            return INFEASIBLE
        _turn(d)
        _exchange(d, line, column)
    return STUCK


@compiled_loosely
def read_variables(d: Desk) -> None:
    """What each variable is in the solution: ``f[FOUND_AT, variable]``."""
    for column in range(d.t[COUNTER, COLUMNS]):
        d.f[FOUND_AT, d.t[IN_COLUMN, column]] = d.f[AT, column]
    for line in range(d.t[COUNTER, LINES]):
        d.f[FOUND_AT, d.t[IN_LINE, line]] = d.f[VALUE, line]


@compiled_loosely
def lost_at_least(d: Desk, line: int, sign: int) -> float:
    """What a unit more (1) or less (-1) of the variable in a line costs at the least; NO_WAY: none can be."""
    least = NO_WAY
    for column in range(d.t[COUNTER, COLUMNS]):
        own = sign * d.f[line, column]
        if own < -SMALL if d.t[AT_TOP, column] else own > SMALL:
            other = d.t[IN_COLUMN, column]
            if d.f[UPPER, other] - d.f[LOWER, other] > SMALL:
                least = min(least, abs(d.f[REDUCED, column] / own))
    return least
