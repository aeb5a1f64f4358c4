"""A part of few records, as most are: what may count together is tried out, without laying rows.

Each record counts whole or not at all, in one class. What the records take of each limit stands side by side
in one number, with a bit above each sum that is set where the limit is passed. Records are decided in the
order of ties, each first taken, then left: so the first of the best is the one that ties decide for.
"""

from __future__ import annotations

from baeum_rules.recognition.problem import CAP, COUNT, DUPLICATE, SCHOOL, SUBSTITUTE, WINDOW

from .labels import FOUND, NONE
from .making import compiled
from .one_limit import LARGE, count_in_part, fill, only_limit
from .pieces import pack
from .places import (
    ALIVE,
    AMOUNT,
    AS,
    BINDING,
    CLASS,
    CLASSES,
    COUNT_CONSTRAINTS,
    COUNT_RECORDS,
    COUNTED,
    COUNTER,
    CREDITS,
    END,
    FIRST,
    FORCED,
    ITEM,
    KIND,
    LIMIT,
    MARK,
    MEMBER,
    RECORD,
    REST,
    SLACK,
    SPENT,
    TAKEN,
    TOUCHING,
    WEIGHT,
    WORTH,
    Desk,
)
from .screening import excludes, leader

NOTHING = -1  # no set is possible
MOST_SMALL, MOST_TRIED = 20, 400
FIELD, FIELDS = 11, 5  # bits of a sum with the bit above it; how many sums
ABOVE = 1 << FIELD - 1


@compiled
def _take_up(d: Desk, part: int) -> int:
    """The records of a part as items, in the order of ties; returns how many, LARGE: not for this way."""
    count = 0
    for record in range(part, d.t[COUNTER, COUNT_RECORDS]):
        if d.t[ALIVE, record] and d.t[TOUCHING, record] and leader(d, record) == part:
            classes, credits = d.t[CLASSES, record], d.t[CREDITS, record]
            if credits <= 0:
                return LARGE
            d.t[RECORD, count], d.t[ITEM, record] = record, count
            d.t[AS, count] = classes & -classes
            d.t[WORTH, count] = pack(d, record, credits, classes & -classes)
            d.t[AMOUNT, count] = d.t[SLACK, count] = d.t[COUNTED, count] = 0
            count += 1
    d.t[REST, count] = 0
    for item in range(count - 1, -1, -1):
        d.t[REST, item] = d.t[REST, item + 1] + d.t[WORTH, item]
    return count


@compiled
def _add_pairs(d: Desk, c: int) -> None:
    """Of each item the items that exclude it, as bits."""
    for a in range(d.t[FIRST, c], d.t[END, c]):
        left = d.t[ITEM, d.t[MEMBER, a]]
        for b in range(d.t[FIRST, c], a):
            right = d.t[ITEM, d.t[MEMBER, b]]
            if left >= 0 and right >= 0 and excludes(d.t[MARK, a], d.t[MARK, b]):
                d.t[COUNTED, left] |= 1 << right
                d.t[COUNTED, right] |= 1 << left


@compiled
def _lay_sums(d: Desk) -> bool:
    """What each item takes of each limit; False where there are too many, or other kinds."""
    field = always = start = 0
    for c in range(d.t[COUNTER, COUNT_CONSTRAINTS]):
        if not d.t[BINDING, c]:
            continue
        kind, there = d.t[KIND, c], False
        for m in range(d.t[FIRST, c], d.t[END, c]):
            there |= d.t[ITEM, d.t[MEMBER, m]] >= 0
        if not there:
            continue
        if kind == DUPLICATE:
            _add_pairs(d, c)
            continue
        if kind in (SCHOOL, SUBSTITUTE) or field == FIELDS or d.t[LIMIT, c] < 0:
            return False
        shift = FIELD * field
        field += 1
        start |= ABOVE - 1 - d.t[LIMIT, c] << shift
        always |= 0 if kind == WINDOW else ABOVE << shift
        for m in range(d.t[FIRST, c], d.t[END, c]):
            item = d.t[ITEM, d.t[MEMBER, m]]
            if item >= 0:
                d.t[AMOUNT, item] += (1 if kind == COUNT else d.t[WEIGHT, m]) << shift
                if kind == WINDOW and d.t[MARK, m]:
                    d.t[SLACK, item] |= ABOVE << shift
    d.state[0], d.gain[0] = start, always
    return True


@compiled
def _try_out(d: Desk, count: int) -> int:
    """The best set of items, as bits, from the sums at depth 0; NOTHING, or LARGE after too many.

    By depth: ``state`` the sums, ``gain`` the limits that hold, ``value``, ``where`` what is taken, ``mark``
    what was tried.
    """
    best, found, depth, tried = -1, NOTHING, 0, 0
    d.value[0] = d.given[0] = d.mark[0] = 0
    while depth >= 0:
        value, turn = d.value[depth], d.mark[depth]
        if depth == count or turn == 2 or value + d.t[REST, depth] <= best:
            if depth == count and value > best:
                best, found = value, d.given[depth]
            depth -= 1
            continue
        d.mark[depth] = turn + 1
        sums, holding, taken = d.state[depth], d.gain[depth], d.given[depth]
        if turn == 0:
            sums += d.t[AMOUNT, depth]
            holding |= d.t[SLACK, depth]
            if sums & holding or d.t[COUNTED, depth] & taken:
                continue
            value += d.t[WORTH, depth]
            taken |= 1 << depth
        elif d.t[FORCED, d.t[RECORD, depth]]:
            continue
        tried += 1
        if tried > MOST_TRIED:
            return LARGE
        depth += 1
        d.state[depth], d.gain[depth], d.value[depth] = sums, holding, value
        d.given[depth], d.mark[depth] = taken, 0
    d.t[COUNTER, SPENT] += tried
    return found


@compiled
def _enter(d: Desk, count: int, found: int) -> int:
    """Enters a set of items, as bits; FOUND, NONE, or LARGE."""
    if found == LARGE:
        return LARGE
    for item in range(count):
        if found >= 0 and found >> item & 1:
            record = d.t[RECORD, item]
            d.t[TAKEN, record], d.t[CLASS, record] = d.t[CREDITS, record], d.t[AS, item]
    return FOUND if found >= 0 else NONE


@compiled
def decide_small(d: Desk, part: int) -> int:
    """Decides a part of few records, or with one limit, and enters what counts; FOUND, NONE, or LARGE."""
    count, found = _take_up(d, part), LARGE
    if count > 0:
        c = only_limit(d)
        if c >= 0 and d.t[KIND, c] in (CAP, COUNT):
            found = fill(d, count, c)
        elif c >= 0 and d.t[KIND, c] == SCHOOL:
            found = count_in_part(d, count, c)
        elif count <= MOST_SMALL and _lay_sums(d):
            found = _enter(d, count, _try_out(d, count))
    for record in range(part, d.t[COUNTER, COUNT_RECORDS]):
        d.t[ITEM, record] = -1
    return found
