"""The numbers of the law as columns of integers: one constant a name, looked up by :func:`at`.

Eligibility, limits and needs ask these numbers, for one learner and for fifty million alike. Scores and
shares are in two-thousandths, days are ordinals, month and day is month * 100 + day, a letter is its rank
(``eligibility.LETTER_RANK``), "none" is -1. Where a name has a form for every degree, kind or stage, the
constant is the first of them: ``INSTITUTION_LIMIT + degree`` in the order of ``curricula.DEGREES``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

from baeum_rules.curricula import DEGREES

from .codes import ROLES, SCHOOL_KINDS
from .eligibility import ANY_MAJOR, LETTER_RANK, NOT_IN_FORCE, OTHER_MAJOR
from .fields import ROUTES
from .thresholds import POINT, Thresholds
from .windows import month_and_day

NEVER = 1 << 62  # later than every day: what a list of versions ends with
ROOM = 1_000_000  # places of a name in columns that are filled as they are asked
TRAINEE_MONTHS = (36, 24, 12, 6)  # steps of heritage.credits.trainee_*_months
NEEDS = ("total", "major", "liberal_arts", "eighteen", "conferring_university")

Reading = Callable[[Any], int]


class Numbers(NamedTuple):
    """The versions of every name: those of one stand together, the oldest first, and end with ``NEVER``.

    ``first``: by name, the place of its oldest version; ``since``: by place, the first day (ordinal) of a
    version; ``value``: by place, what it says. In a batch all three are arrays of int64.
    """

    first: Any
    since: Any
    value: Any


def at(numbers: Numbers, name: int, day: int) -> int:
    """The number of a name on a day (ordinal); before its first version, that of the first.

    No name has more than a few versions, so that walking them is faster than halving them.
    """
    place = numbers.first[name]
    while numbers.since[place + 1] <= day:
        place += 1
    return numbers.value[place]  # type: ignore[no-any-return]  # of whatever column it is


def _whole(value: Any) -> int:
    return -1 if value == "none" else int(value)


def _points(value: Any) -> int:
    return int(value * POINT)


def _letter(value: Any) -> int:
    return LETTER_RANK[value]


def _force(value: Any) -> int:
    return {"not_in_force": NOT_IN_FORCE, "other_major": OTHER_MAJOR}.get(value, ANY_MAJOR)


def _numerator(value: Any) -> int:
    return Fraction(value).numerator


def _denominator(value: Any) -> int:
    return Fraction(value).denominator


NAMES: list[str] = []  # by number, the name in the law data
_readings: list[Reading] = []


def _asked(reading: Reading, *names: str) -> int:
    """Give the names the next numbers; returns the first."""
    NAMES.extend(names)
    _readings.extend([reading] * len(names))
    return len(NAMES) - len(names)


HIGH_SCHOOL_RULE_SINCE = _asked(_whole, "high_school.rule_since")
CUTOFF_FEBRUARY = _asked(month_and_day, "conferral.cutoff.february")
CUTOFF_AUGUST = _asked(month_and_day, "conferral.cutoff.august")
ACCREDITED_MINIMUM_SCORE = _asked(_points, "accredited.minimum_score")
ACCREDITED_MINIMUM_ATTENDANCE = _asked(_points, "accredited.minimum_attendance")
UNIVERSITY_MINIMUM_SCORE = _asked(_points, "university.minimum_score")
UNIVERSITY_LOWEST_LETTER = _asked(_letter, "university.lowest_letter")
PART_TIME_MINIMUM_SCORE = _asked(_points, "part_time.minimum_score")
PART_TIME_LOWEST_LETTER = _asked(_letter, "part_time.lowest_letter")
PART_TIME_REMOTE_SHARE_MAXIMUM = _asked(_points, "part_time.remote_share_maximum")
PART_TIME_ATTENDANCE_ABOVE = _asked(_points, "part_time.attendance_above")
BDES_EXEMPTION_MINIMUM_SCORE = _asked(_points, "bdes.exemption.minimum_score")
BDES_EXEMPTION_ABSENCE_BELOW = _asked(_points, "bdes.exemption.absence_below")
HERITAGE_MINIMUM_MONTHS = _asked(_whole, "heritage.trainee_minimum_months")
SECOND_RULE = _asked(_force, "second.rule")
# credits before any choice
CERTIFICATE_REVALUATION = _asked(_whole, "certificate.revaluation")
BDES_CREDITS = _asked(_whole, *(f"bdes.credits.stage_{stage}" for stage in (1, 2, 3, 4)))  # + stage - 1
HERITAGE_CREDITS = _asked(_whole, *(f"heritage.credits.{role}" for role in ROLES[:-1]))  # + role
TRAINEE_CREDITS = _asked(  # + place in TRAINEE_MONTHS
    _whole, *(f"heritage.credits.trainee_{months}_months" for months in TRAINEE_MONTHS)
)
# limits between records
WINDOW_YEAR_START = _asked(month_and_day, "window.year.start")
WINDOW_SEMESTER_2_START = _asked(month_and_day, "window.semester_2.start")
WINDOW_SEMESTER_LIMIT = _asked(_whole, "window.semester.limit")
WINDOW_YEAR_LIMIT = _asked(_whole, "window.year.limit")
INSTITUTION_LIMIT = _asked(_whole, *(f"institution.limit.{degree}" for degree in DEGREES))  # + degree
SCHOOL_LIMIT = _asked(_whole, *(f"school.limit.{kind}" for kind in SCHOOL_KINDS))  # + school_kind
PART_TIME_SEMESTER = _asked(_whole, "part_time.higher_education_act.institution_semester")
PART_TIME_YEAR = _asked(_whole, "part_time.higher_education_act.institution_year")
LIFELONG_SHARE = _asked(_numerator, "part_time.lifelong_education_act.share")
LIFELONG_SHARE_OF = _asked(_denominator, "part_time.lifelong_education_act.share")
CERTIFICATE_LIMIT = _asked(  # + 2 * degree + route
    _whole, *(f"certificate.limit.{degree}.{route}" for degree in DEGREES for route in ROUTES)
)
CERTIFICATE_UNLINKED_LIMIT = _asked(_whole, "certificate.unlinked_limit")
CERTIFICATE_JOB_LIMIT = _asked(_whole, "certificate.job_limit")
BDES_LIMIT = _asked(_whole, *(f"bdes.limit.stage_{stage}" for stage in (1, 2, 3, 4)))  # + stage - 1
HERITAGE_ITEM_LIMIT = _asked(_whole, "heritage.item_limit")
# needs of a degree: + 5 * (2 * degree + route) + place in NEEDS
REQUIREMENT = _asked(
    _whole,
    *(f"requirement.{degree}.{route}.{need}" for degree in DEGREES for route in ROUTES for need in NEEDS),
)


class _Since(dict[int, int]):
    """First days by place, each name filled in when it is asked: most cases ask few, and files are read then.

    Filling a name twice does no harm, so that threads need no lock.
    """

    def __init__(self, thresholds: Thresholds, value: dict[int, int]) -> None:
        self.thresholds, self.value = thresholds, value

    def __missing__(self, place: int) -> int:
        name = place // ROOM
        since, said = self.thresholds.versions(NAMES[name])
        first, reading = name * ROOM, _readings[name]
        self.value.update({first + at: reading(value) for at, value in enumerate(said)})
        self.update({first + at: day for at, day in enumerate((*since, NEVER))})
        return self[place]


def numbers_of(thresholds: Thresholds) -> Numbers:
    """The numbers of a law, each name filled in when it is first asked; kept with the thresholds.

    To ask one that the law does not have raises UnknownParameter, or NotInForce.
    """
    if thresholds.numbers is None:
        thresholds.numbers = numbers_as_asked(thresholds, {})
    return thresholds.numbers


def numbers_as_asked(thresholds: Thresholds, value: dict[int, int]) -> Numbers:
    """Numbers whose values are filled into ``value`` as they are asked, by place: ``ROOM`` times the name."""
    return Numbers(range(0, len(NAMES) * ROOM, ROOM), _Since(thresholds, value), value)


def all_numbers_of(thresholds: Thresholds) -> Numbers:
    """The numbers of a law as three lists with every name; -1 for one that the law does not have."""
    from baeum_rules.parameters import NotInForce, UnknownParameter

    whole = Numbers([], [], [])
    for name, reading in zip(NAMES, _readings, strict=True):
        try:
            since, said = thresholds.versions(name)
            values = [reading(value) for value in said]
        except (UnknownParameter, NotInForce):
            since, values = [1], [-1]
        whole.first.append(len(whole.since))
        whole.since.extend((*since, NEVER))
        whole.value.extend((*values, -1))
    return whole
