"""The search for the best selection where prices alone do not tell it.

A label is the best way found so far to decide some records, among those that leave the others the same
choices (``keys.py``). Labels go on year by year, group by group. What the records to come are worth at the
prices bounds what a label can come to: labels below a known selection are dropped, at first also all but the
best of a step. A narrow search finds a selection, wider ones prove that there is no better.
"""

from __future__ import annotations

from collections.abc import Iterable

from .board import Board
from .keys import ROOM, Keys, Labels
from .knapsack import NEVER, Table, rises
from .legs import Leg, legs_of
from .reach import Reach
from .years import Mode, Year

PAUSE = 3  # steps before labels are looked through again, where it dropped few
NO_GROUP = -1
_NOTHING = [0] * (ROOM + 1)  # to come


class Search:
    """The search over one board at the prices that stand."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.keys = Keys(board)
        self.long = self.keys.fields[board.long].at if board.long >= 0 else 0
        self.reach = Reach(board, self.keys, self._legs)
        self.legs: dict[int, list[Leg]] = {}

    def _legs(self, year: Year, mode: Mode) -> list[Leg]:
        if id(mode) not in self.legs:
            self.legs[id(mode)] = legs_of(self.board, self.keys, year, mode)
        return self.legs[id(mode)]

    def best(self, known: int, width: int) -> tuple[int | None, int]:
        """(the best worth found, the greatest bound of what was dropped for ``width``, the labels of a step).

        Looks for what is worth more than ``known``; None where nothing worth as much was found.
        """
        self.known, self.width, self.dropped = known, width, NEVER
        self.pause = 0
        if not self.reach.sharpen(known):
            return None, NEVER
        labels: Labels = {self.keys.start: self.reach.given_back}
        self.after = self.board.worth()
        for year in self.board.years:
            self.after -= year.worth
            found: Labels = {}
            for mode, worth in zip(year.modes, year.worths, strict=True):
                least = known - self.after - worth
                entering = {key: total for key, total in labels.items() if total >= least}
                for key, total in self._through(year, mode, entering).items():
                    if found.get(key, NEVER) < total:
                        found[key] = total
            labels = found
        if self.board.long >= 0:
            labels = self.keys.close(labels, self.board.long)
        best = max(labels.values(), default=None)
        return (best if best is None or best >= known else None), self.dropped

    def _through(self, year: Year, mode: Mode, labels: Labels) -> Labels:
        """The labels after a year in one mode."""
        if not labels:
            return labels
        legs = self._legs(year, mode)
        labels = {key + legs[0].stretch.room: worth for key, worth in labels.items()}
        labels = self._walk(legs[0], labels)
        if len(legs) > 1:
            labels = self._walk(legs[1], self._change_over(legs[0], legs[1], mode.limit, labels))
        return self._arrive(legs[-1], labels)

    def _walk(self, leg: Leg, labels: Labels) -> Labels:
        """The labels after all steps of a leg."""
        guard, threshold = self.keys.guard, self.known - self.after
        for choices, table, closing, last in leg.steps(self.keys):
            self.board.budget.spend_on_labels(len(labels) * len(choices))
            found: Labels = {}
            others = choices
            if choices and choices[0].is_nothing:  # what leaves all records out makes no two labels one
                add = choices[0].add
                found = {
                    new: worth
                    for key, worth in labels.items()
                    if worth + table[key & ROOM] >= threshold and not (new := key + add) & guard
                }
                others = choices[1:]
            get = found.get
            for takes, add, more, flags in others:
                least = [threshold - more - x for x in table[: len(table) - takes]]
                for key, worth in labels.items():
                    room = key & ROOM
                    if takes <= room and worth >= least[room - takes]:
                        new = key + add | flags
                        if not new & guard and get(new, NEVER) < worth + more:
                            found[new] = worth + more
            for place in closing:
                found = self.keys.close(found, place)
            labels = self._narrowed(found, table, last)
        return labels

    def _narrowed(self, labels: Labels, table: Table, last: int = NO_GROUP) -> Labels:
        """The labels that can still come to what is known; of many the best. ``last``: the group before."""
        self.pause -= 1
        if len(labels) <= self.width and (self.pause > 0 or last == NO_GROUP or not self.reach.short[last]):
            return labels
        stranded = [] if last == NO_GROUP else self.reach.stranded(last)
        threshold = self.known - self.after
        bounds: Labels = {}
        for key, worth in labels.items():
            bound = worth + table[key & ROOM]
            for at, mask, lost in stranded:
                bound -= lost[key >> at & mask]
            if bound >= threshold:
                bounds[key] = bound
        self.pause = PAUSE if 8 * len(bounds) > 7 * len(labels) else 0
        kept: Iterable[int] = bounds
        if len(bounds) > self.width:
            kept = sorted(bounds, key=bounds.__getitem__, reverse=True)
            self.dropped = max(self.dropped, bounds[kept[self.width]] + self.after)
            del kept[self.width :]
        return {key: labels[key] for key in kept}

    def _change_over(self, first: Leg, last: Leg, limit: int, labels: Labels) -> Labels:
        """From the first semester to the second: records that no row ties take some of the room left."""
        stretch, table, room_2 = first.stretch, last.tables[0], last.stretch.room
        tight = stretch.room + room_2 > limit
        rests = rises(stretch.rest)
        self.board.budget.spend_on_labels(len(labels) * len(first.ways) * (len(rests) if tight else 1) // 4)
        guard, threshold = self.keys.guard, self.known - self.after
        found: Labels = {}
        for key, worth in labels.items():
            room = key & ROOM
            for credits, more in first.ways:
                left = room - stretch.weight(credits)
                moved = key - room + (credits << self.long)
                if left < 0 or moved & guard:
                    break
                for taken, rest in rests if tight else ((left, stretch.rest[left]),):
                    if taken > left:
                        break
                    room_left = min(room_2, limit - stretch.room + left - taken)
                    new, total = moved + room_left, worth + more + rest
                    if total + table[room_left] >= threshold and found.get(new, NEVER) < total:
                        found[new] = total
        return self._narrowed(found, table)

    def _arrive(self, leg: Leg, labels: Labels) -> Labels:
        """The labels at the end of a year: what no row ties takes the room that is left."""
        self.board.budget.spend_on_labels(len(labels) * len(leg.ways) // 4)
        stretch, guard, threshold = leg.stretch, self.keys.guard, self.known - self.after
        found: Labels = {}
        for key, worth in labels.items():
            room = key & ROOM
            for credits, more in leg.ways:
                left = room - stretch.weight(credits)
                new = key - room + (credits << self.long)
                if left < 0 or new & guard:
                    break
                total = worth + more + stretch.rest[left]
                if total >= threshold and found.get(new, NEVER) < total:
                    found[new] = total
        return self._narrowed(found, _NOTHING)
