"""Limits on part-time courses, duplicates, certificates, stages and substitutes, as in recognition."""

from __future__ import annotations

from baeum_rules.recognition.classes import GENERAL, REQUIRED
from baeum_rules.recognition.codes import (
    BDES_EXAM,
    BDES_EXEMPTION,
    CERTIFICATE,
    PART_TIME,
)
from baeum_rules.recognition.codes import (
    UNIVERSITY as OF_A_UNIVERSITY,
)
from baeum_rules.recognition.numbers import (
    BDES_LIMIT,
    CERTIFICATE_JOB_LIMIT,
    CERTIFICATE_LIMIT,
    CERTIFICATE_UNLINKED_LIMIT,
    LIFELONG_SHARE,
    LIFELONG_SHARE_OF,
    Numbers,
)
from baeum_rules.recognition.problem import (
    CAP,
    COUNT,
    DUPLICATE,
    EXCLUSIVE,
    FIRST_UNIVERSITY,
    STAGE_4,
    STAGES_1_TO_3,
    SUBSTITUTE,
)

from .grouping import (
    ALL_CERTIFICATES,
    NO_KEY,
    OF_STAGE,
    PART_SEMESTER,
    SAME,
    SAME_JOB,
    SUBSTITUTED,
    UNLINKED_CERTIFICATES,
    at,
    begin,
    caps,
    enter,
    make,
)
from .making import compiled
from .places import (
    BASIS,
    CLASSES,
    COUNT_MEMBERS,
    COUNT_RECORDS,
    COUNTER,
    DAY,
    INSTITUTION,
    JOB,
    KEY,
    MARK,
    MEMBER,
    ORDER,
    PLACES_OF_KEYS,
    SOURCE_OF,
    STAGE,
    STAMP,
    STANDARD,
    SUBSTITUTES,
    WINDOW_OF,
    Desk,
)


@compiled
def part_time(d: Desk, numbers: Numbers, rule: int, name: int, halves: int) -> None:
    """A part-time learner's limits under the Higher Education Act (hea-d.53.9)."""
    n = d.t[COUNTER, COUNT_RECORDS]
    for a in range(n):
        if d.t[SOURCE_OF, a] != PART_TIME or d.t[BASIS, a] != 0:
            continue
        limit, seen = at(numbers, name, d.t[DAY, a]), False
        begin(d)
        for b in range(n):
            if (
                d.t[SOURCE_OF, b] == PART_TIME
                and d.t[BASIS, b] == 0
                and d.t[INSTITUTION, b] == d.t[INSTITUTION, a]
                and d.t[WINDOW_OF, b] // halves == d.t[WINDOW_OF, a] // halves
                and at(numbers, name, d.t[DAY, b]) == limit
            ):
                d.t[ORDER, b] = 0
                seen |= b < a
        if not seen and limit >= 0:
            caps(d, rule, CAP, limit)


