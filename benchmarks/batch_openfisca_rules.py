"""The eligibility rules of a credit bank as OpenFisca writes formulas: over whole columns, dated parameters.

A formula is given the records ``r`` (``r("score", p)``, and ``r.learner("as_of", p)`` of each record's
learner), the period ``p`` and the law. The rules are those of ``recognition/judging.py`` but
second.major_only, which asks for classes and so for curricula. Imports neither the engine nor OpenFisca.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

ACCREDITED, UNIVERSITY, PART_TIME, CERTIFICATE, EXAM, EXEMPTION, HERITAGE = range(7)
GRADUATED, ENROLLED, TRAINEE, SECOND_ROUTE, LEAVE = 1, 2, 5, 1, 2  # codes of the columns
EPOCH = 719163  # the ordinal of 1970-01-01
OTHER_MAJOR = 1  # what second.rule says, 0 being not in force
FIRST_DAY = 364877  # 1000-01-01: a first version holds from here
Versions = dict[str, list[tuple[int, str, int]]]  # name -> (first day, the same as YYYY-MM-DD, value)
Formula = Callable[[Any, Any, Any], Any]

OF_LEARNER = (
    "as_of", "route", "conferral", "high_school", "bdes_degree", "latest_degree", "same_major"
)  # fmt: skip
OF_RECORD = (
    "source", "completed_on", "score", "attendance", "absence", "remote_share", "letter", "left_on",
    "school_kind", "leaving", "remote_institution", "only_part_timers", "trainee_listed", "role", "national",
    "months", "excluded", "choice", "known", "valid_from", "valid_until",
)  # fmt: skip
OF_CERTIFICATE = ("known", "valid_from", "valid_until")  # what is known of the certificate of a record


class Law:
    """The numbers of the law as parameters; ``read`` gives the tree at an instant."""

    def __init__(self, versions: Versions, read: Callable[[str], Any]) -> None:
        self.versions, self.read = versions, read

    def at(self, name: str, day: Any) -> Any:
        """A number on the day of each fact: one reading a version, put together by the days."""
        found = 0
        for first, instant, _ in self.versions[name]:
            value = getattr(self.read(instant), name)
            found = np.where(day >= first, value, found) if first > FIRST_DAY else value
        return found


def number(name: str) -> Formula:
    """A number on the day that each record was completed."""
    return lambda r, p, law: law.at(name, r("completed_on", p))


def of(source: int, fails: Formula) -> Formula:
    """A rule of records of one source."""
    return lambda r, p, law: (r("source", p) == source) & fails(r, p, law)


def below(column: str, name: str) -> Formula:
    """A column is less than a number of the law."""
    return lambda r, p, law: r(column, p) < number(name)(r, p, law)


def second(fails: Formula) -> Formula:
    """A rule of the second route."""
    return lambda r, p, law: (r.learner("route", p) == SECOND_ROUTE) & fails(r, p, law)


def trainee(fails: Formula) -> Formula:
    """A rule of trainees in heritage."""
    return of(HERITAGE, lambda r, p, law: (r("role", p) == TRAINEE) & fails(r, p, law))


def grade(school: str) -> Formula:
    """An F, or neither score nor letter enough."""

    def fails(r: Any, p: Any, law: Any) -> Any:
        letter = r("letter", p)
        enough = r("score", p) >= number(f"{school}_minimum_score")(r, p, law)
        return (letter == 0) | ~(enough | (letter >= number(f"{school}_lowest_letter")(r, p, law)))

    return fails


def cutoff(r: Any, p: Any, law: Any) -> Any:
    """Ended after the last day before the conferral."""
    conferral, as_of = r.learner("conferral", p), r.learner("as_of", p)
    year, month = conferral // 100, conferral % 100
    february, august = (law.at(f"conferral_cutoff_{name}", as_of) for name in ("february", "august"))
    last = np.where(month == 2, february, august)
    months = (np.maximum(year, 1) - 1970) * 12 + last // 100 - 1
    days = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + last % 100 - 1
    return (conferral > 0) & (r("completed_on", p) > days + EPOCH)


def high_school(r: Any, p: Any, law: Any) -> Any:
    """Learned before high school was completed, since that is asked."""
    done, finished = r("completed_on", p), r.learner("high_school", p)
    since = number("high_school_rule_since")(r, p, law)
    return ~((finished > 0) & ((done >= finished) | (done < since)))


def left(r: Any, p: Any, _law: Any) -> Any:
    """Enrolled, graduated from a university, or after leaving."""
    leaving, day = r("leaving", p), r("left_on", p)
    graduate = (r("school_kind", p) == 0) & (leaving == GRADUATED)
    return (leaving == ENROLLED) | (day < 0) | graduate | (r("completed_on", p) > day)


def remote(r: Any, p: Any, law: Any) -> Any:
    """Too remote, or too rarely there."""
    share = r("remote_share", p) > number("part_time_remote_share_maximum")(r, p, law)
    there = r("attendance", p) > number("part_time_attendance_above")(r, p, law)
    return (share & (r("remote_institution", p) == 0)) | ((r("only_part_timers", p) != 0) & ~there)


def validity(r: Any, p: Any, _law: Any) -> Any:
    """Acquired outside the accreditation period."""
    done, until = r("completed_on", p), r("valid_until", p)
    return (r("known", p) != 0) & ((done < r("valid_from", p)) | ((until >= 0) & (done > until)))


def degree_holder(r: Any, p: Any, _law: Any) -> Any:
    """An exam or exemption of one who has the degree by examination."""
    source = r("source", p)
    return ((source == EXAM) | (source == EXEMPTION)) & (r.learner("bdes_degree", p) >= 0)


def exemption(r: Any, p: Any, law: Any) -> Any:
    """Scored too little or absent too long."""
    enough = r("score", p) >= number("bdes_exemption_minimum_score")(r, p, law)
    return ~(enough & (r("absence", p) < number("bdes_exemption_absence_below")(r, p, law)))


def force(r: Any, p: Any, law: Any) -> Any:
    """The second route is not in force, or not for the same major."""
    rule = law.at("second_rule", r.learner("as_of", p))
    return (rule == 0) | ((rule == OTHER_MAJOR) & (r.learner("same_major", p) != 0))


RULES: dict[str, Formula] = {  # true where a record fails the rule
    "record.not_completed": lambda r, p, _: r("completed_on", p) > r.learner("as_of", p),
    "conferral.cutoff": cutoff,
    "high_school.after": high_school,
    "accredited.score": of(ACCREDITED, below("score", "accredited_minimum_score")),
    "accredited.attendance": of(ACCREDITED, below("attendance", "accredited_minimum_attendance")),
    "university.grade": of(UNIVERSITY, grade("university")),
    "university.left": of(UNIVERSITY, left),
    "part_time.grade": of(PART_TIME, grade("part_time")),
    "part_time.remote": of(PART_TIME, remote),
    "certificate.unknown": of(CERTIFICATE, lambda r, p, _: r("known", p) == 0),
    "certificate.excluded": of(CERTIFICATE, lambda r, p, _: r("excluded", p) != 0),
    "certificate.validity": of(CERTIFICATE, validity),
    "bdes.degree_holder": degree_holder,
    "bdes.exemption": of(EXEMPTION, exemption),
    "heritage.level": of(HERITAGE, lambda r, p, _: r("national", p) == 0),
    "heritage.listed": trainee(lambda r, p, _: r("trainee_listed", p) == 0),
    "heritage.months": trainee(below("months", "heritage_trainee_minimum_months")),
    "second.force": second(force),
    "second.previous": second(lambda r, p, _: r.learner("latest_degree", p) < 0),
    "second.after": second(lambda r, p, _: r("completed_on", p) <= r.learner("latest_degree", p)),
    "learner.declined": lambda r, p, _: r("choice", p) == LEAVE,
}
