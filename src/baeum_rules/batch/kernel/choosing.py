"""Every learner of a batch: from columns and judgements to what counts, as what, and why not."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from baeum_rules.curricula import DEGREES
from baeum_rules.parameters import Law
from baeum_rules.recognition.codes import ACCREDITED, HERITAGE, PART_TIME
from baeum_rules.recognition.codes import UNIVERSITY as OF_A_UNIVERSITY
from baeum_rules.recognition.days import year_month_day as year_month_day_plain
from baeum_rules.recognition.judging import RULES
from baeum_rules.recognition.numbers import (
    NEEDS,
    REQUIREMENT,
    WINDOW_SEMESTER_2_START,
    WINDOW_YEAR_START,
    Numbers,
)
from baeum_rules.recognition.thresholds import thresholds_of

from ..bits import rule_ids
from ..columns import (
    CLASH,
    CLOSED_FORM,
    DECIDED,
    HANDED,
    KERNEL,
    NOT_CHOSEN,
    RECOGNISED,
    REDUCED,
    REFUSED,
    Certificates,
    Curricula,
    Decided,
    Learners,
    Records,
)
from ..judging import judge, numbers_as_arrays
from ..one_by_one import hand_over_all
from .blocked import broken_by
from .labels import FOUND, NONE
from .limits import CONSTRAINT_RULES, OF_SCHOOL, at, write_limits
from .places import (
    BASIS,
    BESIDE,
    CHAIN,
    CLASS,
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
    LIBERAL,
    MAJOR,
    MAJOR_REQUIRED,
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
    SHORT,
    SOURCE_OF,
    SPENT,
    STAGE,
    STANDARD,
    SUBJECT,
    SUBJECTS,
    SUBSTITUTES,
    T_EIGHTEEN,
    T_HOLDER,
    T_UNIVERSITY,
    TAKEN,
    UNIVERSITY,
    WINDOW_OF,
    Desk,
    as_called,
    compiled,
    desk,
    written_in,
)
from .places import RECOGNISED as T_RECOGNISED
from .selecting import BEST, select

_year_month_day = njit(_nrt=False)(year_month_day_plain)
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


class Judgements(NamedTuple):
    """What ``judge`` found, and how rules are told: the bit of each of RULES and CONSTRAINT_RULES."""

    refused: Any
    credits: Any
    classes: Any
    pending: Any
    bit_of_rule: Any
    bit_of_constraint: Any


def _take_in(
    d: Any, learners: Any, records: Any, certificates: Any, judged: Any, window: Any, one: int
) -> int:
    """Puts a learner's eligible records on the desk in the order of ties; returns how many, -1: too many."""
    r, n = d.t, 0
    first, end = records.start[one], records.start[one + 1]
    for i in range(first, end):
        if judged.refused[i] == 0:
            if n >= MOST_RECORDS:
                return -1
            r[PLACE, n], r[DAY, n], r[KEY, n] = i, records.completed_on[i], records.rank[i]
            n += 1
    sort(d, n)
    d.t[COUNTER, COUNT_RECORDS] = n
    university = learners.university[one]
    holds = learners.degree[one] == BACHELOR and learners.route[one] == FIRST_ROUTE
    base = window[0]
    for k in range(n):
        i = r[PLACE, k]
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
        r[BESIDE, k], r[CHAIN, k] = 1, -1
        r[SCHOOL_KIND, k], r[BASIS, k] = records.school_kind[i], records.basis[i]
        r[STANDARD, k], r[STAGE, k] = records.semester_standard[i], records.stage[i]
        r[ITEM_OF, k] = records.item[i]
        r[JOB, k] = certificates.job[records.certificate[i]] if records.certificate[i] >= 0 else -1
    return n


def _chain(d: Any, records: Any, first: int, end: int) -> None:
    """Links courses with what they retake, by the first of each chain; refused ones link it too."""
    linked = False
    for i in range(first, end):
        linked |= records.retake_of[i] >= 0
    if not linked:
        return
    for i in range(end - first):
        d.mark[i] = i
    for i in range(end - first):
        earlier = records.retake_of[first + i]
        if earlier >= 0:
            a, b = i, earlier
            while d.mark[a] != a:
                a = d.mark[a]
            while d.mark[b] != b:
                b = d.mark[b]
            d.mark[a] = b
    for k in range(d.t[COUNTER, COUNT_RECORDS]):
        if d.t[SOURCE_OF, k] == OF_A_UNIVERSITY:
            a = d.t[PLACE, k] - first
            while d.mark[a] != a:
                a = d.mark[a]
            d.t[CHAIN, k] = a


def _write_records(d: Any, judged: Any, into: Any, first: int, end: int) -> None:
    """The verdict of each record, what it counts for and which rules keep it out."""
    for i in range(first, end):
        into.credits[i] = into.taken[i] = 0
        bits = np.uint64(0)
        if judged.refused[i]:
            into.verdict[i] = REFUSED
            for rule in range(len(RULES)):
                if judged.refused[i] >> rule & 1:
                    bits |= np.uint64(1) << judged.bit_of_rule[rule]
        into.rules[i] = bits
    for k in range(d.t[COUNTER, COUNT_RECORDS]):
        i, credits = d.t[PLACE, k], d.t[TAKEN, k]
        bits = np.uint64(0)
        if credits:
            into.credits[i], into.taken[i] = credits, d.t[CLASS, k]
            into.verdict[i] = RECOGNISED
            if credits < d.t[CREDITS, k]:
                into.verdict[i] = REDUCED
                bits = np.uint64(1) << judged.bit_of_constraint[OF_SCHOOL]
        else:
            into.verdict[i] = NOT_CHOSEN
            broken = broken_by(d, k)
            for rule in range(len(CONSTRAINT_RULES)):
                if broken >> rule & 1:
                    bits |= np.uint64(1) << judged.bit_of_constraint[rule]
        into.rules[i] = bits


