"""A learner taken in: eligible records on the desk in the order of ties, chains of retakes, needs."""

from __future__ import annotations

from typing import Any

import numpy as np

from baeum_rules.curricula import DEGREES
from baeum_rules.recognition.codes import ACCREDITED, HERITAGE, PART_TIME
from baeum_rules.recognition.codes import UNIVERSITY as OF_A_UNIVERSITY
from baeum_rules.recognition.days import year_month_day as year_month_day_plain
from baeum_rules.recognition.numbers import (
    NEEDS,
    REQUIREMENT,
    WINDOW_SEMESTER_2_START,
    WINDOW_YEAR_START,
    Numbers,
)

from .grouping import at
from .looking_over import (
    BY_CHAIN,
    CERTIFICATES,
    ELIGIBLE,
    ITEMS,
    LEARNER,
    NUMBER,
    PART_TIMES,
    SCHOOLS,
    is_met,
)
from .making import compiled, plain, written_in
from .places import (
    BASIS,
    BESIDE,
    CHAIN,
    CLASSES,
    COUNT_RECORDS,
    COUNTER,
    CREDITS,
    DAY,
    EIGHTEEN,
    FORCED,
    HOLDER,
    INSTITUTION,
    ITEM_OF,
    JOB,
    KEY,
    MOST_LABELS,
    MOST_RECORDS,
    N_EIGHTEEN,
    N_LIBERAL,
    N_MAJOR,
    N_REQUIRED,
    N_SUBJECT_COUNT,
    N_SUBJECTS,
    N_TOTAL,
    N_UNIVERSITY,
    NEED,
    PLACE,
    SCHOOL_KIND,
    SOURCE_OF,
    STAGE,
    STANDARD,
    SUBJECT,
    SUBSTITUTES,
    UNIVERSITY,
    WINDOW_OF,
    Desk,
)

_year_month_day = plain(year_month_day_plain)
BACHELOR, FIRST_ROUTE, HOLDER_ROLE = DEGREES.index("bachelor"), 0, 0


@compiled
def window_of(numbers: Numbers, day: int) -> int:
    """The semester that holds a day, twice its year and 1 for the second half (``recognition.windows``)."""
    year, in_year = _year_month_day(day)
    if in_year < at(numbers, WINDOW_YEAR_START, day):
        return 2 * (year - 1) + 1
    return 2 * year + (1 if in_year >= at(numbers, WINDOW_SEMESTER_2_START, day) else 0)


@compiled
def sort(d: Desk, count: int) -> None:
    """Puts records, given by place, day and rank, in the order of ties: day, then id."""
    r = d.t
    for k in range(1, count):
        place, day, rank = r[PLACE, k], r[DAY, k], r[KEY, k]
        j = k - 1
        while j >= 0 and (r[DAY, j] > day or (r[DAY, j] == day and r[KEY, j] > rank)):
            r[PLACE, j + 1], r[DAY, j + 1], r[KEY, j + 1] = r[PLACE, j], r[DAY, j], r[KEY, j]
            j -= 1
        r[PLACE, j + 1], r[DAY, j + 1], r[KEY, j + 1] = place, day, rank


@compiled
def write_needs(d: Desk, numbers: Numbers, as_of: int, goal: int, asks_university: int) -> None:
    """What the degree asks for on the day of the answer (``recognition.build.needs_of``)."""
    name = REQUIREMENT + len(NEEDS) * goal
    d.t[NEED, N_TOTAL], d.t[NEED, N_MAJOR] = at(numbers, name, as_of), at(numbers, name + 1, as_of)
    d.t[NEED, N_LIBERAL], d.t[NEED, N_EIGHTEEN] = at(numbers, name + 2, as_of), at(numbers, name + 3, as_of)
    d.t[NEED, N_UNIVERSITY] = at(numbers, name + 4, as_of) if asks_university else 0


@written_in
def write_goal(d: Any, learners: Any, curricula: Any, numbers: Any, one: int) -> None:
    """What the learner's degree and curriculum ask for."""
    goal = 2 * learners.degree[one] + learners.route[one]
    write_needs(d, numbers, learners.as_of[one], goal, 1 if learners.university[one] >= 0 else 0)
    curriculum = learners.curriculum[one]
    d.t[NEED, N_REQUIRED] = curricula.required_credits[curriculum]
    d.t[NEED, N_SUBJECTS] = curricula.subjects[curriculum]
    d.t[NEED, N_SUBJECT_COUNT] = curricula.subject_count[curriculum]


