"""May a record count at all? Every rule of recognition.md section 3, over columns.

One learner's audit runs these functions as they are, on its own few columns; ``baeum_rules.batch`` compiles
the same functions and runs them over a nation's. So they keep to what compiles: whole numbers, columns that
are indexed, no objects made but tuples. What a rule compared is looked up by ``refusals.py``, and only for a
rule that failed.
"""

from __future__ import annotations

from typing import NamedTuple

from .classes import MAJOR
from .codes import (
    ACCREDITED,
    BDES_EXEMPTION,
    CERTIFICATE,
    ENROLLED,
    GRADUATED,
    HERITAGE,
    LEAVE,
    OF_UNIVERSITY,
    PART_TIME,
    SECOND,
    TRAINEE,
    UNIVERSITY,
)
from .columns import Certificates, Learners, Records
from .counting import classes_of, credits_of, is_pending
from .days import ordinal_of
from .eligibility import (
    accredited_attendance,
    accredited_score,
    bdes_exemption,
    certificate_validity,
    conferral_cutoff,
    grade,
    heritage_months,
    high_school_after,
    part_time_remote,
    record_completed,
    second_after,
    second_force,
    university_left,
)
from .numbers import (
    ACCREDITED_MINIMUM_ATTENDANCE,
    ACCREDITED_MINIMUM_SCORE,
    BDES_EXEMPTION_ABSENCE_BELOW,
    BDES_EXEMPTION_MINIMUM_SCORE,
    CUTOFF_AUGUST,
    CUTOFF_FEBRUARY,
    HERITAGE_MINIMUM_MONTHS,
    HIGH_SCHOOL_RULE_SINCE,
    NEVER,
    PART_TIME_ATTENDANCE_ABOVE,
    PART_TIME_LOWEST_LETTER,
    PART_TIME_MINIMUM_SCORE,
    PART_TIME_REMOTE_SHARE_MAXIMUM,
    SECOND_RULE,
    UNIVERSITY_LOWEST_LETTER,
    UNIVERSITY_MINIMUM_SCORE,
    Numbers,
    at,
)

# bit by bit, in the order of the model: so findings are listed
RULES = (
    "record.not_completed",
    "conferral.cutoff",
    "high_school.after",
    "accredited.score",
    "accredited.attendance",
    "university.grade",
    "university.left",
    "part_time.grade",
    "part_time.remote",
    "certificate.unknown",
    "certificate.excluded",
    "certificate.validity",
    "bdes.degree_holder",
    "bdes.exemption",
    "heritage.level",
    "heritage.listed",
    "heritage.months",
    "second.force",
    "second.previous",
    "second.after",
    "second.major_only",
    "learner.declined",
)
(
    NOT_COMPLETED,
    CUTOFF,
    HIGH_SCHOOL,
    ACCREDITED_SCORE,
    ACCREDITED_ATTENDANCE,
    UNIVERSITY_GRADE,
    UNIVERSITY_LEFT,
    PART_TIME_GRADE,
    PART_TIME_REMOTE,
    CERTIFICATE_UNKNOWN,
    CERTIFICATE_EXCLUDED,
    CERTIFICATE_VALIDITY,
    BDES_DEGREE_HOLDER,
    BDES_EXEMPTION_RULE,
    HERITAGE_LEVEL,
    HERITAGE_LISTED,
    HERITAGE_MONTHS,
    SECOND_FORCE,
    SECOND_PREVIOUS,
    SECOND_AFTER,
    SECOND_MAJOR_ONLY,
    DECLINED,
) = (1 << place for place in range(len(RULES)))


class Standing(NamedTuple):
    """What the rules need to know of a learner, worked out once; days as ordinals, a mask of ``RULES``."""

    as_of: int
    last_day: int  # before the conferral aimed at; NEVER without one
    high_school: int  # 0 none
    bdes_degree: int  # -1 none
    second: int  # 1 on route second
    latest_degree: int  # that opens the second route; -1 none, and on route first
    refused: int  # the rules that refuse every record


