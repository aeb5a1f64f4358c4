"""Which numbers of the law each learner's answer stands on: a compiled pass beside judging and choosing.

What ``recognition.judging``, ``counting``, ``limits`` and ``build`` look up for a learner is looked up here
again, and remembered instead of applied. A number that was compared is kept with how near the learner came to
it, a cap with the greatest sum that stood against it: where a changed number falls short of both, nothing of
the answer can change (``who_can_change.py``).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from baeum_rules.recognition.codes import (
    ACCREDITED,
    BDES_EXAM,
    BDES_EXEMPTION,
    CERTIFICATE,
    HERITAGE,
    PART_TIME,
    SECOND,
    TRAINEE,
    UNIVERSITY,
)
from baeum_rules.recognition.numbers import (
    ACCREDITED_MINIMUM_ATTENDANCE,
    ACCREDITED_MINIMUM_SCORE,
    BDES_CREDITS,
    BDES_EXEMPTION_ABSENCE_BELOW,
    BDES_EXEMPTION_MINIMUM_SCORE,
    CERTIFICATE_REVALUATION,
    CUTOFF_AUGUST,
    CUTOFF_FEBRUARY,
    HERITAGE_CREDITS,
    HERITAGE_MINIMUM_MONTHS,
    HIGH_SCHOOL_RULE_SINCE,
    NEEDS,
    PART_TIME_ATTENDANCE_ABOVE,
    PART_TIME_LOWEST_LETTER,
    PART_TIME_MINIMUM_SCORE,
    PART_TIME_REMOTE_SHARE_MAXIMUM,
    REQUIREMENT,
    SECOND_RULE,
    TRAINEE_CREDITS,
    TRAINEE_MONTHS,
    UNIVERSITY_LOWEST_LETTER,
    UNIVERSITY_MINIMUM_SCORE,
    Numbers,
)

from .asking import WORD, ask, compare
from .columns import Certificates, Int32, Int64, Learners, Records
from .compiling import compiled
from .consulted_places import ABOVE_ALL, BELOW_ALL, NOT_ASKED, is_cap, is_compared, places_of
from .judging import Judged
from .weighing import weigh_certificates, weigh_others, weigh_part_time, weigh_places, weigh_windows

UNIVERSITY_NEED = len(NEEDS) - 1


class Consulted(NamedTuple):
    """One row a learner; columns by ``consulted_places``.

    ``asked``: bit set of the versions looked up. ``most``: the greatest sum against each version of a cap,
    NOT_ASKED where there was none. ``above`` and ``below``: of what was compared with each version of a
    number, the least that was not below it, the greatest that was not above it.
    """

    asked: npt.NDArray[np.uint64]
    most: Int32
    above: Int32
    below: Int32
    column: Int64  # by bit: the column in the arrays before


def consult(
    learners: Learners, records: Records, certificates: Certificates, judged: Judged, numbers: Numbers
) -> Consulted:
    """What a batch asks the law; ``numbers`` as arrays, ``judged`` by the same."""
    places, count = places_of(numbers), len(learners.as_of)
    compared = sum(is_compared(place.name) for place in places)
    into = Consulted(
        asked=np.zeros((count, -(-len(places) // WORD)), np.uint64),
        most=np.full((count, sum(is_cap(place.name) for place in places)), NOT_ASKED, np.int32),
        above=np.full((count, compared), ABOVE_ALL, np.int32),
        below=np.full((count, compared), BELOW_ALL, np.int32),
        column=np.array([place.column for place in places], np.int64),
    )
    met = np.empty((int(np.diff(records.start).max(initial=0)) + 1, 4), np.int64)
    compiled(consult_all)(learners, records, certificates, judged, numbers, met, into)
    return into


def consult_all(
    learners: Any, records: Any, certificates: Any, judged: Any, numbers: Any, met: Any, into: Any
) -> None:
    """Fill ``into``, learner by learner; ``met``: room for the groups of one."""
    for one in range(len(records.start) - 1):
        first, end = records.start[one], records.start[one + 1]
        ask_of_learner(learners, numbers, into, one)
        for i in range(first, end):
            ask_of_record(records, numbers, into, one, i)
            if judged.refused[i] == 0:
                ask_of_credits(records, numbers, into, one, i)
        as_of, degree, route = learners.as_of[one], learners.degree[one], learners.route[one]
        weigh_windows(records, judged, numbers, met, into, one)
        weigh_places(records, judged, numbers, met, into, (one, as_of, degree))
        weigh_part_time(records, judged, numbers, met, into, one)
        goal = (one, as_of, 2 * degree + route)
        weigh_certificates(records, certificates, judged, numbers, met, into, goal)
        weigh_others(records, judged, numbers, met, into, one)


def ask_of_learner(learners: Learners, numbers: Numbers, into: Any, one: int) -> None:
    """What is asked about a learner, whatever the records (``standing_of``, ``needs_of``)."""
    as_of, conferral = learners.as_of[one], learners.conferral[one]
    if conferral > 0:
        ask(numbers, into, one, CUTOFF_FEBRUARY if conferral % 100 == 2 else CUTOFF_AUGUST, as_of)
    if learners.route[one] == SECOND:
        ask(numbers, into, one, SECOND_RULE, as_of)
    needs = REQUIREMENT + len(NEEDS) * (2 * learners.degree[one] + learners.route[one])
    for need in range(len(NEEDS)):
        if need != UNIVERSITY_NEED or learners.university[one] >= 0:
            ask(numbers, into, one, needs + need, as_of)


def ask_of_record(records: Records, numbers: Numbers, into: Any, one: int, i: int) -> None:
    """What is asked to find whether a record may count (``refused_by``)."""
    done, source = records.completed_on[i], records.source[i]
    compare(numbers, into, one, HIGH_SCHOOL_RULE_SINCE, done, done)
    if source == ACCREDITED:
        compare(numbers, into, one, ACCREDITED_MINIMUM_SCORE, done, records.score[i])
        compare(numbers, into, one, ACCREDITED_MINIMUM_ATTENDANCE, done, records.attendance[i])
    elif source == UNIVERSITY:
        compare(numbers, into, one, UNIVERSITY_MINIMUM_SCORE, done, records.score[i])
        compare(numbers, into, one, UNIVERSITY_LOWEST_LETTER, done, records.letter[i])
    elif source == PART_TIME:
        compare(numbers, into, one, PART_TIME_MINIMUM_SCORE, done, records.score[i])
        compare(numbers, into, one, PART_TIME_LOWEST_LETTER, done, records.letter[i])
        compare(numbers, into, one, PART_TIME_REMOTE_SHARE_MAXIMUM, done, records.remote_share[i])
        compare(numbers, into, one, PART_TIME_ATTENDANCE_ABOVE, done, records.attendance[i])
    elif source == BDES_EXEMPTION:
        compare(numbers, into, one, BDES_EXEMPTION_MINIMUM_SCORE, done, records.score[i])
        compare(numbers, into, one, BDES_EXEMPTION_ABSENCE_BELOW, done, records.absence[i])
    elif source == HERITAGE and records.role[i] == TRAINEE:
        compare(numbers, into, one, HERITAGE_MINIMUM_MONTHS, done, records.months[i])


def ask_of_credits(records: Records, numbers: Numbers, into: Any, one: int, i: int) -> None:
    """What is asked to find the credits of a record that may count (``credits_of``)."""
    done, source = records.completed_on[i], records.source[i]
    if source == CERTIFICATE:
        compare(numbers, into, one, CERTIFICATE_REVALUATION, done, done)
    elif source == HERITAGE and records.role[i] != TRAINEE:
        ask(numbers, into, one, HERITAGE_CREDITS + records.role[i], done)
    elif source == HERITAGE:
        for step, least in enumerate(TRAINEE_MONTHS):
            if records.months[i] >= least:
                ask(numbers, into, one, TRAINEE_CREDITS + step, done)
                break
    elif source in (BDES_EXAM, BDES_EXEMPTION):
        ask(numbers, into, one, BDES_CREDITS + records.stage[i] - 1, done)
