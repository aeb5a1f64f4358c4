"""What stands against each cap: the greatest sum of records that may count, group by group.

The groups are those of ``recognition.limits``, and the day on which a cap is asked is the one it is asked on
there: that of the answer, or that of the first record of the group.
"""

from __future__ import annotations

from typing import Any

from baeum_rules.recognition.classes import GENERAL
from baeum_rules.recognition.codes import (
    ACCREDITED,
    BDES_EXAM,
    BDES_EXEMPTION,
    CERTIFICATE,
    HERITAGE,
    PART_TIME,
    UNIVERSITY,
)
from baeum_rules.recognition.days import year_month_day
from baeum_rules.recognition.numbers import (
    BDES_LIMIT,
    CERTIFICATE_JOB_LIMIT,
    CERTIFICATE_LIMIT,
    CERTIFICATE_UNLINKED_LIMIT,
    HERITAGE_ITEM_LIMIT,
    INSTITUTION_LIMIT,
    LIFELONG_SHARE,
    PART_TIME_SEMESTER,
    PART_TIME_YEAR,
    SCHOOL_LIMIT,
    WINDOW_SEMESTER_2_START,
    WINDOW_SEMESTER_LIMIT,
    WINDOW_YEAR_LIMIT,
    WINDOW_YEAR_START,
    Numbers,
    at,
)
from baeum_rules.recognition.thresholds import POINT

from .asking import DAY, KEY, LEAST, SUM, compare, enter, weigh
from .columns import Certificates, Records

LIFELONG_ACT = 1  # of Records.basis
MOST_INSTITUTIONS = 1 << 32


def window_of(numbers: Numbers, day: int) -> int:
    """Twice the year that holds a day, and 1 more in its second half (``windows.window_of``)."""
    year, in_year = year_month_day(day)
    if in_year < at(numbers, WINDOW_YEAR_START, day):
        return 2 * (year - 1) + 1
    return 2 * year + (1 if in_year >= at(numbers, WINDOW_SEMESTER_2_START, day) else 0)


def weigh_windows(records: Records, judged: Any, numbers: Numbers, met: Any, into: Any, one: int) -> None:
    """Semesters and years with a record that they limit; what is compared is where the windows begin."""
    for halves in (1, 2):
        count = 0
        for i in range(records.start[one], records.start[one + 1]):
            source = records.source[i]
            if judged.refused[i] or source not in (ACCREDITED, UNIVERSITY, PART_TIME, BDES_EXEMPTION):
                continue
            done = records.completed_on[i]
            if halves == 1:
                in_year = year_month_day(done)[1]
                compare(numbers, into, one, WINDOW_YEAR_START, done, in_year)
                compare(numbers, into, one, WINDOW_SEMESTER_2_START, done, in_year)
            unlimited = 1 if source == UNIVERSITY else 0
            key = window_of(numbers, done) // halves
            count = enter(met, count, key, judged.credits[i], done, unlimited)
        name = WINDOW_SEMESTER_LIMIT if halves == 1 else WINDOW_YEAR_LIMIT
        for k in range(count):
            if met[k, LEAST] == 0:
                weigh(numbers, into, one, name, met[k, DAY], met[k, SUM])


def weigh_places(
    records: Records, judged: Any, numbers: Numbers, met: Any, into: Any, learner: tuple[int, int, int]
) -> None:
    """Courses of one institution, schools of one kind; ``learner``: place, day of the answer, degree."""
    one, as_of, degree = learner
    for source in (ACCREDITED, UNIVERSITY):
        count = 0
        for i in range(records.start[one], records.start[one + 1]):
            of = records.source[i]
            if judged.refused[i] == 0 and (of == source or (source == ACCREDITED and of == BDES_EXEMPTION)):
                key = records.school_kind[i] if source == UNIVERSITY else records.institution[i]
                count = enter(met, count, key, judged.credits[i], as_of, 0)
        for k in range(count):
            name = SCHOOL_LIMIT + met[k, KEY] if source == UNIVERSITY else INSTITUTION_LIMIT + degree
            weigh(numbers, into, one, name, as_of, met[k, SUM])