@compiled
def lifelong(d: Desk, numbers: Numbers) -> None:
    """Half of the smallest standard of a semester under the Lifelong Education Act (lea-d.57.2)."""
    n = d.t[COUNTER, COUNT_RECORDS]
    for a in range(n):
        if d.t[SOURCE_OF, a] != PART_TIME or d.t[BASIS, a] != 1:
            continue
        least, seen, day = d.t[STANDARD, a], False, d.t[DAY, a]
        begin(d)
        for b in range(n):
            if (
                d.t[SOURCE_OF, b] == PART_TIME
                and d.t[BASIS, b] == 1
                and d.t[INSTITUTION, b] == d.t[INSTITUTION, a]
                and d.t[WINDOW_OF, b] == d.t[WINDOW_OF, a]
            ):
                d.t[ORDER, b] = 0
                least = min(least, d.t[STANDARD, b])
                seen |= b < a
        if not seen:
            share = least * at(numbers, LIFELONG_SHARE, day)
            caps(d, PART_SEMESTER, CAP, share // at(numbers, LIFELONG_SHARE_OF, day))


@compiled
def _family(d: Desk, record: int, first: int) -> int:
    """The family of a member of a duplicate key; ``first``: where its constraint begins."""
    source = d.t[SOURCE_OF, record]
    if source == OF_A_UNIVERSITY:
        next_one = FIRST_UNIVERSITY
        for m in range(first, d.t[COUNTER, COUNT_MEMBERS]):
            other = d.t[MEMBER, m]
            if d.t[SOURCE_OF, other] == OF_A_UNIVERSITY:
                if d.t[INSTITUTION, other] == d.t[INSTITUTION, record]:
                    return d.t[MARK, m]
                next_one = max(next_one, d.t[MARK, m] + 1)
        return next_one
    if source in (BDES_EXAM, BDES_EXEMPTION):
        return STAGE_4 if d.t[STAGE, record] == 4 else STAGES_1_TO_3
    return EXCLUSIVE


@compiled
def _link_keys(d: Desk) -> None:
    """Of each record the next one with its duplicate key, -1 none; in ``order``."""
    d.t[COUNTER, STAMP] += 1
    for i in range(d.t[COUNTER, COUNT_RECORDS] - 1, -1, -1):
        key = d.t[KEY, i]
        d.t[ORDER, i] = -1
        if key == NO_KEY:
            continue
        place = key & PLACES_OF_KEYS - 1
        while d.stamp[place] == d.t[COUNTER, STAMP] and d.t[KEY, d.at[place]] != key:
            place = place + 1 & PLACES_OF_KEYS - 1
        if d.stamp[place] == d.t[COUNTER, STAMP]:
            d.t[ORDER, i] = d.at[place]
        d.stamp[place], d.at[place] = d.t[COUNTER, STAMP], i


@compiled
def duplicates(d: Desk) -> None:
    """Of records with one key one counts (guide.accredited.cautions; exceptions: guide.bdes.cautions)."""
    _link_keys(d)
    for a in range(d.t[COUNTER, COUNT_RECORDS]):
        if d.t[ORDER, a] >= 0:
            first, b = d.t[COUNTER, COUNT_MEMBERS], a
            while b >= 0:
                enter(d, b, 1, _family(d, b, first))
                after = d.t[ORDER, b]
                d.t[ORDER, b] = -1
                b = after
            make(d, SAME, DUPLICATE, 1, first)


@compiled
def certificates(d: Desk, numbers: Numbers, as_of: int, goal: int) -> None:
    """How many certificates, how many not linked, one a job (guide.certificate.limits and .job)."""
    n = d.t[COUNTER, COUNT_RECORDS]
    for rule in (ALL_CERTIFICATES, UNLINKED_CERTIFICATES, SAME_JOB):
        begin(d)
        for i in range(n):
            if d.t[SOURCE_OF, i] == CERTIFICATE:
                if rule == SAME_JOB:
                    d.t[ORDER, i] = d.t[JOB, i]
                elif rule == ALL_CERTIFICATES or d.t[CLASSES, i] == GENERAL:
                    d.t[ORDER, i] = 0
        name = CERTIFICATE_LIMIT + goal
        if rule != ALL_CERTIFICATES:
            name = CERTIFICATE_UNLINKED_LIMIT if rule == UNLINKED_CERTIFICATES else CERTIFICATE_JOB_LIMIT
        caps(d, rule, COUNT, at(numbers, name, as_of))


@compiled
def stages(d: Desk, numbers: Numbers) -> None:
    """20, 30, 30, 30 credits of a stage, exams and exemption courses together (guide.bdes.criteria)."""
    n = d.t[COUNTER, COUNT_RECORDS]
    for stage in range(1, 5):
        begin(d)
        day = -1
        for i in range(n):
            if d.t[SOURCE_OF, i] in (BDES_EXAM, BDES_EXEMPTION) and d.t[STAGE, i] == stage:
                d.t[ORDER, i] = 0
                day = d.t[DAY, i] if day < 0 else day
        if day >= 0:
            caps(d, OF_STAGE, CAP, at(numbers, BDES_LIMIT + stage - 1, day))


@compiled
def substitutes(d: Desk) -> bool:
    """Of substitutes one counts as major_required (notice.2013-16); False where a record is in two groups."""
    n = d.t[COUNTER, COUNT_RECORDS]
    for a in range(n):
        group = d.t[SUBSTITUTES, a]
        if group == NO_KEY or not d.t[CLASSES, a] & REQUIRED:
            continue
        if group < NO_KEY:
            return False
        first, seen = d.t[COUNTER, COUNT_MEMBERS], False
        for b in range(n):
            if d.t[SUBSTITUTES, b] == group and d.t[CLASSES, b] & REQUIRED:
                enter(d, b, 1, 0)
                seen |= b < a
        if not seen and d.t[COUNTER, COUNT_MEMBERS] - first > 1:
            make(d, SUBSTITUTED, SUBSTITUTE, 1, first)
        else:
            d.t[COUNTER, COUNT_MEMBERS] = first
    return True
