"""The limits between the eligible records of a learner, from columns (as ``recognition/limits.py``)."""

from __future__ import annotations

from baeum_rules.recognition.codes import (
    ACCREDITED,
    BDES_EXEMPTION,
    HERITAGE,
    PART_TIME,
)
from baeum_rules.recognition.codes import (
    UNIVERSITY as OF_A_UNIVERSITY,
)
from baeum_rules.recognition.numbers import (
    HERITAGE_ITEM_LIMIT,
    INSTITUTION_LIMIT,
    PART_TIME_SEMESTER,
    PART_TIME_YEAR,
    SCHOOL_LIMIT,
    WINDOW_SEMESTER_LIMIT,
    WINDOW_YEAR_LIMIT,
    Numbers,
)
from baeum_rules.recognition.problem import (
    CAP,
    COUNT,
    SCHOOL,
    WINDOW,
)

from .grouping import (
    NO_KEY,
    OF_HERITAGE,
    OF_INSTITUTION,
    OF_SCHOOL,
    PART_SEMESTER,
    PART_YEAR,
    SAME,
    SEMESTER,
    YEAR,
    at,
    begin,
    caps,
    enter,
    make,
)
from .limits_of_sources import (
    certificates,
    duplicates,
    lifelong,
    part_time,
    stages,
    substitutes,
)
from .looking_over import (
    CERTIFICATES,
    DUPLICATES,
    GROUPS,
    INSTITUTIONS,
    ITEMS,
    PART_TIMES,
    RETAKES,
    SCHOOLS,
    SEMESTERS,
    STAGES,
    UNUSUAL,
    YEARS,
)
from .making import compiled
from .places import (
    CHAIN,
    COUNT_CONSTRAINTS,
    COUNT_MEMBERS,
    COUNT_RECORDS,
    COUNTER,
    CREDITS,
    DAY,
    INSTITUTION,
    ITEM_OF,
    MOST_CONSTRAINTS,
    MOST_MEMBERS,
    ORDER,
    SCHOOL_KIND,
    SOURCE_OF,
    WINDOW_OF,
    Desk,
)


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
def retakes(d: Desk) -> None:
    """Of a course and its retakes one counts, whatever their names."""
    for i in range(d.t[COUNTER, COUNT_RECORDS]):
        d.t[ORDER, i] = d.t[CHAIN, i]
    caps(d, SAME, COUNT, 1)


@compiled
def items(d: Desk, numbers: Numbers) -> None:
    """One record of a heritage item (baeum.model, our reading)."""
    begin(d)
    for i in range(d.t[COUNTER, COUNT_RECORDS]):
        if d.t[SOURCE_OF, i] == HERITAGE:
            d.t[ORDER, i] = d.t[ITEM_OF, i]
    caps(d, OF_HERITAGE, COUNT, at(numbers, HERITAGE_ITEM_LIMIT, d.t[DAY, 0]))


@compiled
def write_limits(d: Desk, numbers: Numbers, as_of: int, degree: int, route: int, seen: int) -> bool:
    """All constraints of the records on the desk; False where they are too many, or a case for the solver.

    ``seen``: the kinds of limits that could bind (``looking_over``); no other is looked at.
    """
    d.t[COUNTER, COUNT_CONSTRAINTS] = d.t[COUNTER, COUNT_MEMBERS] = 0
    if seen & SEMESTERS:
        windows(d, numbers, SEMESTER, WINDOW_SEMESTER_LIMIT)
    if seen & YEARS:
        windows(d, numbers, YEAR, WINDOW_YEAR_LIMIT)
    if seen & INSTITUTIONS:
        institutions(d, at(numbers, INSTITUTION_LIMIT + degree, as_of))
    if seen & SCHOOLS:
        schools(d, numbers, as_of)
    if seen & PART_TIMES:
        part_time(d, numbers, PART_SEMESTER, PART_TIME_SEMESTER, 1)
        part_time(d, numbers, PART_YEAR, PART_TIME_YEAR, 2)
        lifelong(d, numbers)
    if seen & DUPLICATES:
        duplicates(d)
    if seen & RETAKES:
        retakes(d)
    if seen & CERTIFICATES:
        certificates(d, numbers, as_of, 2 * degree + route)
    if seen & STAGES:
        stages(d, numbers)
    if seen & ITEMS:
        items(d, numbers)
    fits = not seen & (GROUPS | UNUSUAL) or substitutes(d)
    return bool(
        fits
        and d.t[COUNTER, COUNT_MEMBERS] <= MOST_MEMBERS
        and d.t[COUNTER, COUNT_CONSTRAINTS] <= MOST_CONSTRAINTS
    )