def standing_of(learners: Learners, numbers: Numbers, learner: int) -> Standing:
    """The facts of a learner that hold for each record."""
    as_of = learners.as_of[learner]
    conferral = learners.conferral[learner]
    last_day = NEVER
    if conferral > 0:
        year, month = conferral // 100, conferral % 100
        month_day = at(numbers, CUTOFF_FEBRUARY if month == 2 else CUTOFF_AUGUST, as_of)
        last_day = ordinal_of(year, month_day // 100, month_day % 100)
    second, latest, refused = 0, -1, 0
    if learners.route[learner] == SECOND:
        second, latest = 1, learners.latest_degree[learner]
        if not second_force(at(numbers, SECOND_RULE, as_of), learners.same_major[learner]):
            refused |= SECOND_FORCE
        if latest < 0:
            refused |= SECOND_PREVIOUS
    high_school, bdes_degree = learners.high_school[learner], learners.bdes_degree[learner]
    return Standing(as_of, last_day, high_school, bdes_degree, second, latest, refused)


def judge_record(
    standing: Standing, records: Records, certificates: Certificates, numbers: Numbers, i: int
) -> tuple[int, int, int, int]:
    """What is found of record ``i`` alone, before any choice among records.

    Returns the rules it fails as a mask of ``RULES``, and, 0 for a record that fails any: its credits, the
    bits of the classes it may take, and 1 where only a subcommittee can give it another.
    """
    classes = classes_of(records, i)
    if standing.second:
        classes &= MAJOR
    refused = refused_by(standing, records, certificates, numbers, i)
    if classes == 0:
        refused |= SECOND_MAJOR_ONLY
    if refused:
        return refused, 0, 0, 0
    return 0, credits_of(records, certificates, numbers, i), classes, is_pending(records, i)


def refused_by(
    standing: Standing, records: Records, certificates: Certificates, numbers: Numbers, i: int
) -> int:
    """Every rule that record ``i`` fails, as a mask of ``RULES``; second.major_only is one of its classes."""
    done = records.completed_on[i]
    refused = standing.refused
    if not record_completed(done, standing.as_of):
        refused |= NOT_COMPLETED
    if not conferral_cutoff(done, standing.last_day):
        refused |= CUTOFF
    if not high_school_after(done, standing.high_school, at(numbers, HIGH_SCHOOL_RULE_SINCE, done)):
        refused |= HIGH_SCHOOL
    if not second_after(done, standing.latest_degree):
        refused |= SECOND_AFTER
    if records.choice[i] == LEAVE:
        refused |= DECLINED
    source = records.source[i]
    if source == ACCREDITED:
        return refused | _accredited(records, numbers, i, done)
    if source == UNIVERSITY:
        return refused | _university(records, numbers, i, done)
    if source == PART_TIME:
        return refused | _part_time(records, numbers, i, done)
    if source == CERTIFICATE:
        return refused | _certificate(records, certificates, i, done)
    if source == HERITAGE:
        return refused | _heritage(records, numbers, i, done)
    if standing.bdes_degree >= 0:
        refused |= BDES_DEGREE_HOLDER
    if source == BDES_EXEMPTION:
        return refused | _bdes_exemption(records, numbers, i, done)
    return refused


def _accredited(records: Records, numbers: Numbers, i: int, done: int) -> int:
    refused = 0
    if not accredited_score(records.score[i], at(numbers, ACCREDITED_MINIMUM_SCORE, done)):
        refused |= ACCREDITED_SCORE
    if not accredited_attendance(records.attendance[i], at(numbers, ACCREDITED_MINIMUM_ATTENDANCE, done)):
        refused |= ACCREDITED_ATTENDANCE
    return refused


def _university(records: Records, numbers: Numbers, i: int, done: int) -> int:
    refused = 0
    minimum, lowest = at(numbers, UNIVERSITY_MINIMUM_SCORE, done), at(numbers, UNIVERSITY_LOWEST_LETTER, done)
    if not grade(records.score[i], records.letter[i], minimum, lowest):
        refused |= UNIVERSITY_GRADE
    leaving = records.leaving[i]
    graduate = records.school_kind[i] == OF_UNIVERSITY and leaving == GRADUATED
    if not university_left(-1 if leaving == ENROLLED else records.left_on[i], done, graduate):
        refused |= UNIVERSITY_LEFT
    return refused


def _part_time(records: Records, numbers: Numbers, i: int, done: int) -> int:
    refused = 0
    minimum, lowest = at(numbers, PART_TIME_MINIMUM_SCORE, done), at(numbers, PART_TIME_LOWEST_LETTER, done)
    if not grade(records.score[i], records.letter[i], minimum, lowest):
        refused |= PART_TIME_GRADE
    if not part_time_remote(
        records.remote_institution[i],
        records.remote_share[i],
        at(numbers, PART_TIME_REMOTE_SHARE_MAXIMUM, done),
        records.only_part_timers[i],
        records.attendance[i],
        at(numbers, PART_TIME_ATTENDANCE_ABOVE, done),
    ):
        refused |= PART_TIME_REMOTE
    return refused


def _certificate(records: Records, certificates: Certificates, i: int, done: int) -> int:
    refused = 0
    entry = records.certificate[i]
    if entry < 0:
        refused |= CERTIFICATE_UNKNOWN
    elif not certificate_validity(done, certificates.valid_from[entry], certificates.valid_until[entry]):
        refused |= CERTIFICATE_VALIDITY
    if records.excluded[i]:
        refused |= CERTIFICATE_EXCLUDED
    return refused


def _bdes_exemption(records: Records, numbers: Numbers, i: int, done: int) -> int:
    minimum = at(numbers, BDES_EXEMPTION_MINIMUM_SCORE, done)
    below = at(numbers, BDES_EXEMPTION_ABSENCE_BELOW, done)
    if bdes_exemption(records.score[i], minimum, records.absence[i], below):
        return 0
    return BDES_EXEMPTION_RULE


def _heritage(records: Records, numbers: Numbers, i: int, done: int) -> int:
    refused = 0
    if not records.national[i]:
        refused |= HERITAGE_LEVEL
    if records.role[i] == TRAINEE:
        if not records.trainee_listed[i]:
            refused |= HERITAGE_LISTED
        if not heritage_months(records.months[i], at(numbers, HERITAGE_MINIMUM_MONTHS, done)):
            refused |= HERITAGE_MONTHS
    return refused