def _write_sums(d: Any, into: Any, one: int) -> None:
    """The totals, needs and proof of a learner."""
    sums, needs = d.sums[BEST], d.t[NEED]
    into.remaining[one] = into.lower[one] = into.upper[one] = sums[SHORT]
    into.recognised[one], into.major[one] = sums[T_RECOGNISED], sums[MAJOR]
    into.major_required[one], into.liberal_arts[one] = sums[MAJOR_REQUIRED], sums[LIBERAL]
    into.eighteen[one], into.university[one] = sums[T_EIGHTEEN], sums[T_UNIVERSITY]
    into.subjects[one], into.holder[one] = sums[SUBJECTS], sums[T_HOLDER]
    into.need_total[one], into.need_major[one] = needs[N_TOTAL], needs[N_MAJOR]
    into.need_liberal_arts[one], into.need_eighteen[one] = needs[N_LIBERAL], needs[N_EIGHTEEN]
    into.need_university[one] = needs[N_UNIVERSITY]


def choose_all(
    d: Any,
    learners: Any,
    records: Any,
    certificates: Any,
    curricula: Any,
    judged: Any,
    numbers: Any,
    window: Any,
    into: Any,
    spent: Any,
) -> None:
    """Decides every learner of a batch; ``spent``: how many labels each took."""
    for one in range(len(records.start) - 1):
        first, end = records.start[one], records.start[one + 1]
        into.pending[one], refused_choice = 0, False
        for i in range(first, end):
            into.pending[one] |= judged.pending[i]
            refused_choice |= records.choice[i] == 1 and judged.refused[i] != 0
        if refused_choice:
            into.state[one] = CLASH
            continue
        into.state[one] = HANDED
        if _take_in(d, learners, records, certificates, judged, window, one) < 0:
            continue
        _chain(d, records, first, end)
        as_of, degree, route = learners.as_of[one], learners.degree[one], learners.route[one]
        asks = 1 if learners.university[one] >= 0 else 0
        write_needs(d, numbers, as_of, 2 * degree + route, asks)
        curriculum = learners.curriculum[one]
        d.t[NEED, N_REQUIRED] = curricula.required_credits[curriculum]
        d.t[NEED, N_SUBJECTS] = curricula.subjects[curriculum]
        d.t[NEED, N_SUBJECT_COUNT] = curricula.subject_count[curriculum]
        if not write_limits(d, numbers, as_of, degree, route) or d.t[NEED, N_SUBJECT_COUNT] > 60:
            continue
        found = select(d)
        spent[one] = d.t[COUNTER, SPENT]
        if found == NONE:
            into.state[one] = CLASH
        elif found == FOUND:
            into.state[one] = DECIDED
            into.proved_by[one] = KERNEL if d.t[COUNTER, SPENT] else CLOSED_FORM
            in_full = True
            for k in range(d.t[COUNTER, COUNT_RECORDS]):
                d.t[TAKEN, k], d.t[CLASS, k] = d.selections[BEST, 0, k], d.selections[BEST, 1, k]
                in_full &= d.t[TAKEN, k] == d.t[CREDITS, k]
            into.contested[one] = 0 if in_full else 1
            _write_records(d, judged, into, first, end)
            _write_sums(d, into, one)


_take_in, _chain = written_in(_take_in), written_in(_chain)
_write_records, _write_sums = written_in(_write_records), written_in(_write_sums)
_choose_all = as_called(choose_all)


@as_called
def _windows(numbers: Any, first: int, table: Any) -> None:
    """The semester of each day from ``first`` on, behind ``first`` itself."""
    for place in range(len(table)):
        table[place] = window_of(numbers, first + place)


class Chooser:
    """The deciding function of a batch by one law: judges, then chooses. It is not for two threads at once."""

    def __init__(self, law: Law | None = None) -> None:
        thresholds = thresholds_of(law)
        self.numbers = numbers_as_arrays(thresholds)
        ids = rule_ids(thresholds.law)
        self._bits = tuple(
            np.array([ids.index(rule) for rule in rules], np.uint64) for rules in (RULES, CONSTRAINT_RULES)
        )
        self._desk = desk()

    def __call__(
        self, learners: Learners, records: Records, certificates: Certificates, curricula: Curricula
    ) -> Decided:
        """What counts of the records of each learner; those handed over are to be decided one by one."""
        judged = judge(learners, records, certificates, self.numbers)
        self.spent = np.zeros(len(learners.as_of), np.int64)
        into = hand_over_all(learners, records, certificates, curricula)
        days = records.completed_on
        first = int(days.min()) if len(days) else 1
        table = np.empty((int(days.max()) - first + 1 if len(days) else 0) + 1, np.int64)
        table[0] = first - 1
        _windows(self.numbers, first, table[1:])
        _choose_all(
            self._desk,
            learners,
            records,
            certificates,
            curricula,
            Judgements(*judged, *self._bits),
            self.numbers,
            table,
            into,
            self.spent,
        )
        return into
