"""A mode of a year as the search walks it: semester by semester, group by group, with bounds on the way."""

from __future__ import annotations

from typing import NamedTuple

from .board import Board
from .keys import Choice, Keys
from .knapsack import NEARLY, NEVER, Pairs, Table, put, rises, topped
from .years import Mode, Stretch, Year

MOST_CHOICES, MORE_CHOICES = 12, 2  # of a step: at the most, and more than its groups have one by one


class Step(NamedTuple):
    """Some groups that are decided together.

    ``table``: the most that is to come in this year afterwards. ``closing``: the rows that end there.
    ``last``: the last group, by its first record.
    """

    choices: list[Choice]
    table: Table
    closing: list[int]
    last: int


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

    def steps(self, keys: Keys) -> list[Step]:
        """The groups, neighbours together where that leaves hardly more choices: most are alike then."""
        found: list[Step] = []
        for group, choices, table in zip(self.groups, self.choices, self.tables[1:], strict=True):
            ends = keys.closing.get(group[0], [])
            if found and not found[-1].closing:
                before = found[-1].choices
                together = _together(before, choices, keys)
                if len(together) <= min(MOST_CHOICES, len(before) + len(choices) + MORE_CHOICES):
                    found[-1] = Step(together, table, ends, group[0])
                    continue
            found.append(Step(choices, table, ends, group[0]))
        return found

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


def _together(first: list[Choice], second: list[Choice], keys: Keys) -> list[Choice]:
    """One choice of each within the limits, the best of those that do the same to a key."""
    best: dict[tuple[int, int, int], int] = {}
    for room, add, worth, flags in first:
        if (after := keys.start + room + add) & keys.guard:
            continue  # a limit that is passed once more would not be seen in a key
        for room_2, add_2, worth_2, flags_2 in second:
            does = room + room_2, add + add_2, flags | flags_2
            passed = after + room_2 + add_2 & keys.guard
            if not passed and best.get(does, NEVER) < worth + worth_2:
                best[does] = worth + worth_2
    return [Choice(room, add, worth, flags) for (room, add, flags), worth in best.items()]


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
