"""One decision: the selection best by levels 2 to 8, under conditions and with sums put first."""

from __future__ import annotations

from baeum_rules.recognition.classes import ELECTIVE, REQUIRED
from baeum_rules.recognition.problem import SCHOOL, SUBSTITUTE

from .labels import FOUND, GIVEN_UP, NONE
from .making import compiled
from .one_limit import LARGE
from .pieces import pack, sum_up, weight_of_all
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
    MEMBER,
    MOST_OPTIONS,
    N_SUBJECTS,
    NEED,
    OPTION,
    OPTION_END,
    RECORD,
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

MOST_CUT = 40  # credits of a course that may be cut


@compiled
def _sorted(d: Desk, record: int, first: int, mask: int) -> tuple[int, int]:
    """Class bits of a mask, the heaviest for the pieces put first before, then the lowest bit before."""
    found = count = 0
    for wanted in range(4, -1, -1):
        for place in range(4):
            bit = 1 << place
            if mask & bit and (weight_of_all(d, first, record, bit) if first else 0) == wanted:
                found |= bit << 4 * count
                count += 1
    return found, count


@compiled
def open_classes(d: Desk, record: int, first: int, every: bool) -> int:
    """The classes open to a record, best first, four bits each: all, or those the best selection can hold.

    Of a record of a substitutes group these are two: another may take its place as major_required.
    """
    mask = d.t[CLASSES, record]
    beside = d.t[GROUPED, record] and d.t[BESIDE, record] and mask & REQUIRED != 0
    if first == 0 and not beside and not every:
        return mask & -mask
    found, count = _sorted(d, record, first, mask)
    required_first = found & 15 == REQUIRED
    if beside and (every or required_first):
        found, count = _sorted(d, record, first, mask | ELECTIVE)
    if every:
        return found
    keep = 2 if beside and found & 15 == REQUIRED else 1
    return found & (1 << 4 * min(keep, count)) - 1


@compiled
def _add_item(d: Desk, record: int, classes: int, first: int) -> bool:
    """A record as an item with its options; False where there are too many."""
    item = d.t[COUNTER, COUNT_ITEMS]
    o = d.t[OPTION_END, item - 1] if item else 0
    credits, divisible = d.t[CREDITS, record], d.t[DIVISIBLE, record]
    if o + 1 + 4 * (credits if divisible else 1) > MOST_OPTIONS or (divisible and credits > MOST_CUT):
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
            d.t[WORTH, o] = pack(d, first, record, counted, bit)
            d.t[COUNTED, o], d.t[AS, o] = counted, bit
            o += 1
    d.t[OPTION_END, item] = o
    return True


@compiled
def mark_members(d: Desk) -> None:
    """Marks the courses that may be cut, of schools that come to more than their cap, and substitutes."""
    for record in range(d.t[COUNTER, COUNT_RECORDS]):
        d.t[DIVISIBLE, record] = d.t[GROUPED, record] = 0
    for c in range(d.t[COUNTER, COUNT_CONSTRAINTS]):
        kind = d.t[KIND, c]
        if d.t[BINDING, c] and kind in (SCHOOL, SUBSTITUTE):
            place = DIVISIBLE if kind == SCHOOL else GROUPED
            for m in range(d.t[FIRST, c], d.t[END, c]):
                d.t[place, d.t[MEMBER, m]] = 1


@compiled
def _decide_part(d: Desk, part: int, active: int, rho: int, first: int, subjects: bool, totals: int) -> int:
    """Decides the records of a part (-1: all that are open) and enters what counts."""
    d.t[COUNTER, COUNT_ITEMS] = 0
    for record in range(max(part, 0), d.t[COUNTER, COUNT_RECORDS]):
        if not d.t[ALIVE, record]:
            continue
        if part >= 0 and not (d.t[TOUCHING, record] and leader(d, record) == part):
            continue
        if part < 0 and d.t[TAKEN, record]:
            continue
        classes = open_classes(d, record, first, active != 0)
        if not _add_item(d, record, classes, first):
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
def decide(d: Desk, active: int, rho: int, first: int, subjects: bool, totals: int) -> int:
    """The best selection, entered in the table of records, its totals in ``sums[totals]``.

    ``active``: the pieces that may be short by no more than ``rho``. ``first``: the pieces put before all
    levels. ``subjects``: the required subjects are met. FOUND, NONE, or GIVEN_UP.
    """
    n = d.t[COUNTER, COUNT_RECORDS]
    together = active != 0 or subjects
    for record in range(n):
        d.t[ITEM, record] = -1
        d.t[TAKEN, record] = d.t[CLASS, record] = 0
        if d.t[ALIVE, record] and d.t[TOUCHING, record] == 0:
            classes = open_classes(d, record, first, active != 0)
            if classes >> 4 == 0:
                d.t[TAKEN, record], d.t[CLASS, record] = d.t[CREDITS, record], classes
    if together:
        sum_up(d, totals)
        found = _decide_part(d, -1, active, rho, first, subjects, totals)
        if found != FOUND:
            return found
    else:
        for record in range(n):
            if d.t[ALIVE, record] and d.t[TOUCHING, record] and leader(d, record) == record:
                found = decide_small(d, record, first)
                if found == LARGE:
                    found = _decide_part(d, record, 0, 0, first, False, totals)
                if found != FOUND:
                    return found
    sum_up(d, totals)
    if subjects and d.sums[totals, SUBJECTS] < d.t[NEED, N_SUBJECTS]:
        return GIVEN_UP  # two courses of one subject counted where one was looked for
    return FOUND