@written_in
def take_in(d: Any, learners: Any, records: Any, judged: Any, window: Any, one: int) -> int:
    """Puts a learner's eligible records on the desk in the order of ties; returns how many, -1: too many."""
    r, n = d.t, 0
    if records.start[one + 1] - records.start[one] > MOST_LABELS:
        return -1  # there is no room to link them, refused ones too
    for place in range(np.uint64(records.start[one]), np.uint64(records.start[one + 1])):
        if judged.refused[place] == 0:
            if n >= MOST_RECORDS:
                return -1
            r[PLACE, n], r[DAY, n], r[KEY, n] = place, records.completed_on[place], records.rank[place]
            n += 1
    sort(d, n)
    d.t[COUNTER, COUNT_RECORDS] = n
    university = learners.university[one]
    holds = learners.degree[one] == BACHELOR and learners.route[one] == FIRST_ROUTE
    base = window[0]
    for k in range(np.uint64(n)):
        i = np.uint64(r[PLACE, k])
        source = records.source[i]
        r[SOURCE_OF, k] = source
        r[CREDITS, k], r[CLASSES, k] = judged.credits[i], judged.classes[i]
        r[KEY, k], r[INSTITUTION, k] = records.key[i], records.institution[i]
        r[WINDOW_OF, k] = window[r[DAY, k] - base]
        r[EIGHTEEN, k] = 1 if source in (ACCREDITED, PART_TIME) else 0
        r[UNIVERSITY, k] = 1 if university >= 0 and records.institution[i] == university else 0
        r[SUBJECT, k], r[SUBSTITUTES, k] = records.required[i], records.substitutes[i]
        r[HOLDER, k] = 1 if holds and source == HERITAGE and records.role[i] == HOLDER_ROLE else 0
        r[FORCED, k] = 1 if records.choice[i] == 1 else 0
        r[BESIDE, k], r[CHAIN, k], r[STAGE, k] = 1, -1, records.stage[i]
    return n


@written_in
def take_in_rest(d: Any, records: Any, certificates: Any, seen: int) -> None:
    """What only some limits ask of the records on the desk; ``seen``: those that could bind."""
    r = d.t
    if not seen & (SCHOOLS | PART_TIMES | ITEMS | CERTIFICATES):
        return
    for k in range(np.uint64(r[COUNTER, COUNT_RECORDS])):
        i = np.uint64(r[PLACE, k])
        r[SCHOOL_KIND, k], r[BASIS, k] = records.school_kind[i], records.basis[i]
        r[STANDARD, k], r[ITEM_OF, k] = records.semester_standard[i], records.item[i]
        r[JOB, k] = certificates.job[records.certificate[i]] if records.certificate[i] >= 0 else -1


@compiled
def head(d: Desk, record: int) -> int:
    """The record that stands for the chain a record is in."""
    while d.mark[record] != record:
        d.mark[record] = d.mark[d.mark[record]]
        record = d.mark[record]
    return record


@written_in
def link(d: Any, records: Any, first: int, end: int) -> None:
    """Links courses with what they retake, in ``mark``; refused ones link too."""
    for i in range(end - first):
        d.mark[i] = i
    for i in range(end - first):
        earlier = records.retake_of[first + i]
        if earlier >= 0:
            d.mark[head(d, i)] = head(d, earlier)


@written_in
def chain(d: Any, records: Any, first: int, end: int) -> None:
    """The chain of retakes that each university course on the desk is in."""
    link(d, records, first, end)
    for k in range(d.t[COUNTER, COUNT_RECORDS]):
        if d.t[SOURCE_OF, k] == OF_A_UNIVERSITY:
            d.t[CHAIN, k] = head(d, d.t[PLACE, k] - first)


@written_in
def has_chain(d: Any, tally: Any, records: Any, judged: Any, one: int) -> bool:
    """Whether two eligible university courses are in one chain of retakes, or there are too many to tell."""
    first, end = records.start[one], records.start[one + 1]
    if tally[ELIGIBLE] > MOST_RECORDS or end - first > MOST_LABELS:
        return True
    link(d, records, first, end)
    for i in range(first, end):
        counts = judged.refused[i] == 0 and records.source[i] == OF_A_UNIVERSITY
        if counts and is_met(tally, BY_CHAIN, tally[NUMBER] << LEARNER, head(d, i - first)):
            return True
    return False
