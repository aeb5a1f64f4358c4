"""The windows of a year as one small automaton, with the exact least loss from each of its states.

A year holds two semesters, and each of the three has a limit only while a limited source counts in it. The
records of a year stand in the order of ties, so those of its first semester come first. What the rest of the
year needs to know is a state: credits counted in the year, in the semester now open, and whether a limited
source counts in each. How many credits still fit is one number in each of three modes:

- ``kept``: the limit of the open semester holds, and that of the year;
- ``bare``: no limited source counts in the open semester, so only the limit of the year holds;
- ``free``: no limited source counts in the year, so nothing does.

A mode is a knapsack over the records to come, filled from the last one backwards; where the first semester
ends, its rooms are looked up among those of the second. The least of the modes a state still allows is what
must be lost from there on, exactly, as far as the windows of this year go.

Integers, lists and dictionaries of integers only (see ``search.py``).
"""

from __future__ import annotations

from typing import NamedTuple

from .knapsack import NEVER, Options, fill
from .problem import WINDOW, Constraint

MOST_IN_A_TABLE = 5000  # credits; a real year holds some dozens


class Year(NamedTuple):
    """The steps of one year in order: those before ``second`` are in its first semester.

    ``marks``: 1 for a limited source. ``limits`` of the semesters and ``limit`` of the year, in credits.
    ``held``: 1 where the limit of the year holds even if no limited source counts in it.
    """

    steps: list[int]
    second: int
    marks: list[int]
    limits: tuple[int, int]
    limit: int
    held: int


class Table(NamedTuple):
    """One place of a year, before one of its steps (or after the last): what the modes lose from here on.

    ``kept`` and ``bare`` by room. ``semester``, ``year``: the limits; ``semester_left``, ``year_left``:
    credits still to come; ``limited_semester``, ``limited_year``: limited sources still to come. ``opens``:
    the second semester begins here. ``in_second``: this is in the last semester.
    """

    kept: list[int]
    bare: list[int]
    free: int
    semester: int
    year: int
    semester_left: int
    year_left: int
    limited_semester: int
    limited_year: int
    opens: bool
    in_second: bool
    held: int


class Unsuited(Exception):
    """The records of a window are not in the order of time, or have more credits than a table should hold."""


def years_of(constraints: list[Constraint], place: dict[int, int], credits: list[int]) -> list[Year]:
    """The years that the windows among the constraints make of the steps; ``place``: the step of a record.

    ``credits``: the most that each step can count. A semester whose year has no limit is a year by itself.
    """
    inside: dict[tuple[str | int, ...], dict[int, int]] = {}
    limits: dict[tuple[str | int, ...], int] = {}
    held: set[tuple[str | int, ...]] = set()
    for c in constraints:
        if c.rule.startswith("window."):
            marks = c.marks or (1,) * len(c.members)
            if c.kind != WINDOW:
                held.add(c.place)
            at = inside.setdefault(c.place, {})
            for member, mark in zip(c.members, marks, strict=True):
                if member in place:
                    at[place[member]] = mark
            limits[c.place] = c.limit
    years = []
    for key in [place for place in inside if len(place) == 1]:
        marks_of = inside[key]
        halves = [place for place in inside if len(place) > 1 and place[0] == key[0]]
        year = _year(
            marks_of, [(inside[half], limits[half], half[1]) for half in halves], limits[key], credits
        )
        years.append(year._replace(held=int(key in held)))
    for half, marks_of in inside.items():
        if len(half) > 1 and half[:1] not in inside:
            years.append(_year(marks_of, [(marks_of, limits[half], 2)], -1, credits))
    return [year for year in years if year.steps]


def _year(
    marks: dict[int, int], halves: list[tuple[dict[int, int], int, str | int]], limit: int, credits: list[int]
) -> Year:
    """A year of some steps; a semester that is not among ``halves`` has no limit of its own, nor has limit
    -1."""
    steps = sorted(marks)
    whole = sum(credits[step] for step in steps)
    if whole > MOST_IN_A_TABLE:
        raise Unsuited
    first, last = set(steps), set(steps)
    of_first = of_last = whole
    for inside, of_half, half in halves:
        if half == 1:
            first, of_first = set(inside), of_half
            last -= first
        else:
            last, of_last = set(inside), of_half
            first -= last
    if not halves:
        first = set()
    if len(first) + len(last) != len(steps) or (first and last and max(first) > min(last)):
        raise Unsuited
    limit = whole if limit < 0 else min(limit, whole)
    of_first = min(of_first, limit, sum(credits[step] for step in first))
    of_last = min(of_last, limit, sum(credits[step] for step in last))
    return Year(steps, len(first), [marks[step] for step in steps], (of_first, of_last), limit, 0)


