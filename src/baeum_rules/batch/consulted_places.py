"""Where each version of each number of the law stands in what a batch consulted."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from baeum_rules.recognition.numbers import (
    CERTIFICATE_JOB_LIMIT,
    CERTIFICATE_LIMIT,
    CERTIFICATE_REVALUATION,
    CUTOFF_AUGUST,
    CUTOFF_FEBRUARY,
    HERITAGE_ITEM_LIMIT,
    HIGH_SCHOOL_RULE_SINCE,
    INSTITUTION_LIMIT,
    LIFELONG_SHARE_OF,
    NAMES,
    NEVER,
    PART_TIME_SEMESTER,
    REQUIREMENT,
    SECOND_RULE,
    WINDOW_SEMESTER_2_START,
    WINDOW_SEMESTER_LIMIT,
    WINDOW_YEAR_START,
    Numbers,
)

NOT_ASKED = -1  # no sum stood against a cap
ABOVE_ALL, BELOW_ALL = (1 << 31) - 1, -2  # nothing was compared from that side; an absent score is -1
IN_NEITHER = -1
LAST = date.max.toordinal()


class Place(NamedTuple):
    """A version of a number: its name (a constant of ``recognition.numbers``), first and last day (ordinals).

    The first version also holds before its first day. ``column``: where it stands among the caps, or among
    the numbers that are compared; IN_NEITHER else.
    """

    name: int
    since: int
    until: int
    column: int

    @property
    def title(self) -> str:
        """Name and first day, the first version from the beginning: "window.year.limit@0001-01-01"."""
        return f"{NAMES[self.name]}@{date.fromordinal(self.since)}"


def is_cap(name: int) -> bool:
    """Whether sums of records stand against it; the lifelong share does so once, as a numerator."""
    return WINDOW_SEMESTER_LIMIT <= name <= HERITAGE_ITEM_LIMIT and name != LIFELONG_SHARE_OF


def is_compared(name: int) -> bool:
    """Whether something of each record is compared with it."""
    if name in (CUTOFF_FEBRUARY, CUTOFF_AUGUST, SECOND_RULE):
        return False
    of_records = HIGH_SCHOOL_RULE_SINCE <= name <= CERTIFICATE_REVALUATION
    return of_records or WINDOW_YEAR_START <= name <= WINDOW_SEMESTER_2_START


def is_asked_of_answer(name: int) -> bool:
    """Whether it is asked on the day of the answer, and not on that of a record."""
    return (
        name in (CUTOFF_FEBRUARY, CUTOFF_AUGUST, SECOND_RULE)
        or INSTITUTION_LIMIT <= name < PART_TIME_SEMESTER
        or CERTIFICATE_LIMIT <= name <= CERTIFICATE_JOB_LIMIT
        or name >= REQUIREMENT
    )


def places_of(numbers: Numbers) -> list[Place]:
    """Every version of every number, in the order of their bits."""
    found: list[Place] = []
    caps = compared = 0
    for name, first in enumerate(numbers.first):
        place, since = int(first), 1
        while since < NEVER:
            following = int(numbers.since[place + 1])
            column = IN_NEITHER
            if is_cap(name):
                column, caps = caps, caps + 1
            elif is_compared(name):
                column, compared = compared, compared + 1
            found.append(Place(name, since, min(following, LAST + 1) - 1, column))
            place, since = place + 1, following
    return found
