"""What counting a record in a class is worth: the objective from level 2 to the last tie as one integer.

The levels stand above one another, recognised first. Below them stand the ties, the credits of the earliest
record first, then the classes. Sums of worths therefore compare as the objective does, and no two selections
are worth the same. A copy of the ties stands at the very bottom; prices are multiples of ``unit`` and never
reach it, so that the worth of any sum still says which selection it is the worth of (``Worths.read``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from .classes import ELECTIVE, GENERAL, LIBERAL, REQUIRED
from .problem import Problem

BITS = (REQUIRED, ELECTIVE, LIBERAL, GENERAL)  # best first
_PREFERENCE = {REQUIRED: 3, ELECTIVE: 2, LIBERAL: 1, GENERAL: 0}
_LEVELS = 5  # recognised, major, liberal, major_required, eighteen
_WIDER = 3  # bits that a credit of the level before them all may need: it can weigh several sums

Counted = dict[int, tuple[int, int]]  # by record that counts: its credits and its class
Chosen = dict[int, tuple[int, int]]  # the same with the place of its option for its class


class Option(NamedTuple):
    """One class that a record may count in.

    ``full``: what that is worth. Of a divisible record so many credits are worth ``each`` a credit and
    ``extra`` besides.
    """

    taken: int
    full: int
    each: int
    extra: int


class Worths:
    """The options of some records.

    ``classes``: the class bits open to each record. ``divisible``: the records that may count for fewer
    credits. ``first``: what a credit of a record in a class weighs before all levels.
    """

    def __init__(
        self,
        problem: Problem,
        classes: dict[int, list[int]],
        divisible: Collection[int],
        first: Callable[[int, int], int] | None = None,
    ) -> None:
        self.problem, self.divisible = problem, divisible
        self.records = sorted(classes)
        self._place_ties(classes)
        self._level = (sum(problem.credits) + 1).bit_length()
        self.unit = 1 << self._low
        self.most = 1 << (_LEVELS + 1) * self._level + _WIDER + 2 * self._low  # more than any record's
        self.credit = 1 << 4 * self._level + 2 * self._low  # what a credit is worth for being recognised
        self.options = {record: self._options(record, classes[record], first) for record in self.records}

    def _place_ties(self, classes: dict[int, list[int]]) -> None:
        """Gives each record its bits, those of the earliest record the highest, credits above classes."""
        at = 0
        self._class_at: dict[int, int] = {}
        for record in reversed(self.records):
            if len(classes[record]) > 1:
                self._class_at[record] = at
                at += 2
        self._credit_at: dict[int, int] = {}
        for record in reversed(self.records):
            self._credit_at[record] = at
            at += self.problem.credits[record].bit_length() if record in self.divisible else 1
        self._low = at

    def _options(
        self, record: int, classes: list[int], first: Callable[[int, int], int] | None
    ) -> list[Option]:
        p, level, low = self.problem, self._level, self._low
        credits, found = p.credits[record], []
        tie = 1 << self._credit_at[record]
        for bit in classes:
            weight = 1 << 4 * level
            if bit <= ELECTIVE:
                weight += 1 << 3 * level
                if bit == REQUIRED:
                    weight += 1 << level
            elif bit == LIBERAL:
                weight += 1 << 2 * level
            weight += p.eighteen[record]
            if first is not None:
                weight += first(record, bit) << _LEVELS * level
            extra = _PREFERENCE[bit] << self._class_at[record] if record in self._class_at else 0
            extra += extra << low
            if p.forced[record]:
                extra += self.most
            each = (weight << 2 * low) + (tie << low) + tie
            full = (weight * credits << 2 * low) + (tie << low) + tie + extra
            if record in self.divisible:
                full = each * credits + extra
            found.append(Option(bit, full, each, extra))
        return found

    def read(self, worth: int) -> Chosen:
        """The selection that a sum of worths, less any prices, is the worth of."""
        found = {}
        for record in self.records:
            if counted := self.counted(record, worth):
                found[record] = counted, self.place(record, worth)
        return found

    def counted(self, record: int, worth: int) -> int:
        """How many credits of a record count in the selection of a worth."""
        if record in self.divisible:
            return worth >> self._credit_at[record] & (1 << self.problem.credits[record].bit_length()) - 1
        return self.problem.credits[record] if worth >> self._credit_at[record] & 1 else 0

    def place(self, record: int, worth: int) -> int:
        """The place of the option that a record counts in, where it counts."""
        if record not in self._class_at:
            return 0
        preference = worth >> self._class_at[record] & 3
        places = [_PREFERENCE[option.taken] for option in self.options[record]]
        return places.index(preference)

    def worth(self, counted: Counted) -> int | None:
        """What a selection is worth, as far as these records go; None where a class is not open to a record.

        A record that is open to one class alone is taken to count in that.
        """
        found = 0
        for record in self.records:
            credits, taken = counted.get(record, (0, 0))
            if credits:
                options = self.options[record]
                option = options[0] if len(options) == 1 else _of_class(options, taken)
                if option is None:
                    return None
                found += option.each * credits + option.extra if record in self.divisible else option.full
        return found


def _of_class(options: list[Option], taken: int) -> Option | None:
    return next((option for option in options if option.taken == taken), None)
