"""What the choices that are left can still take of each row: whole records do not reach every limit.

Where the choices left cannot take all of a limit together, the limit is as good as the most that they can,
and what is lost of it was worth its price in the bound. On the way it is the same: what the choices to come
cannot take any more is lost for a label already.
"""

from __future__ import annotations

from collections.abc import Callable

from .board import Board
from .keys import Keys
from .knapsack import NEVER, Table
from .legs import Leg
from .years import Mode, Year

Stranded = list[tuple[int, int, Table]]  # a field's place and mask, and what is lost by its content


class Reach:
    """The limits as far as they can be reached; ``given_back``: what they are worth at the prices.

    ``short``: by a group's first record, the rows at a price of which what comes after it cannot take all
    sums, and the sums that it can, a bit a sum.
    """

    def __init__(self, board: Board, keys: Keys, legs: Callable[[Year, Mode], list[Leg]]) -> None:
        self.board, self.keys, self.legs = board, keys, legs
        self.limits = [row.limit for row in board.rows]
        self.given_back = board.given_back
        self.amounts: list[dict[tuple[int, int], int]] = []
        self.short: dict[int, list[tuple[int, int]]] = {}
        self._losses: dict[tuple[int, int], tuple[int, int, Table]] = {}

    def sharpen(self, known: int) -> bool:
        """Leaves out choices that are worth less than what is known, then what of limits is out of reach.

        Returns whether anything may still be worth more.
        """
        bound, lowered = self.board.worth() + self.given_back, True
        while lowered and bound > known:
            self.amounts = [self._amounts(year, known, bound - year.worth) for year in self.board.years]
            sums = [1] * len(self.limits)  # by row: what the choices left can take together, a bit a sum
            for amounts in self.amounts:
                for (place, _), bits in amounts.items():
                    sums[place] = _added(sums[place], bits, self.limits[place])
            lowered = False
            for place, reach in enumerate(sums):
                unused = self.limits[place] + 1 - reach.bit_length()
                if unused and (self.board.rows[place].exact or not reach):
                    return False
                if unused:
                    self._lower(place, unused)
                    lowered = True
            bound = self.board.worth() + self.given_back
        if bound <= known:
            return False
        self._strand()
        return True

    def _lower(self, place: int, unused: int) -> None:
        self.limits[place] -= unused
        self._losses.clear()
        self.given_back -= unused * self.board.prices[place]
        self.keys.start += unused << self.keys.fields[place].at

    def _amounts(self, year: Year, known: int, rest: int) -> dict[tuple[int, int], int]:
        """What the choices left of each group of a year can take of each row, a bit an amount.

        By row and the group's first record; what no row ties stands under -1 and -2, for the two semesters.
        """
        rows_of = self.board.rows_of
        found: dict[tuple[int, int], int] = {}
        for mode, worth in zip(year.modes, year.worths, strict=True):
            if rest + worth < known:
                continue
            for number, leg in enumerate(self.legs(year, mode)):
                if known >= 0:
                    leg.keep(known - rest)
                for group, choices in zip(leg.groups, leg.choices, strict=True):
                    for place in {place for record in group for place in rows_of[record]}:
                        key = place, group[0]
                        found[key] = found.get(key, 0) | self.keys.taken(choices, place)
                if len(leg.ways) > 1:
                    key = self.board.long, -1 - number
                    found[key] = found.get(key, 0) | sum(1 << credits for credits, _ in leg.ways)
        return found

    def _strand(self) -> None:
        """Finds what of the limits is out of reach after each group."""
        rows, prices = self.board.rows, self.board.prices
        priced = [p for p, row in enumerate(rows) if row.by_credit and (prices[p] or row.exact)]
        reach = dict.fromkeys(priced, 1)
        for year, amounts in zip(reversed(self.board.years), reversed(self.amounts), strict=True):
            for number in range(len(year.groups) - 1, -1, -1):
                self._add(reach, amounts, -1 - number)
                for group in reversed(year.groups[number]):
                    self.short[group[0]] = [
                        (place, sums)
                        for place, sums in reach.items()
                        if sums not in (1, (2 << self.limits[place]) - 1)  # nothing comes, or all can
                    ]
                    self._add(reach, amounts, group[0])

    def stranded(self, record: int) -> Stranded:
        """What is lost after a group of the rows at a price."""
        found = []
        for of in self.short[record]:
            if of not in self._losses:
                self._losses[of] = self._lost(*of)
            found.append(self._losses[of])
        return found

    def _add(self, reach: dict[int, int], amounts: dict[tuple[int, int], int], record: int) -> None:
        for place, sums in reach.items():
            if bits := amounts.get((place, record)):
                reach[place] = _added(sums, bits, self.limits[place])

    def _lost(self, place: int, reach: int) -> tuple[int, int, Table]:
        """What is lost of a row, by the content of its field; everything where it must be reached."""
        at, full, mask, _ = self.keys.fields[place]
        price, exact = self.board.prices[place], self.board.rows[place].exact
        found, last = [0] * (full + 1), -1
        for left in range(self.limits[place] + 1):
            if reach >> left & 1:
                last = left
            found[full - left] = -NEVER if last < 0 or (exact and last < left) else price * (left - last)
        return at, mask, found


def _added(sums: int, amounts: int, most: int) -> int:
    """The sums of one of some sums and one of some amounts, each a bit, up to the most."""
    found = 0
    while amounts:
        amount = amounts.bit_length() - 1
        found |= sums << amount
        amounts ^= 1 << amount
    return found & (2 << most) - 1
