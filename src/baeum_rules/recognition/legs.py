"""A mode of a year as the search walks it: semester by semester, group by group, with bounds on the way."""

from __future__ import annotations

from .board import Board
from .keys import Choice, Keys
from .knapsack import NEARLY, NEVER, Pairs, Table, put, rises, topped
from .years import Mode, Stretch, Year


class Leg:
    """A stretch with the choices of each of its groups.

    ``tables[n]``: the most that is to come in this year after ``n`` groups, by the room left. ``before``:
    what came before, by the room that it leaves. ``ways``: (credits of the long row, worth at the prices) of
    the records that no row ties.
    """

    def __init__(self, board: Board, keys: Keys, stretch: Stretch, groups: list[list[int]]) -> None:
        self.stretch, self.groups = stretch, groups
        self.choices: list[list[Choice]] = [keys.choices(group, stretch) for group in groups]
        price = board.prices[board.long] if board.long >= 0 else 0
        self.ways: Pairs = [(c, x - price * c) for c, x in enumerate(stretch.split) if x > NEARLY]
        self.before: Table = [0] * (stretch.room + 1)
        self.tables: list[Table] = []

    def look_ahead(self, board: Board, last: Table) -> None:
        """Fills ``tables`` from what is to come after all groups."""
        tables = [last]
        for group in reversed(self.groups):
            tables.append(put(tables[-1], board.pairs(group, self.stretch)))
        self.tables = tables[::-1]

    def keep(self, least: int) -> None:
        """Leaves out the choices with which the year is worth less."""
        table = self.before
        for place, choices in enumerate(self.choices):
            after = self.tables[place + 1]
            kept = []
            following = [NEVER] * len(table)
            for choice in choices:
                room, worth = choice.room, choice.worth
                if room < len(table):
                    come = max([x + y for x, y in zip(table[room:], after, strict=False)])
                    if come + worth >= least:
                        kept.append(choice)
                        following[: len(table) - room] = [
                            old if old > (new := x + worth) else new
                            for old, x in zip(following, table[room:], strict=False)
                        ]
            self.choices[place], table = kept, following


def legs_of(board: Board, keys: Keys, year: Year, mode: Mode) -> list[Leg]:
    """The one or two legs of a mode; what is to come after a leg bounds it."""
    legs = [Leg(board, keys, *of) for of in zip(mode.stretches, year.groups, strict=True)]
    last = legs[-1].stretch
    legs[-1].look_ahead(board, last.base)
    if len(legs) > 1:
        first = legs[0].stretch
        to_come = legs[1].tables[0]
        left = [to_come[min(last.room, mode.limit - first.room + r)] for r in range(first.room + 1)]
        legs[0].look_ahead(board, topped(rises(first.base), left))
        legs[1].before = [first.table[min(first.room, mode.limit - r)] for r in range(last.room + 1)]
    return legs
