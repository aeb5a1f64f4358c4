"""The limits between the eligible records of a learner, from columns (as ``recognition/limits.py``)."""

from __future__ import annotations

from numba import njit

from baeum_rules.recognition.classes import GENERAL, REQUIRED
from baeum_rules.recognition.codes import (
    ACCREDITED,
    BDES_EXAM,
    BDES_EXEMPTION,
    CERTIFICATE,
    HERITAGE,
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
    HERITAGE_ITEM_LIMIT,
    INSTITUTION_LIMIT,
    LIFELONG_SHARE,
    LIFELONG_SHARE_OF,
    PART_TIME_SEMESTER,
    PART_TIME_YEAR,
    SCHOOL_LIMIT,
    WINDOW_SEMESTER_LIMIT,
    WINDOW_YEAR_LIMIT,
    Numbers,
)
from baeum_rules.recognition.numbers import at as at_plain
from baeum_rules.recognition.problem import (
    CAP,
    COUNT,
    DUPLICATE,
    EXCLUSIVE,
    FIRST_UNIVERSITY,
    SCHOOL,
    STAGE_4,
    STAGES_1_TO_3,
    SUBSTITUTE,
    WINDOW,
)

from .places import (
    BASIS,
    CHAIN,
    CLASSES,
    COUNT_CONSTRAINTS,
    COUNT_MEMBERS,
    COUNT_RECORDS,
    COUNTER,
    CREDITS,
    DAY,
    END,
    FIRST,
    INSTITUTION,
    ITEM_OF,
    JOB,
    KEY,
    KIND,
    LIMIT,
    MARK,
    MEMBER,
    MOST_CONSTRAINTS,
    MOST_MEMBERS,
    ORDER,
    RULE,
    SCHOOL_KIND,
    SOURCE_OF,
    STAGE,
    STAMP,
    STANDARD,
    SUBSTITUTES,
    WEIGHT,
    WINDOW_OF,
    Desk,
    compiled,
)

# the rules of the constraints, in the order in which a record left out is told of them
CONSTRAINT_RULES = (
    "window.semester",
    "window.year",
    "institution.cap",
    "school.cap",
    "part_time.semester",
    "part_time.year",
    "duplicate",
    "certificate.count",
    "certificate.unlinked",
    "certificate.job",
    "bdes.stage",
    "heritage.item",
    "substitute.required",
    "objective",
)
SEMESTER, YEAR, OF_INSTITUTION, OF_SCHOOL, PART_SEMESTER, PART_YEAR, SAME, CERTIFICATES, UNLINKED = range(9)
SAME_JOB, OF_STAGE, OF_ITEM, SUBSTITUTED, OBJECTIVE = range(9, 14)
NO_KEY = -1
_at = njit(_nrt=False)(at_plain)


@compiled
def at(numbers: Numbers, name: int, day: int) -> int:
    """The number of a name on a day (``recognition.numbers.at``)."""
    return _at(numbers, name, day)


@compiled
def enter(d: Desk, record: int, weight: int, mark: int) -> None:
    """A member of the constraint that is being made."""
    m = d.t[COUNTER, COUNT_MEMBERS]
    if m < MOST_MEMBERS:
        d.t[MEMBER, m], d.t[WEIGHT, m], d.t[MARK, m] = record, weight, mark
    d.t[COUNTER, COUNT_MEMBERS] = m + 1


@compiled
def make(d: Desk, rule: int, kind: int, limit: int, first: int) -> None:
    """A constraint of the members entered since ``first``."""
    c = d.t[COUNTER, COUNT_CONSTRAINTS]
    if c < MOST_CONSTRAINTS:
        d.t[KIND, c], d.t[LIMIT, c], d.t[RULE, c] = kind, limit, rule
        d.t[FIRST, c], d.t[END, c] = first, d.t[COUNTER, COUNT_MEMBERS]
    d.t[COUNTER, COUNT_CONSTRAINTS] = c + 1


