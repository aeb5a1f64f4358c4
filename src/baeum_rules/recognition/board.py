"""One search laid out: the years of its records, the rows between them, and the bound at the prices.

A price on a row takes from each option what the option takes of the row, and gives the whole limit back.
Whatever the prices, what the years are then worth is no less than what the best selection is worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from .budget import Budget
from .classes import ELECTIVE
from .knapsack import Pairs, Table, put
from .problem import Constraint
from .rows import Row
from .worth import Chosen, Worths
from .years import Columns, Group, Mode, Stretch, Year, semesters_of, year_of

UNITS_OF_A_TABLE, UNITS_OF_A_GROUP = 8, 6  # of the budget, as much time as so many labels
MOST_TIED = 8  # records of a row that are followed one by one; more are counted in tables


def _length(row: Row) -> tuple[bool, int]:
    return row.exact, len(row.take)


class Board:
    """The years and rows of a search, at prices.

    ``rows_of[record]``: the places of its rows. ``long``: the place of the row of a school whose cap is
    reached, -1 for none: its credits are counted in tables. ``best[record]``: what a tied record is worth
    at the prices in the options that may be best, as (in full or of a credit, besides).
    """

    def __init__(
        self, worths: Worths, constraints: Sequence[Constraint], rows: list[Row], budget: Budget
    ) -> None:
        self.budget = budget
        self.worths, self.credits, self.options = worths, worths.problem.credits, worths.options
        self.divisible = {record for row in rows if row.exact for record in row.take}
        long = max((r for r in rows if r.by_credit and not r.out), key=_length, default=None)
        self.counted = set(long.take) if long and len(long.take) >= MOST_TIED else set()
        semesters = semesters_of(constraints, worths.records)
        groups = [[self._groups(half.records, rows) for half in halves] for halves, _ in semesters]
        all_groups = [group for of_year in groups for own in of_year for group in own]
        inside = [set(group) for group in all_groups if len(group) > 1]
        self.rows = [row for row in rows if not (row.excludes and any(row.take.keys() <= g for g in inside))]
        self.long = self.rows.index(long) if long and self.counted else -1
        self.rows_of: dict[int, list[int]] = {record: [] for record in worths.records}
        for place, row in enumerate(self.rows):
            for record in row.take:
                self.rows_of[record].append(place)
        for half in (half for of_year in groups for half in of_year):
            half.sort(key=self._turn)
        self.tied = {r for r, places in self.rows_of.items() if any(place != self.long for place in places)}
        # tables count divisible records by the credit: what counting at all is worth they cannot tell
        self.tied |= {r for r in self.divisible if any(option.extra for option in self.options[r])}
        # prices reach a record through the others of its group
        self.tied.update(r for group in all_groups if not self.tied.isdisjoint(group) for r in group)
        columns = Columns(
            self.credits, self.options, self.divisible, self.tied, self.counted, long.limit if long else 0
        )
        self.prices = [0] * len(self.rows)
        self.best = {record: self._reduced(record) for record in worths.records}
        self.years: list[Year] = []
        self.year_of: dict[int, Year] = {}
        for (halves, limit), own in zip(semesters, groups, strict=True):
            year = year_of(halves, limit, own, columns)
            self.years.append(year)
            self.year_of.update((record, year) for stretch in year.stretches for record in stretch.open)
            for stretch in year.stretches:
                stretch.set_base(0)
            self._settle(year, year.stretches)
        self.years.sort(key=lambda year: -len(year.modes))  # what differs most is decided first
        self.given_back = 0
        self._read: tuple[int, Chosen] = 0, {}  # the last selection read

    def _groups(self, records: list[int], rows: list[Row]) -> list[Group]:
        """The records of a semester, those together that exclude each other."""
        cliques: dict[int, Group] = {}
        for row in rows:
            if row.excludes:
                members = [r for r in records if r in row.take and r not in self.divisible]
                for clique in ([r for r in members if (r in self.counted) == inside] for inside in (0, 1)):
                    for record in clique:
                        if len(clique) > len(cliques.get(record, ())):
                            cliques[record] = clique
        found: list[Group] = []
        done: set[int] = set()
        for record in records:
            if record not in done:
                group = [r for r in cliques.get(record, [record]) if r not in done]
                done.update(group)
                found.append(group)
        return found

    def _turn(self, group: Group) -> tuple[int, list[int], list[int]]:
        """When a group is decided: first what most rows tie, and what is alike together."""
        rows = self.rows_of[group[0]]
        return -len(rows), rows, [self.credits[record] for record in group]

    # -- what a record, a stretch and a year are worth at the prices ----------------------------------------

    def _reduced(self, record: int, without: int = -1) -> list[tuple[int, int]]:
        """What a record is worth at the prices in the option that is best for it; ``without`` those that
        take of a row.

        Of a divisible record another option may be best for fewer credits: all of them.
        """
        priced = [(self.rows[at], price) for at in self.rows_of[record] if (price := self.prices[at])]
        split = record in self.divisible
        found = []
        for place, option in enumerate(self.options[record]):
            if without >= 0 and self.rows[without].takes(record, place) > 0:
                continue
            main, extra = (option.each, option.extra) if split else (option.full, 0)
            for row, price in priced:
                taken = price * row.takes(record, place)
                if split and row.by_credit:
                    main -= taken // self.credits[record]
                elif split:
                    extra -= taken
                else:
                    main -= taken
            found.append((main, extra))
        return found if split else [max(found, default=(0, 0))]

    def reduced(self, record: int, credits: int) -> int:
        """The most that so many credits of a record, or a whole one, are worth at the prices."""
        if record in self.divisible:
            return max([main * credits + extra for main, extra in self.best[record]], default=0)
        return self.best[record][0][0]

    def pairs(self, group: Group, stretch: Stretch) -> Pairs:
        """(room, worth at the prices) of the ways to choose one record of a group."""
        found: Pairs = []
        for record in group:
            if record in stretch.open:
                credits = self.credits[record]
                amounts = range(1, credits + 1) if record in self.divisible else (credits,)
                found += [(stretch.weight(amount), self.reduced(record, amount)) for amount in amounts]
        return found

    def _table(self, stretch: Stretch) -> Table:
        table = stretch.base
        for group in stretch.groups:
            table = put(table, self.pairs(group, stretch))
        return table

    def _settle(self, year: Year, stretches: Sequence[Stretch]) -> None:
        """Works out what a year is worth after the prices of records in some stretches have changed."""
        for stretch in stretches:
            self.budget.spend(UNITS_OF_A_TABLE + UNITS_OF_A_GROUP * len(stretch.groups))
            stretch.table = self._table(stretch)
        year.worths = [self._worth(*mode) for mode in year.modes]
        year.worth = max(year.worths)

    @staticmethod
    def _worth(stretches: tuple[Stretch, ...], limit: int) -> int:
        if len(stretches) == 1:
            return stretches[0].table[-1]
        first, second = stretches[0].table, stretches[1].table
        least = limit - len(second) + 1  # that the first leaves to the second
        if least >= len(first) - 1:
            return first[-1] + second[-1]
        # the later the place in the first, the less room in the second
        start = max(0, least)
        pairs = zip(first[start : limit + 1], second[limit - start :: -1], strict=False)
        return max([x + y for x, y in pairs])

    def only(self, modes: Sequence[Mode]) -> Board:
        """The same search with one mode in each year, at the same prices."""
        found = copy(self)
        found.prices, found.best = self.prices[:], self.best.copy()
        found.years, found.year_of = [], {}
        for year, mode in zip(self.years, modes, strict=True):
            own = Year([Mode(tuple(copy(stretch) for stretch in mode.stretches), mode.limit)], year.groups)
            found.years.append(own)
            found.year_of.update((record, own) for stretch in own.stretches for record in stretch.open)
            found._settle(own, [])
        return found

    # -- prices --------------------------------------------------------------------------------------------

    def worth(self) -> int:
        """What the years are worth at the prices; its selection (``Worths.read``) may break rows."""
        return sum(year.worth for year in self.years)

    def bound(self) -> int:
        """No selection is worth more."""
        return self.worth() + self.given_back

    def set_prices(self, prices: dict[int, int]) -> None:
        """New prices for some rows, and what the years are then worth."""
        touched: set[int] = set()
        if self.long >= 0 and prices.get(self.long, self.prices[self.long]) != self.prices[self.long]:
            for year in self.years:
                for stretch in year.stretches:
                    if len(stretch.split) > 1:
                        stretch.set_base(prices[self.long])
        for place, price in prices.items():
            row = self.rows[place]
            if self.prices[place] != price:
                self.given_back += (price - self.prices[place]) * (row.limit - row.spent)
                self.prices[place] = price
                touched.update(row.take)
        for record in touched & self.tied:
            self.best[record] = self._reduced(record)
        for year in dict.fromkeys(self.year_of[record] for record in touched if record in self.year_of):
            self._settle(year, [s for s in year.stretches if not touched.isdisjoint(s.open)])

    def gain(self, record: int, place: int) -> int:
        """How much less the bound would be if a record's options that take of a row were not there."""
        if record not in self.year_of:
            return 0
        year, best = self.year_of[record], self.best[record]
        stretches = [stretch for stretch in year.stretches if record in stretch.open]
        before, tables = (year.worth, year.worths), [stretch.table for stretch in stretches]
        self.best[record] = self._reduced(record, without=place)
        self._settle(year, stretches)
        less = before[0] - year.worth
        self.best[record] = best
        year.worth, year.worths = before
        for stretch, table in zip(stretches, tables, strict=True):
            stretch.table = table
        return less

    def chosen(self, worth: int) -> Chosen:
        """The selection of a worth."""
        if worth != self._read[0]:
            self._read = worth, self.worths.read(worth)
        return self._read[1]

    def used(self, place: int, worth: int) -> int:
        """What the selection of a worth takes of a row."""
        row, chosen = self.rows[place], self.chosen(worth)
        taken = row.spent
        for record in row.take:
            if record in chosen:
                credits, option = chosen[record]
                whole = row.takes(record, option)
                if row.by_credit and record in self.divisible:
                    whole = whole * credits // self.credits[record]
                taken += whole
        return taken

    def keeps(self, row: Row, used: int, chosen: Chosen) -> bool:
        """Whether a selection that takes so much of a row keeps it."""
        if used > row.limit:
            return False
        if row.exact and used < row.limit:
            return all(chosen[r][0] == self.credits[r] for r in row.take if r in chosen)
        return used > 0 or not any(
            r in chosen and self.options[r][chosen[r][1]].taken == ELECTIVE for r in row.beside
        )