def tables_of(year: Year, options: list[Options]) -> list[Table]:
    """The tables of a year's places from the options of its steps; one more than there are steps."""
    count, cut = len(year.steps), year.second
    first, last = (min(limit, year.limit) for limit in year.limits)
    mixed = not all(year.marks)
    kept, bare, free = [0] * (last + 1), [0] * (year.limit + 1) if mixed else [], 0
    semester_left = year_left = limited_semester = limited_year = 0
    tables = [Table(kept, bare, 0, year.limits[1], year.limit, 0, 0, 0, 0, 0 < cut == count, True, year.held)]
    for at in range(count - 1, -1, -1):
        if at == cut - 1:
            rooms = range(
                year.limit - first, year.limit + 1
            )  # of the year, after what the first semester holds
            kept, bare = (
                [
                    min(kept[min(last, room)], bare[room]) if mixed else kept[min(last, room)]
                    for room in rooms
                ],
                [min(kept[min(last, room)], bare[room]) for room in range(year.limit + 1)] if mixed else [],
            )
            semester_left = limited_semester = 0
        mine = options[at]
        most = max((amount for amount, _ in mine), default=0)
        none = [option for option in mine if option[0] == 0] if year.marks[at] else mine
        kept, bare = fill(kept, mine), fill(bare, none) if mixed else []
        free = min(NEVER, free + min((cost for _, cost in none), default=NEVER))
        semester_left, year_left = semester_left + most, year_left + most
        limited_semester, limited_year = limited_semester + year.marks[at], limited_year + year.marks[at]
        in_second = at >= cut
        tables.append(
            Table(
                kept,
                bare,
                free,
                year.limits[int(in_second)],
                year.limit,
                semester_left,
                year_left,
                limited_semester,
                limited_year,
                at == cut and cut > 0,
                in_second,
                year.held,
            )
        )
    return tables[::-1]


def width_of(year: Year) -> int:
    """The bits of the largest state, in a key: both counts may pass their limits by one."""
    return 2 + 2 * (year.limit + 1).bit_length()


def least(table: Table, counted: int, open_counted: int, limited: int, open_limited: int) -> int:
    """What is lost from a state on, NEVER where no mode allows it."""
    best = NEVER
    limited |= table.held
    of_year = table.year - counted
    room = min(table.semester - open_counted, of_year)
    if room >= 0:
        best = table.kept[room]
    if not open_limited and table.bare:
        if of_year >= 0 and table.bare[of_year] < best:
            best = table.bare[of_year]
        if not limited and table.free < best:
            best = table.free
    return best


def enter(
    table: Table, counted: int, open_counted: int, limited: int, open_limited: int
) -> tuple[int, int, int, int]:
    """A state as one of those with the same future, so that as many as possible are one."""
    limited |= table.held
    if table.opens:
        open_counted = open_limited = 0
    if not limited and not table.limited_year:
        return 0, 0, 0, 0
    counted = min(counted, table.year + 1)
    if not table.in_second:
        never_full = min(table.semester - table.semester_left, table.year - table.year_left)
        counted = max(counted, never_full)
        return counted, counted, limited, open_limited
    open_counted = min(open_counted, table.semester + 1)
    if not open_limited and not table.limited_semester:
        open_counted = 0
    elif open_limited:
        room = min(table.semester - open_counted, table.year - counted)
        if room >= 0:
            room = min(room, table.semester_left)
            return max(0, table.year - room), max(0, table.semester - room), 1, 1
    counted = max(counted, table.year - table.year_left)
    if open_counted or table.limited_semester:
        open_counted = max(open_counted, table.semester - table.semester_left)
    return counted, open_counted, limited, open_limited


def moved(tables: list[Table], place: int, state: int, width: int, amount: int, mark: int) -> tuple[int, int]:
    """(the state after a step counts ``amount`` credits, how much the least loss grows); (-1, 0):
    impossible."""
    mask = (1 << width) - 1
    counted, open_counted = state >> (width + 2), (state >> 2) & mask
    limited, open_limited = (state >> 1) & 1, state & 1
    before = least(tables[place], counted, open_counted, limited, open_limited)
    flag = int(bool(mark and amount))
    counted, open_counted = counted + amount, open_counted + amount
    limited, open_limited = limited | flag, open_limited | flag
    if tables[place + 1].opens and open_limited and open_counted > tables[place].semester:
        return -1, 0
    after = enter(tables[place + 1], counted, open_counted, limited, open_limited)
    loss = least(tables[place + 1], *after)
    if loss >= NEVER:
        return -1, 0
    if place + 2 == len(tables):
        return 0, loss - before
    counted, open_counted, limited, open_limited = after
    return (counted << (width + 2)) | (open_counted << 2) | (limited << 1) | open_limited, loss - before


def walk(tables: list[Table], year: Year, options: list[Options]) -> list[int]:
    """Which option of each step a least loss of the year takes, as places among its options."""
    taken = []
    state = (0, 0, 0, 0)
    for place, mine in enumerate(options):
        loss = least(tables[place], *state)
        counted, open_counted, limited, open_limited = state
        for at, (amount, cost) in enumerate(mine):
            flag = int(bool(year.marks[place] and amount))
            if (
                tables[place + 1].opens
                and (open_limited | flag)
                and open_counted + amount > tables[place].semester
            ):
                continue
            after = enter(
                tables[place + 1],
                counted + amount,
                open_counted + amount,
                limited | flag,
                open_limited | flag,
            )
            if cost + least(tables[place + 1], *after) == loss:
                taken.append(at)
                state = after
                break
        else:
            return []
    return taken