def weigh_part_time(records: Records, judged: Any, numbers: Numbers, met: Any, into: Any, one: int) -> None:
    """Part-time courses of one institution; each asks the cap of its day, all together stand against each.

    Of the Lifelong Education Act: their share of the smallest standard of a semester, in two-thousandths,
    rounded up.
    """
    first, end = records.start[one], records.start[one + 1]
    for act in range(LIFELONG_ACT + 1):
        for halves in (1, 2):
            count = 0
            for i in range(first, end):
                if records.source[i] == PART_TIME and judged.refused[i] == 0 and records.basis[i] == act:
                    done = records.completed_on[i]
                    key = records.institution[i] * MOST_INSTITUTIONS + window_of(numbers, done) // halves
                    standard = max(1, records.semester_standard[i])
                    count = enter(met, count, key, judged.credits[i], done, standard)
            if act == LIFELONG_ACT and halves == 1:
                for k in range(count):
                    share = -(-POINT * met[k, SUM] // met[k, LEAST])
                    weigh(numbers, into, one, LIFELONG_SHARE, met[k, DAY], share)
            if act == LIFELONG_ACT or count == 0:
                continue
            name = PART_TIME_SEMESTER if halves == 1 else PART_TIME_YEAR
            for i in range(first, end):
                if records.source[i] == PART_TIME and judged.refused[i] == 0 and records.basis[i] == act:
                    done = records.completed_on[i]
                    key = records.institution[i] * MOST_INSTITUTIONS + window_of(numbers, done) // halves
                    k = 0
                    while met[k, KEY] != key:
                        k += 1
                    weigh(numbers, into, one, name, done, met[k, SUM])


def weigh_certificates(
    records: Records,
    certificates: Certificates,
    judged: Any,
    numbers: Numbers,
    met: Any,
    into: Any,
    learner: tuple[int, int, int],
) -> None:
    """How many certificates, not linked, of one job; ``learner``: place, day of the answer, goal."""
    one, as_of, goal = learner
    count = every = unlinked = 0
    for i in range(records.start[one], records.start[one + 1]):
        if records.source[i] == CERTIFICATE and judged.refused[i] == 0:
            every += 1
            unlinked += judged.classes[i] == GENERAL
            if records.certificate[i] >= 0:
                count = enter(met, count, certificates.job[records.certificate[i]], 1, as_of, 0)
    if every:
        weigh(numbers, into, one, CERTIFICATE_LIMIT + goal, as_of, every)
    if unlinked:
        weigh(numbers, into, one, CERTIFICATE_UNLINKED_LIMIT, as_of, unlinked)
    for k in range(count):
        weigh(numbers, into, one, CERTIFICATE_JOB_LIMIT, as_of, met[k, SUM])


def weigh_others(records: Records, judged: Any, numbers: Numbers, met: Any, into: Any, one: int) -> None:
    """Stages of the examination; records of one heritage item, whose cap is asked on the very first day."""
    first, end = records.start[one], records.start[one + 1]
    earliest = -1
    count = 0
    for i in range(first, end):
        if judged.refused[i] == 0:
            done = records.completed_on[i]
            earliest = done if earliest < 0 else min(earliest, done)
            if records.source[i] in (BDES_EXAM, BDES_EXEMPTION):
                count = enter(met, count, records.stage[i], judged.credits[i], done, 0)
    for k in range(count):
        weigh(numbers, into, one, BDES_LIMIT + met[k, KEY] - 1, met[k, DAY], met[k, SUM])
    count = 0
    for i in range(first, end):
        if records.source[i] == HERITAGE and judged.refused[i] == 0 and records.item[i] >= 0:
            count = enter(met, count, records.item[i], 1, earliest, 0)
    for k in range(count):
        weigh(numbers, into, one, HERITAGE_ITEM_LIMIT, earliest, met[k, SUM])
