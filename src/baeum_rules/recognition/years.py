"""The records of one search by years, and what each year allows.

A year has two semesters, and each of the three has a limit only while a limited source counts in it. So a
year is the best of a few modes: in each semester the limit holds, or no limited source counts there; or none
counts in the year, and nothing has a limit. In a mode a year is two knapsacks under a common limit. Records
that no window limits are the only, weightless semester of a year of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import product
from typing import NamedTuple

from .budget import OutOfBudget
from .knapsack import Pairs, Table, beside, exactly, filled, prefixes
from .problem import WINDOW, Constraint
from .worth import Option

NO_LIMIT = 1 << 30  # credits
MOST_ROOM = 4000  # credits of a table; a real year holds some dozens

Group = list[int]  # records of one semester of which at most one may count


class Columns(NamedTuple):
    """What is known of the records, by record.

    ``divisible``: they may count for fewer credits. ``tied``: a row ties them to others (``rows.py``), other
    than the ``long`` one, of which ``most`` credits count.
    """

    credits: Sequence[int]
    options: dict[int, list[Option]]
    divisible: Set[int]
    tied: Set[int]
    long: Set[int]
    most: int


class Semester(NamedTuple):
    """The records of a semester in the order of ties, its limit, and those whose source is limited."""

    records: list[int]
    limit: int
    limited: frozenset[int]


class Stretch:
    """A semester in one mode: the records that may count (``open``), and the room for them.

    ``groups``: those that are tied to others. Of those that are not, ``rest`` is the worth by room, and
    ``split`` that of exactly ``c`` credits of the divisible ones. ``weightless``: nothing limits it, so that
    its records take no room. At the prices that stand ``base`` is the worth by room of what no row ties, and
    ``table`` that of all.
    """

    __slots__ = ("base", "groups", "open", "rest", "room", "split", "table", "weightless")

    def __init__(self, groups: list[Group], free: list[Group], limit: int, columns: Columns) -> None:
        credits, options, divisible, _, long, _ = columns
        self.groups = groups
        self.open = {record for group in (*groups, *free) for record in group}
        self.weightless = limit >= NO_LIMIT
        total = sum(credits[record] for record in self.open)
        self.room = 0 if self.weightless else min(limit, total)
        if self.room > MOST_ROOM or (total > MOST_ROOM and not long.isdisjoint(self.open)):
            raise OutOfBudget
        whole: list[Pairs] = []
        units: Pairs = []
        counted: list[Pairs] = []
        for group in free:
            if group[0] in divisible:
                units.append((credits[group[0]], options[group[0]][0].each))
            elif group[0] in long:
                counted.append([(credits[record], options[record][0].full) for record in group])
            else:
                whole.append([(self.weight(credits[record]), options[record][0].full) for record in group])
        self.rest = filled(whole, self.room)
        most = columns.most if self.weightless else min(self.room, columns.most)
        self.split = exactly(counted, most, prefixes(units, most))
        self.base: Table = []
        self.table: Table = []

    def set_base(self, price: int) -> None:
        """Works out ``base`` at the price of the long row."""
        spread = [worth - price * credits for credits, worth in enumerate(self.split)]
        if self.weightless:
            self.base = [self.rest[0] + max(spread)]
        else:
            self.base = beside(self.rest, spread)

    def weight(self, credits: int) -> int:
        """The room that credits take."""
        return 0 if self.weightless else credits


class Mode(NamedTuple):
    """One or two stretches of a year, whose credits together are within a limit."""

    stretches: tuple[Stretch, ...]
    limit: int


class Year:
    """The modes of a year. ``worths``: the most that each is worth at the prices that stand; ``worth``: any.

    ``groups`` of each semester: those tied to others, whether a mode leaves them open or not.
    """

    def __init__(self, modes: list[Mode], groups: list[list[Group]]) -> None:
        self.modes, self.groups = modes, groups
        self.worths, self.worth = [0] * len(modes), 0
        self.stretches = list(dict.fromkeys(s for mode in modes for s in mode.stretches))


def semesters_of(
    constraints: Iterable[Constraint], records: Sequence[int]
) -> list[tuple[list[Semester], int]]:
    """The semesters of each year that its windows make of some records, and the limit of the year."""
    inside = set(records)
    halves: dict[tuple[str | int, ...], Semester] = {}
    years: dict[tuple[str | int, ...], Semester] = {}
    for c in constraints:
        if c.rule.startswith("window."):
            marks = c.marks if c.kind == WINDOW else (1,) * len(c.members)
            limited = frozenset(m for m, mark in zip(c.members, marks, strict=True) if mark)
            members = [member for member in c.members if member in inside]
            (halves if len(c.place) > 1 else years)[c.place] = Semester(members, c.limit, limited & inside)
    found = [
        (_both([halves.pop((*place, half), None) for half in (1, 2)], year), year.limit)
        for place, year in years.items()
    ]
    found += [([half], NO_LIMIT) for half in halves.values()]
    placed = {record for semesters, _ in found for semester in semesters for record in semester.records}
    loose = [record for record in records if record not in placed]
    found.append(([Semester(loose, NO_LIMIT, frozenset())], NO_LIMIT))
    return [(kept, limit) for semesters, limit in found if (kept := [s for s in semesters if s.records])]


def _both(halves: list[Semester | None], year: Semester) -> list[Semester]:
    """The semesters of a year; one without a limit of its own holds what the other does not."""
    inside = {record for half in halves if half for record in half.records}
    rest = [record for record in year.records if record not in inside]
    other = Semester(rest, NO_LIMIT, year.limited.intersection(rest))
    return [other] if halves == [None, None] else [half or other for half in halves]


def year_of(semesters: list[Semester], limit: int, groups: list[list[Group]], columns: Columns) -> Year:
    """A year in all its modes; ``groups`` of each semester."""
    tied = [[group for group in own if not columns.tied.isdisjoint(group)] for own in groups]
    free = [[group for group in own if columns.tied.isdisjoint(group)] for own in groups]
    limited = frozenset().union(*(semester.limited for semester in semesters))
    stretches: list[list[Stretch]] = []
    for semester, own, rest in zip(semesters, tied, free, strict=True):
        stretches.append([Stretch(own, rest, min(semester.limit, limit), columns)])
        if semester.limit < NO_LIMIT and 0 < len(semester.limited) < len(semester.records):
            bare = Stretch(_without(own, limited), _without(rest, limited), limit, columns)
            stretches[-1].append(bare)
    modes = [Mode(chosen, limit) for chosen in product(*stretches)]
    if limit < NO_LIMIT and limited and any(len(s.limited) < len(s.records) for s in semesters):
        modes = [mode for mode in modes if any(s.open & limited for s in mode.stretches)]
        bare_ones = [
            Stretch(_without(own, limited), _without(rest, limited), NO_LIMIT, columns)
            for own, rest in zip(tied, free, strict=True)
        ]
        modes.append(Mode(tuple(bare_ones), NO_LIMIT))
    return Year(modes, tied)


def _without(groups: list[Group], left_out: frozenset[int]) -> list[Group]:
    found = ([record for record in group if record not in left_out] for group in groups)
    return [group for group in found if group]
