"""The making of constraints: records grouped by a key, with a limit on each group."""

from __future__ import annotations

from baeum_rules.recognition.numbers import (
    Numbers,
)
from baeum_rules.recognition.numbers import at as at_plain
from baeum_rules.recognition.problem import (
    COUNT,
)

from .making import compiled, plain
from .places import (
    COUNT_CONSTRAINTS,
    COUNT_MEMBERS,
    COUNT_RECORDS,
    COUNTER,
    CREDITS,
    END,
    FIRST,
    KIND,
    LIMIT,
    MARK,
    MEMBER,
    MOST_CONSTRAINTS,
    MOST_MEMBERS,
    ORDER,
    RULE,
    WEIGHT,
    Desk,
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
SEMESTER, YEAR, OF_INSTITUTION, OF_SCHOOL, PART_SEMESTER, PART_YEAR, SAME = range(7)
ALL_CERTIFICATES, UNLINKED_CERTIFICATES, SAME_JOB, OF_STAGE, OF_HERITAGE, SUBSTITUTED, OBJECTIVE = range(
    7, 14
)
NO_KEY = -1
_at = plain(at_plain)


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
