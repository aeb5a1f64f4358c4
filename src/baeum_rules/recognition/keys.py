"""The key of a label (``labels.py``): what those records that are still to be decided need to know.

In the low bits the room left in the semester. Above it a field for each row, filled so that its top bit is
set as soon as the limit is passed, and a flag where a row needs one.
"""

from __future__ import annotations

from typing import NamedTuple

from .board import Board
from .classes import ELECTIVE
from .knapsack import NEVER
from .years import MOST_ROOM, Group, Stretch

ROOM_BITS = MOST_ROOM.bit_length()
ROOM = (1 << ROOM_BITS) - 1

Labels = dict[int, int]  # worth so far by key


class Choice(NamedTuple):
    """One way to decide a group: the room it takes, what it adds to a key, its worth at the prices, flags."""

    room: int
    add: int
    worth: int
    flags: int

    @property
    def is_nothing(self) -> bool:
        """Whether it leaves all records of the group out."""
        return self.worth == self.room == self.flags == 0


class Field(NamedTuple):
    """Where a row stands in a key; ``full``: the content of the field when the limit is reached."""

    at: int
    full: int
    mask: int
    flag: int


class Keys:
    """The layout of the keys of a board, and what each group's choices do to one.

    ``start``: the first key; ``guard``: the bits that tell a limit passed; ``closing``: by a group's first
    record, the rows that end there.
    """

    def __init__(self, board: Board) -> None:
        self.board = board
        self.fields: list[Field] = []
        self.start = self.guard = 0
        at = ROOM_BITS
        for row in board.rows:
            width = row.widest.bit_length()
            full = (1 << width) - 1
            flag = 1 << at + width + 1 if row.beside else 0
            self.fields.append(Field(at, full, 2 * full + 1, flag))
            self.start |= full - row.limit << at
            self.guard |= full + 1 << at
            at += width + 2
        last: dict[int, int] = {}
        for group in (group for year in board.years for groups in year.groups for group in groups):
            for record in group:
                last.update((place, group[0]) for place in board.rows_of[record])
        self.closing: dict[int, list[int]] = {}
        for place, record in last.items():
            if place != board.long:
                self.closing.setdefault(record, []).append(place)

    def choices(self, group: Group, stretch: Stretch) -> list[Choice]:
        """The ways to decide a group in a stretch, none of its records first."""
        board = self.board
        nothing = sum(
            board.rows[place].out.get(record, 0) << self.fields[place].at
            for record in group
            for place in board.rows_of[record]
        )
        found = [Choice(0, nothing, 0, 0)]
        for record in group:
            if record in stretch.open:
                full = board.credits[record]
                amounts = range(1, full + 1) if record in board.divisible else (full,)
                for option in range(len(board.options[record])):
                    found += [self._choice(record, option, c, nothing, stretch) for c in amounts]
        return found

    def _choice(self, record: int, option: int, credits: int, add: int, stretch: Stretch) -> Choice:
        board = self.board
        taken, worth, each, extra = board.options[record][option]
        split = record in board.divisible
        if split:
            worth = each * credits + extra
        flags = 0
        for place in board.rows_of[record]:
            row, field = board.rows[place], self.fields[place]
            takes = row.takes(record, option)
            if split and row.by_credit:
                takes = takes * credits // board.credits[record]
            add += takes << field.at
            worth -= takes * board.prices[place]
            if taken == ELECTIVE and record in row.beside:
                flags |= field.flag
        room = stretch.weight(credits)
        return Choice(room, add - room, worth, flags)

    def taken(self, choices: list[Choice], place: int) -> int:
        """What some choices take of a row, a bit an amount."""
        at, _, mask, _ = self.fields[place]
        bits = 0
        for room, add, _, _ in choices:
            bits |= 1 << (add + room >> at & mask)
        return bits

    def close(self, labels: Labels, place: int) -> Labels:
        """The labels after the last record of a row: what is left of the limit was worth its price so far."""
        at, full, mask, flag = self.fields[place]
        price, exact = self.board.prices[place], self.board.rows[place].exact
        keep = ~(mask << at | flag)
        found: Labels = {}
        for key, worth in labels.items():
            used = key >> at & mask
            if used == full or not (exact or key & flag):
                new, true = key & keep, worth - price * (full - used)
                if found.get(new, NEVER) < true:
                    found[new] = true
        return found
