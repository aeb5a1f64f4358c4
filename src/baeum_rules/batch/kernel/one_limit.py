"""A part under one limit alone, as most parts of many records are: decided by a table, or in one order.

A cap on credits or on how many is a knapsack: by record and by what may still be taken (or must still be
given up, whichever is less) the most that the records from there on are worth. A school's courses may
count in part where what counts is exactly its cap. It always can be, and then counts most; so the credits
worth most are taken, of equal ones the earliest.
"""

from __future__ import annotations

from baeum_rules.recognition.problem import COUNT

from .labels import FOUND, NONE
from .making import compiled
from .pieces import pack
from .places import (
    AS,
    BINDING,
    CLASS,
    COUNT_CONSTRAINTS,
    COUNTER,
    CREDITS,
    END,
    FIRST,
    FORCED,
    ITEM,
    KIND,
    LIMIT,
    MEMBER,
    MOST_IN_PART,
    MOST_LABELS,
    RECORD,
    SLACK,
    SPENT,
    TAKEN,
    WORTH,
    Desk,
)

LARGE = -3  # for the search


@compiled
def only_limit(d: Desk) -> int:
    """The constraint of the items on the desk; -1 where there are several."""
    found = -1
    for c in range(d.t[COUNTER, COUNT_CONSTRAINTS]):
        if d.t[BINDING, c]:
            there = False
            for m in range(d.t[FIRST, c], d.t[END, c]):
                there |= d.t[ITEM, d.t[MEMBER, m]] >= 0
            if there and found >= 0:
                return -1
            if there:
                found = c
    return found


@compiled
def _weight(d: Desk, item: int, kind: int) -> int:
    """What an item takes of its limit."""
    return 1 if kind == COUNT else d.t[CREDITS, d.t[RECORD, item]]


@compiled
def _write_table(d: Desk, count: int, kind: int, room: bool, width: int) -> None:
    """The most that the items from each one on are worth, by what is left; -1: impossible. In ``value``."""
    for left in range(width):
        d.value[count * width + left] = 0 if room or left == 0 else -1
    for item in range(count - 1, -1, -1):
        here, after = item * width, (item + 1) * width
        weight, worth, forced = _weight(d, item, kind), d.t[WORTH, item], d.t[FORCED, d.t[RECORD, item]]
        took, gave = (weight, 0) if room else (0, weight)
        for left in range(width):
            best = -1
            if left >= took and d.value[after + left - took] >= 0:
                best = d.value[after + left - took] + worth
            if not forced:
                best = max(best, d.value[after + max(0, left - gave)])
            d.value[here + left] = best


@compiled
def fill(d: Desk, count: int, c: int) -> int:
    """Decides items under one cap and enters those taken; FOUND, NONE, or LARGE."""
    kind, limit, total = d.t[KIND, c], d.t[LIMIT, c], 0
    for item in range(count):
        total += _weight(d, item, kind)
    room = limit < total - limit
    left = limit if room else total - limit
    width = left + 1
    if limit < 0 or left < 0 or (count + 1) * width > MOST_LABELS:
        return LARGE
    _write_table(d, count, kind, room, width)
    d.t[COUNTER, SPENT] += count
    if d.value[left] < 0:
        return NONE
    for item in range(count):
        weight, record, after = _weight(d, item, kind), d.t[RECORD, item], (item + 1) * width
        took = weight if room else 0
        if left >= took:
            rest = d.value[after + left - took]
            if rest >= 0 and rest + d.t[WORTH, item] == d.value[item * width + left]:
                d.t[TAKEN, record], d.t[CLASS, record] = d.t[CREDITS, record], d.t[AS, item]
                left -= took
                continue
        left = max(0, left - (0 if room else weight))
    return FOUND


@compiled
def count_in_part(d: Desk, count: int, c: int) -> int:
    """Decides the courses of a school above its cap and enters what counts; FOUND or LARGE."""
    left = d.t[LIMIT, c]
    for item in range(count):
        record = d.t[RECORD, item]
        if d.t[FORCED, record] or d.t[CREDITS, record] > MOST_IN_PART or left < 0:
            return LARGE
        d.t[SLACK, item] = pack(d, record, 1, d.t[AS, item])
    while left > 0:
        best = 0
        for item in range(1, count):
            if d.t[SLACK, item] > d.t[SLACK, best]:
                best = item
        record = d.t[RECORD, best]
        d.t[TAKEN, record], d.t[CLASS, record] = min(left, d.t[CREDITS, record]), d.t[AS, best]
        left -= d.t[TAKEN, record]
        d.t[SLACK, best] = -1
    d.t[COUNTER, SPENT] += count
    return FOUND
