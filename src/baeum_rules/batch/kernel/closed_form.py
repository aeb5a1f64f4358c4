"""A learner none of whose limits can forbid anything: everything counts, each record as the best it may be.

That is the best selection of all: no sum of another is greater. Only a record that may be one class or
another can leave less to earn as the other; where that could be, it is for the search.
"""

from __future__ import annotations

from typing import Any

from baeum_rules.recognition.classes import ELECTIVE, LIBERAL, REQUIRED

from ..columns import REFUSED
from .looking_over import BY_CLASSES, EIGHTEEN, HOLDS, MET, TO_WEIGH, UNIVERSITY
from .making import compiled, written_in
from .pieces import OF_REQUIRED, P_TOTAL, PIECES, classes_of, has_piece, need_of, reached, shorten
from .places import LIBERAL as T_LIBERAL
from .places import (
    MAJOR,
    MAJOR_REQUIRED,
    MOST_CREDITS,
    N_SUBJECTS,
    N_TOTAL,
    NEED,
    RECOGNISED,
    SHORT,
    SUBJECTS,
    T_EIGHTEEN,
    T_HOLDER,
    T_UNIVERSITY,
    TOTALS,
    Column,
    Desk,
)
from .selecting import BEST
from .telling import bits_of

SETS = 16  # of classes


@compiled
def _sum_up(d: Desk, tally: Column) -> None:
    """The sums of all records in their best classes, in the slot BEST."""
    for level in range(TOTALS):
        d.sums[BEST, level] = 0
    for classes in range(1, SETS):
        credits, best = tally[BY_CLASSES + classes], classes & -classes
        d.sums[BEST, RECOGNISED] += credits
        d.sums[BEST, MAJOR] += credits if best <= ELECTIVE else 0
        d.sums[BEST, MAJOR_REQUIRED] += credits if best == REQUIRED else 0
        d.sums[BEST, T_LIBERAL] += credits if best == LIBERAL else 0
    d.sums[BEST, T_EIGHTEEN], d.sums[BEST, T_UNIVERSITY] = tally[EIGHTEEN], tally[UNIVERSITY]
    d.sums[BEST, T_HOLDER] = tally[HOLDS]
    met = tally[MET]
    while met:
        met &= met - 1
        d.sums[BEST, SUBJECTS] += 1
    shorten(d, BEST)


@compiled
def _least_short(d: Desk, tally: Column) -> int:
    """No R is less, whichever of its classes each record takes (as ``selecting.lower_bound``)."""
    short = max(0, d.t[NEED, N_TOTAL] - d.sums[BEST, RECOGNISED])
    for piece in range(P_TOTAL + 1, PIECES):
        if has_piece(d, piece) and not (OF_REQUIRED >> piece & 1 and d.t[NEED, N_SUBJECTS]):
            reach = reached(d, piece, BEST)
            for classes in range(1, SETS):
                best = classes & -classes
                if classes & classes_of(piece) and not best & classes_of(piece):
                    reach += tally[BY_CLASSES + classes]
            short = max(short, need_of(d, piece) - reach)
    return short


@compiled
def counts_whole(d: Desk, tally: Column, found: int) -> bool:
    """Whether everything counts, by what one look found; its sums then stand in the slot BEST."""
    if found & TO_WEIGH:
        return False
    _sum_up(d, tally)
    short = d.sums[BEST, SHORT]
    if d.sums[BEST, RECOGNISED] >= MOST_CREDITS:
        return False
    open_ones = 0
    for classes in range(1, SETS):
        open_ones += tally[BY_CLASSES + classes] if classes & classes - 1 else 0
    return bool(open_ones == 0 or short <= _least_short(d, tally))


@written_in
def write_whole(judged: Any, into: Any, first: int, end: int) -> None:
    """Every record of a learner as recognised whole, but for those refused; nothing was written before."""
    for i in range(first, end):
        if judged.refused[i]:
            into.verdict[i] = REFUSED
            into.rules[i] = bits_of(judged, judged.refused[i])
        else:
            classes = judged.classes[i]
            into.credits[i], into.taken[i] = judged.credits[i], classes & -classes
