"""One decision: the selection best by levels 2 to 8, under conditions and with sums put first."""

from __future__ import annotations

from baeum_rules.recognition.classes import ELECTIVE, REQUIRED
from baeum_rules.recognition.problem import SCHOOL, SUBSTITUTE

from .labels import FOUND, GIVEN_UP, NONE, read_back, search
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
    OPTION,
    OPTION_END,
    RECORD,
    SUBJECTS,
    TAKEN,
    TOUCHING,
    WORTH,
    Desk,
    compiled,
)
from .rows_laid import CANNOT, TOO_LARGE, lay_rows
from .screening import leader

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
    """The classes open to a record, best first, four bits each: all, or those that can be in the best selection.

    Of a record of a substitutes group these are two: another may take its place as major_required.
    """
    mask = d.record[CLASSES, record]
    beside = d.record[GROUPED, record] and d.record[BESIDE, record] and mask & REQUIRED != 0
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
    item = d.counter[COUNT_ITEMS]
    o = d.item[OPTION_END, item - 1] if item else 0
    credits, divisible = d.record[CREDITS, record], d.record[DIVISIBLE, record]
    if o + 1 + 4 * (credits if divisible else 1) > MOST_OPTIONS or (divisible and credits > MOST_CUT):
        return False
    d.counter[COUNT_ITEMS] += 1
    d.item[RECORD, item], d.item[OPTION, item] = record, o
    d.record[ITEM, record] = item
    if not d.record[FORCED, record]:
        d.option[WORTH, o] = d.option[COUNTED, o] = d.option[AS, o] = 0
        o += 1
    for counted in range(1 if divisible else credits, credits + 1):
        left = classes
        while left:
            bit = left & 15
            left >>= 4
            d.option[WORTH, o] = pack(d, first, record, counted, bit)
            d.option[COUNTED, o], d.option[AS, o] = counted, bit
            o += 1
    d.item[OPTION_END, item] = o
    return True


@compiled
def mark_members(d: Desk) -> None:
    """Marks the courses that may be cut, of schools that come to more than their cap, and substitutes."""
    for record in range(d.counter[COUNT_RECORDS]):
        d.record[DIVISIBLE, record] = d.record[GROUPED, record] = 0
    for c in range(d.counter[COUNT_CONSTRAINTS]):
        kind = d.constraint[KIND, c]
        if d.constraint[BINDING, c] and kind in (SCHOOL, SUBSTITUTE):
            place = DIVISIBLE if kind == SCHOOL else GROUPED
            for m in range(d.constraint[FIRST, c], d.constraint[END, c]):
                d.record[place, d.member[MEMBER, m]] = 1


@compiled
def _has_other_classes(d: Desk) -> bool:
    """Keeps of the options those with the credits chosen; returns whether a class is left to choose."""
    more = False
    for item in range(d.counter[COUNT_ITEMS]):
        taken, left = d.record[TAKEN, d.item[RECORD, item]], 0
        for o in range(d.item[OPTION, item], d.item[OPTION_END, item]):
            if d.option[COUNTED, o] == taken:
                left += 1
            else:
                d.option[COUNTED, o] = -1
        more |= left > 1
    return more


@compiled
def _decide_part(
    d: Desk, part: int, active: int, rho: int, first: int, subjects: bool, totals: int
) -> int:
    """Decides the records of a part (-1: all that are open) and enters what counts."""
    d.counter[COUNT_ITEMS] = 0
    for record in range(max(part, 0), d.counter[COUNT_RECORDS]):
        if not d.record[ALIVE, record]:
            continue
        if part >= 0 and not (d.record[TOUCHING, record] and leader(d, record) == part):
            continue
        if part < 0 and d.record[TAKEN, record]:
            continue
        classes = open_classes(d, record, first, active != 0)
        if not _add_item(d, record, classes, first):
            return GIVEN_UP
    laid = lay_rows(d, active, rho, d.sums[totals], subjects)
    if laid < 0:
        return NONE if laid == CANNOT else GIVEN_UP
    if d.counter[COUNT_ITEMS] == 0:
        return FOUND
    found = search(d)
    if found == FOUND:
        read_back(d, False)
        if _has_other_classes(d):
            found = search(d)
            if found == FOUND:
                read_back(d, True)
    for item in range(d.counter[COUNT_ITEMS]):
        d.record[ITEM, d.item[RECORD, item]] = -1
    return found


@compiled
def decide(d: Desk, active: int, rho: int, first: int, subjects: bool, totals: int) -> int:
    """The best selection, entered in the table of records, its totals in ``sums[totals]``.

    ``active``: the pieces that may be short by no more than ``rho``. ``first``: the pieces put before all
    levels. ``subjects``: the required subjects are met. FOUND, NONE, or GIVEN_UP.
    """
    n = d.counter[COUNT_RECORDS]
    together = active != 0 or subjects
    for record in range(n):
        d.record[ITEM, record] = -1
        d.record[TAKEN, record] = d.record[CLASS, record] = 0
        if d.record[ALIVE, record] and d.record[TOUCHING, record] == 0:
            classes = open_classes(d, record, first, active != 0)
            if classes >> 4 == 0:
                d.record[TAKEN, record], d.record[CLASS, record] = d.record[CREDITS, record], classes
    sum_up(d, d.sums[totals])
    if together:
        found = _decide_part(d, -1, active, rho, first, subjects, totals)
        if found != FOUND:
            return found
    else:
        for record in range(n):
            if d.record[ALIVE, record] and d.record[TOUCHING, record] and leader(d, record) == record:
                found = _decide_part(d, record, 0, 0, first, False, totals)
                if found != FOUND:
                    return found
    sum_up(d, d.sums[totals])
    if subjects and d.sums[totals, SUBJECTS] < d.needs[N_SUBJECTS]:
        return GIVEN_UP  # two courses of one subject counted where one was looked for
    return FOUND
