"""One decision: the selection best by levels 2 to 8, under conditions, of those that are the least short."""

from __future__ import annotations

from baeum_rules.recognition.classes import ELECTIVE, REQUIRED
from baeum_rules.recognition.problem import SCHOOL, SUBSTITUTE

from .labels import FOUND, GIVEN_UP, NONE
from .making import compiled
from .one_limit import LARGE
from .pieces import pack, sum_up
from .places import (
    ALIVE,
    AS,
    BESIDE,
    BINDING,
    CLASS,
    CLASSES,
    COUNT_CONSTRAINTS,
    COUNT_ITEMS,
    COUNT_RECORDS,
    COUNTED,
    COUNTER,
    CREDITS,
    DIVISIBLE,
    END,
    FIRST,
    FORCED,
    GROUPED,
    ITEM,
    KIND,
    LESS,
    MEMBER,
    MOST_IN_PART,
    MOST_OPTIONS,
    N_SUBJECTS,
    NEED,
    OPTION,
    OPTION_END,
    PACK,
    RECORD,
    SUBJECT,
    SUBJECTS,
    TAKEN,
    TOUCHING,
    WORTH,
    Desk,
)
from .rows_laid import CANNOT, lay_rows
from .screening import leader
from .searching import search
from .small_parts import decide_small

TWICE = 2  # two courses of one subject were taken as if they met two


@compiled
def open_classes(d: Desk, record: int, every: bool) -> int:
    """The classes open to a record, best first, four bits each: all, or those the best selection can hold.

    Of a record of a substitutes group these are two: another may take its place as major_required.
    """
    mask = d.t[CLASSES, record]
    beside = d.t[GROUPED, record] and d.t[BESIDE, record] and mask & REQUIRED != 0
    if not every:
        mask = REQUIRED | ELECTIVE if beside else mask & -mask
    elif beside:
        mask |= ELECTIVE
    found = shift = 0
    while mask:
        found |= (mask & -mask) << shift
        mask &= mask - 1
        shift += 4
    return found


@compiled
def _add_item(d: Desk, record: int, classes: int) -> bool:
    """A record as an item with its options; False where there are too many."""
    item = d.t[COUNTER, COUNT_ITEMS]
    o = d.t[OPTION_END, item - 1] if item else 0
    credits, divisible = d.t[CREDITS, record], d.t[DIVISIBLE, record]
    if o + 1 + 4 * (credits if divisible else 1) > MOST_OPTIONS or (divisible and credits > MOST_IN_PART):
        return False
    d.t[COUNTER, COUNT_ITEMS] += 1
    d.t[RECORD, item], d.t[OPTION, item] = record, o
    d.t[ITEM, record] = item
    if not d.t[FORCED, record]:
        d.t[WORTH, o] = d.t[COUNTED, o] = d.t[AS, o] = 0
        o += 1
    for counted in range(1 if divisible else credits, credits + 1):
        left = classes
        while left:
            bit = left & 15
            left >>= 4
            d.t[WORTH, o] = pack(d, record, counted, bit)
            d.t[COUNTED, o], d.t[AS, o] = counted, bit
            o += 1
    d.t[OPTION_END, item] = o
    return True


@compiled
def _add_less(d: Desk, spare: int) -> bool:
    """How much less is short than with all that is spare, as the last item; False where that is too much.

    It counts in parts. Each credit is worth one above all levels, and the conditions lack it (``rows.py``).
    """
    item, record = d.t[COUNTER, COUNT_ITEMS], d.t[COUNTER, COUNT_RECORDS]
    o = d.t[OPTION_END, item - 1] if item else 0
    if o + 1 + spare > MOST_OPTIONS:
        return False
    d.t[COUNTER, COUNT_ITEMS], d.t[COUNTER, LESS] = item + 1, item
    d.t[RECORD, item], d.t[OPTION, item] = record, o
    d.t[CREDITS, record], d.t[SUBJECT, record] = spare, -1
    for less in range(spare + 1):
        d.t[WORTH, o + less] = less << 5 * d.t[COUNTER, PACK]
        d.t[COUNTED, o + less], d.t[AS, o + less] = less, 1 if less else 0
    d.t[OPTION_END, item] = o + spare + 1
    return True


@compiled
def mark_members(d: Desk) -> None:
    """Marks the courses that may count in part, of schools with more than their cap, and substitutes."""
    for record in range(d.t[COUNTER, COUNT_RECORDS]):
        d.t[DIVISIBLE, record] = d.t[GROUPED, record] = 0
    for c in range(d.t[COUNTER, COUNT_CONSTRAINTS]):
        kind = d.t[KIND, c]
        if d.t[BINDING, c] and kind in (SCHOOL, SUBSTITUTE):
            place = DIVISIBLE if kind == SCHOOL else GROUPED
            for m in range(d.t[FIRST, c], d.t[END, c]):
                d.t[place, d.t[MEMBER, m]] = 1


@compiled
def _decide_part(d: Desk, part: int, active: int, rho: int, spare: int, subjects: bool, totals: int) -> int:
    """Decides the records of a part (-1: all that are open) and enters what counts."""
    d.t[COUNTER, COUNT_ITEMS], d.t[COUNTER, LESS] = 0, -1
    for record in range(max(part, 0), d.t[COUNTER, COUNT_RECORDS]):
        if not d.t[ALIVE, record]:
            continue
        if part >= 0 and not (d.t[TOUCHING, record] and leader(d, record) == part):
            continue
        if part < 0 and d.t[TAKEN, record]:
            continue
        if not _add_item(d, record, open_classes(d, record, active != 0)):
            return GIVEN_UP
    if spare and not _add_less(d, spare):
        return GIVEN_UP
    laid = lay_rows(d, active, rho, totals, subjects)
    if laid < 0:
        return NONE if laid == CANNOT else GIVEN_UP
    if d.t[COUNTER, COUNT_ITEMS] == 0:
        return FOUND
    found = search(d)
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        d.t[ITEM, d.t[RECORD, item]] = -1
    return found


@compiled
def decide(d: Desk, active: int, rho: int, spare: int, subjects: bool, totals: int) -> int:
    """The best selection, entered in the table of records, its totals in ``sums[totals]``.

    ``active``: the pieces that may be short by no more than ``rho``, and by as few as can be of what is
    ``spare`` besides: that is put before all levels. ``subjects``: the required subjects are met.
    FOUND, NONE, GIVEN_UP, or TWICE: none is better, but it does not meet the subjects.
    """
    n = d.t[COUNTER, COUNT_RECORDS]
    together = active != 0 or subjects
    for record in range(n):
        d.t[ITEM, record] = -1
        d.t[TAKEN, record] = d.t[CLASS, record] = 0
        if d.t[ALIVE, record] and d.t[TOUCHING, record] == 0:
            classes = open_classes(d, record, active != 0)
            if classes >> 4 == 0:
                d.t[TAKEN, record], d.t[CLASS, record] = d.t[CREDITS, record], classes
    if together:
        sum_up(d, totals)
        found = _decide_part(d, -1, active, rho, spare, subjects, totals)
        if found != FOUND:
            return found
    else:
        for record in range(n):
            if d.t[ALIVE, record] and d.t[TOUCHING, record] and leader(d, record) == record:
                found = decide_small(d, record)
                if found == LARGE:
                    found = _decide_part(d, record, 0, 0, 0, False, totals)
                if found != FOUND:
                    return found
    sum_up(d, totals)
    if subjects and d.sums[totals, SUBJECTS] < d.t[NEED, N_SUBJECTS]:
        return TWICE
    return FOUND