@compiled
def begin(d: Desk) -> None:
    """No keys: no record is in a group."""
    for i in range(d.t[COUNTER, COUNT_RECORDS]):
        d.t[ORDER, i] = NO_KEY


@compiled
def caps(d: Desk, rule: int, kind: int, limit: int) -> None:
    """For each key in ``order`` a cap on credits (or, of COUNT, on records), if there are more at all."""
    n = d.t[COUNTER, COUNT_RECORDS]
    for a in range(n):
        key = d.t[ORDER, a]
        if key == NO_KEY:
            continue
        first, total = d.t[COUNTER, COUNT_MEMBERS], 0
        for b in range(a, n):
            if d.t[ORDER, b] == key:
                d.t[ORDER, b] = NO_KEY
                weight = 1 if kind == COUNT else d.t[CREDITS, b]
                enter(d, b, weight, 0)
                total += weight
        if total > limit:
            make(d, rule, kind, limit, first)
        else:
            d.t[COUNTER, COUNT_MEMBERS] = first


@compiled
def _is_limited(source: int) -> bool:
    return source in (ACCREDITED, PART_TIME, BDES_EXEMPTION)


@compiled
def windows(d: Desk, numbers: Numbers, rule: int, name: int) -> None:
    """24 a semester, 42 a year, by the end date (opreg.3.3); records stand in the order of their days."""
    n, record, halves = d.t[COUNTER, COUNT_RECORDS], 0, 1 if rule == SEMESTER else 2
    while record < n:
        window = d.t[WINDOW_OF, record] // halves
        first, total, marked, all_marked, day = d.t[COUNTER, COUNT_MEMBERS], 0, False, True, -1
        while record < n and d.t[WINDOW_OF, record] // halves == window:
            limited = _is_limited(d.t[SOURCE_OF, record])
            if limited or d.t[SOURCE_OF, record] == OF_A_UNIVERSITY:
                day = d.t[DAY, record] if day < 0 else day
                enter(d, record, d.t[CREDITS, record], 1 if limited else 0)
                total += d.t[CREDITS, record]
                marked, all_marked = marked or limited, all_marked and limited
            record += 1
        limit = at(numbers, name, day) if day >= 0 else 0
        if marked and total > limit:
            make(d, rule, CAP if all_marked else WINDOW, limit, first)
        else:
            d.t[COUNTER, COUNT_MEMBERS] = first


@compiled
def institutions(d: Desk, limit: int) -> None:
    """105, 60, 90 credits of one institution (guide.accredited.cautions)."""
    total = 0
    for i in range(d.t[COUNTER, COUNT_RECORDS]):
        inside = d.t[SOURCE_OF, i] in (ACCREDITED, BDES_EXEMPTION)
        d.t[ORDER, i] = d.t[INSTITUTION, i] if inside else NO_KEY
        total += d.t[CREDITS, i] if inside else 0
    if total > limit:
        caps(d, OF_INSTITUTION, CAP, limit)


@compiled
def schools(d: Desk, numbers: Numbers, as_of: int) -> None:
    """80, 120, 140 credits of schools of one kind, cut to fit exactly (guide.school.criteria)."""
    for kind in range(3):
        begin(d)
        for i in range(d.t[COUNTER, COUNT_RECORDS]):
            if d.t[SOURCE_OF, i] == OF_A_UNIVERSITY and d.t[SCHOOL_KIND, i] == kind:
                d.t[ORDER, i] = kind
        caps(d, OF_SCHOOL, SCHOOL, at(numbers, SCHOOL_LIMIT + kind, as_of))


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
def _has_duplicates(d: Desk) -> bool:
    """Whether two records have one key: by a table of keys met, whose collisions only cost time."""
    d.t[COUNTER, STAMP] += 1
    for i in range(d.t[COUNTER, COUNT_RECORDS]):
        key = d.t[KEY, i]
        if key != NO_KEY:
            place = key & 8191
            if d.stamp[place] == d.t[COUNTER, STAMP]:
                return True
            d.stamp[place] = d.t[COUNTER, STAMP]
    return False


