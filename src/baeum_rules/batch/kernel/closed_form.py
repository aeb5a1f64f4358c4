"""A learner none of whose limits can forbid anything: everything counts, each record as the best it may be.

That is the best selection of all: no sum of another is greater. Only a record that may be one class or
another can leave less to earn as the other; where that could be, it is for the search.
"""

from __future__ import annotations

import numpy as np

from baeum_rules.recognition.classes import ELECTIVE, LIBERAL, REQUIRED

from .looking_over import BY_CLASSES, CLEARED, HOLDS, MET, SUM_EIGHTEEN, SUM_UNIVERSITY, TO_WEIGH
from .making import compiled
from .pieces import (
    OF_REQUIRED,
    P_EIGHTEEN,
    P_TOTAL,
    P_UNIVERSITY,
    PIECES,
    classes_of,
    count_subjects,
    has_piece,
    need_of,
    reached,
    shorten,
    sum_up,
)
from .places import (
    ALIVE,
    BINDING,
    CLASS,
    CLASSES,
    COUNT_CONSTRAINTS,
    COUNT_RECORDS,
    COUNTER,
    CREDITS,
    EIGHTEEN,
    MAJOR,
    MAJOR_REQUIRED,
    MOST_TOGETHER,
    N_SUBJECTS,
    N_TOTAL,
    NEED,
    ORDER,
    RECOGNISED,
    SHORT,
    T_EIGHTEEN,
    T_HOLDER,
    T_UNIVERSITY,
    TAKEN,
    TOTALS,
    UNIVERSITY,
    Column,
    Desk,
)
from .places import LIBERAL as T_LIBERAL

SETS = 16  # of classes


@compiled
def _sum_up(d: Desk, tally: Column, slot: int) -> None:
    """The sums of all records in their best classes, in the slot."""
    for level in range(TOTALS):
        d.sums[slot, level] = 0
    for classes in range(1, SETS):
        credits, best = tally[BY_CLASSES + classes], classes & -classes
        d.sums[slot, RECOGNISED] += credits
        d.sums[slot, MAJOR] += credits if best <= ELECTIVE else 0
        d.sums[slot, MAJOR_REQUIRED] += credits if best == REQUIRED else 0
        d.sums[slot, T_LIBERAL] += credits if best == LIBERAL else 0
    d.sums[slot, T_EIGHTEEN], d.sums[slot, T_UNIVERSITY] = tally[SUM_EIGHTEEN], tally[SUM_UNIVERSITY]
    d.sums[slot, T_HOLDER] = tally[HOLDS]
    count_subjects(d, slot, tally[MET])
    shorten(d, slot)


@compiled
def _reach(sums: Column, piece: int) -> int:
    """The most that any classes of the records can bring to a piece, in credits."""
    if piece == P_EIGHTEEN:
        return sums[SUM_EIGHTEEN]
    if piece == P_UNIVERSITY:
        return sums[SUM_UNIVERSITY]
    reach = 0
    for classes in range(1, SETS):
        reach += sums[BY_CLASSES + classes] if classes & classes_of(piece) else 0
    return reach


@compiled
def _least_short(d: Desk, sums: Column, slot: int) -> int:
    """No R is less: what every record in its best class would still leave short; ``sums``: as in a tally."""
    short = max(0, d.t[NEED, N_TOTAL] - d.sums[slot, RECOGNISED])
    for piece in range(P_TOTAL + 1, PIECES):
        if has_piece(d, piece) and not (OF_REQUIRED >> piece & 1 and d.t[NEED, N_SUBJECTS]):
            need = need_of(d, piece)
            if need - reached(d, piece, slot) > short:  # else it is not short by more, whatever others add
                short = max(short, need - _reach(sums, piece))
    return short


@compiled
def lower_bound(d: Desk, slot: int) -> int:
    """No R of the records still alive is less; ``slot``: holds the best selection by sums."""
    sums = d.t[ORDER]
    for place in range(CLEARED):
        sums[place] = 0
    for i in range(np.uint64(d.t[COUNTER, COUNT_RECORDS])):
        if d.t[ALIVE, i]:
            credits = d.t[CREDITS, i]
            sums[BY_CLASSES + d.t[CLASSES, i]] += credits
            sums[SUM_EIGHTEEN] += credits * d.t[EIGHTEEN, i]
            sums[SUM_UNIVERSITY] += credits * d.t[UNIVERSITY, i]
    return _least_short(d, sums, slot)


@compiled
def counts_whole(d: Desk, tally: Column, found: int, slot: int) -> bool:
    """Whether everything counts, by what one look found; its sums then stand in the slot."""
    if found & TO_WEIGH:
        return False
    _sum_up(d, tally, slot)
    short = d.sums[slot, SHORT]
    if d.sums[slot, RECOGNISED] >= MOST_TOGETHER:
        return False
    open_ones = 0
    for classes in range(1, SETS):
        open_ones += tally[BY_CLASSES + classes] if classes & classes - 1 else 0
    return bool(open_ones == 0 or short <= _least_short(d, tally, slot))


@compiled
def settles(d: Desk, slot: int) -> bool:
    """Whether what screening left all counts, each record in one class; that selection is then kept."""
    for c in range(d.t[COUNTER, COUNT_CONSTRAINTS]):
        if d.t[BINDING, c]:
            return False
    several = 0
    for i in range(np.uint64(d.t[COUNTER, COUNT_RECORDS])):
        classes, alive = d.t[CLASSES, i], d.t[ALIVE, i]
        d.t[TAKEN, i] = d.t[CREDITS, i] if alive else 0
        d.t[CLASS, i] = classes & -classes if alive else 0
        several |= classes & classes - 1 if alive else 0
        d.selections[slot, 0, i], d.selections[slot, 1, i] = d.t[TAKEN, i], d.t[CLASS, i]
    sum_up(d, slot)
    return bool(several == 0 or d.sums[slot, SHORT] <= max(0, d.t[NEED, N_TOTAL] - d.sums[slot, RECOGNISED]))