@compiled
def duplicates(d: Desk) -> None:
    """Of records with one key one counts (guide.accredited.cautions; exceptions: guide.bdes.cautions)."""
    n = d.t[COUNTER, COUNT_RECORDS]
    for i in range(n):
        d.t[ORDER, i] = d.t[KEY, i]
    for a in range(n):
        key = d.t[ORDER, a]
        if key == NO_KEY:
            continue
        first = d.t[COUNTER, COUNT_MEMBERS]
        for b in range(a + 1, n):
            if d.t[ORDER, b] == key:
                if d.t[COUNTER, COUNT_MEMBERS] == first:
                    enter(d, a, 1, _family(d, a, first))
                enter(d, b, 1, _family(d, b, first))
                d.t[ORDER, b] = NO_KEY
        if d.t[COUNTER, COUNT_MEMBERS] > first:
            make(d, SAME, DUPLICATE, 1, first)


@compiled
def certificates(d: Desk, numbers: Numbers, as_of: int, goal: int) -> None:
    """How many certificates, how many not linked, one a job (guide.certificate.limits and .job)."""
    n = d.t[COUNTER, COUNT_RECORDS]
    for rule in (CERTIFICATES, UNLINKED, SAME_JOB):
        begin(d)
        for i in range(n):
            if d.t[SOURCE_OF, i] == CERTIFICATE:
                if rule == SAME_JOB:
                    d.t[ORDER, i] = d.t[JOB, i]
                elif rule == CERTIFICATES or d.t[CLASSES, i] == GENERAL:
                    d.t[ORDER, i] = 0
        name = CERTIFICATE_LIMIT + goal
        if rule != CERTIFICATES:
            name = CERTIFICATE_UNLINKED_LIMIT if rule == UNLINKED else CERTIFICATE_JOB_LIMIT
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


@compiled
def write_limits(d: Desk, numbers: Numbers, as_of: int, degree: int, route: int) -> bool:
    """All constraints of the records on the desk; False where they are too many, or a case for the solver."""
    n = d.t[COUNTER, COUNT_RECORDS]
    d.t[COUNTER, COUNT_CONSTRAINTS] = d.t[COUNTER, COUNT_MEMBERS] = 0
    present = 0
    for i in range(n):
        present |= 1 << d.t[SOURCE_OF, i]
    if n == 0:
        return True
    windows(d, numbers, SEMESTER, WINDOW_SEMESTER_LIMIT)
    windows(d, numbers, YEAR, WINDOW_YEAR_LIMIT)
    institutions(d, at(numbers, INSTITUTION_LIMIT + degree, as_of))
    if present >> OF_A_UNIVERSITY & 1:
        schools(d, numbers, as_of)
    if present >> PART_TIME & 1:
        part_time(d, numbers, PART_SEMESTER, PART_TIME_SEMESTER, 1)
        part_time(d, numbers, PART_YEAR, PART_TIME_YEAR, 2)
        lifelong(d, numbers)
    if _has_duplicates(d):
        duplicates(d)
    if present >> OF_A_UNIVERSITY & 1:
        begin(d)
        for i in range(n):
            d.t[ORDER, i] = d.t[CHAIN, i]
        caps(d, SAME, COUNT, 1)
    if present >> CERTIFICATE & 1:
        certificates(d, numbers, as_of, 2 * degree + route)
    if present & (1 << BDES_EXAM | 1 << BDES_EXEMPTION):
        stages(d, numbers)
    if present >> HERITAGE & 1:
        begin(d)
        for i in range(n):
            if d.t[SOURCE_OF, i] == HERITAGE:
                d.t[ORDER, i] = d.t[ITEM_OF, i]
        caps(d, OF_ITEM, COUNT, at(numbers, HERITAGE_ITEM_LIMIT, d.t[DAY, 0]))
    fits = substitutes(d)
    return bool(
        fits
        and d.t[COUNTER, COUNT_MEMBERS] <= MOST_MEMBERS
        and d.t[COUNTER, COUNT_CONSTRAINTS] <= MOST_CONSTRAINTS
    )
