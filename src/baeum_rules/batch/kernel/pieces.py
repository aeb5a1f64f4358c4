"""R as the greatest of a few sums that fall short, the pieces (as ``recognition/targets.py``), and totals."""

from __future__ import annotations

import numpy as np

from baeum_rules.recognition.classes import ELECTIVE, LIBERAL, REQUIRED

from .making import compiled
from .places import (
    CLASS,
    COUNT_RECORDS,
    COUNTER,
    EIGHTEEN,
    HOLDER,
    MAJOR,
    MAJOR_REQUIRED,
    N_EIGHTEEN,
    N_LIBERAL,
    N_MAJOR,
    N_REQUIRED,
    N_SUBJECTS,
    N_TOTAL,
    N_UNIVERSITY,
    NEED,
    PACK,
    RECOGNISED,
    SHORT,
    SUBJECT,
    SUBJECTS,
    T_EIGHTEEN,
    T_HOLDER,
    T_UNIVERSITY,
    TAKEN,
    UNIVERSITY,
    Desk,
)
from .places import (
    LIBERAL as T_LIBERAL,
)

# the pieces; a set of them is a number with their bits
P_TOTAL, P_MAJOR, P_LIBERAL, P_MAJOR_LIBERAL, P_EIGHTEEN, P_UNIVERSITY, P_REQUIRED, P_REQUIRED_LIBERAL = (
    range(8)
)
PIECES = 8
OF_REQUIRED = 1 << P_REQUIRED | 1 << P_REQUIRED_LIBERAL  # nothing is short of them if the subjects are met


@compiled
def has_piece(d: Desk, piece: int) -> bool:
    """Whether the degree asks for the sum; the curriculum may state no credits of required subjects."""
    return bool(piece < P_REQUIRED or d.t[NEED, N_REQUIRED] >= 0)


@compiled
def need_of(d: Desk, piece: int) -> int:
    """What must be reached of the sum so that nothing is short, in credits."""
    if piece == P_TOTAL:
        return d.t[NEED, N_TOTAL]
    if piece == P_MAJOR:
        return d.t[NEED, N_MAJOR]
    if piece == P_LIBERAL:
        return d.t[NEED, N_LIBERAL]
    if piece == P_MAJOR_LIBERAL:
        return d.t[NEED, N_MAJOR] + d.t[NEED, N_LIBERAL]
    if piece == P_EIGHTEEN:
        return d.t[NEED, N_EIGHTEEN]
    if piece == P_UNIVERSITY:
        return d.t[NEED, N_UNIVERSITY]
    return d.t[NEED, N_REQUIRED] + (d.t[NEED, N_LIBERAL] if piece == P_REQUIRED_LIBERAL else 0)


@compiled
def reached(d: Desk, piece: int, slot: int) -> int:
    """What a selection reaches of the sum of a piece."""
    if piece == P_TOTAL:
        return d.sums[slot, RECOGNISED]
    if piece == P_MAJOR:
        return d.sums[slot, MAJOR]
    if piece == P_LIBERAL:
        return d.sums[slot, T_LIBERAL]
    if piece == P_MAJOR_LIBERAL:
        return d.sums[slot, MAJOR] + d.sums[slot, T_LIBERAL]
    if piece == P_EIGHTEEN:
        return d.sums[slot, T_EIGHTEEN]
    if piece == P_UNIVERSITY:
        return d.sums[slot, T_UNIVERSITY]
    return d.sums[slot, MAJOR_REQUIRED] + (d.sums[slot, T_LIBERAL] if piece == P_REQUIRED_LIBERAL else 0)


@compiled
def classes_of(piece: int) -> int:
    """The classes whose credits a piece sums, as bits."""
    if piece == P_MAJOR:
        return REQUIRED | ELECTIVE
    if piece == P_LIBERAL:
        return LIBERAL
    if piece == P_MAJOR_LIBERAL:
        return REQUIRED | ELECTIVE | LIBERAL
    if piece == P_REQUIRED:
        return REQUIRED
    return REQUIRED | LIBERAL if piece == P_REQUIRED_LIBERAL else 0


@compiled
def weight(d: Desk, piece: int, record: int, taken: int) -> int:
    """What a credit of a record in a class (or the best of several) adds to the sum of a piece."""
    if piece == P_TOTAL:
        return 1
    if piece == P_EIGHTEEN:
        return d.t[EIGHTEEN, record]
    if piece == P_UNIVERSITY:
        return d.t[UNIVERSITY, record]
    return 1 if taken & classes_of(piece) else 0


@compiled
def shorten(d: Desk, slot: int) -> None:
    """R of a selection, from its other totals."""
    short, major = (
        max(0, d.t[NEED, N_TOTAL] - d.sums[slot, RECOGNISED]),
        max(0, d.t[NEED, N_MAJOR] - d.sums[slot, MAJOR]),
    )
    if d.t[NEED, N_REQUIRED] >= 0 and not (
        d.t[NEED, N_SUBJECTS] > 0 and d.sums[slot, SUBJECTS] >= d.t[NEED, N_SUBJECTS]
    ):
        major = max(major, d.t[NEED, N_REQUIRED] - d.sums[slot, MAJOR_REQUIRED])
    liberal = max(0, d.t[NEED, N_LIBERAL] - d.sums[slot, T_LIBERAL])
    short = max(short, major + liberal)
    short = max(short, d.t[NEED, N_EIGHTEEN] - d.sums[slot, T_EIGHTEEN])
    short = max(short, d.t[NEED, N_UNIVERSITY] - d.sums[slot, T_UNIVERSITY])
    d.sums[slot, SHORT] = 0 if d.sums[slot, T_HOLDER] else short


@compiled
def count_subjects(d: Desk, slot: int, met: int) -> None:
    """How many required subjects are met, given as bits."""
    count = 0
    while met:
        met &= met - 1
        count += 1
    d.sums[slot, SUBJECTS] = count


@compiled
def sum_up(d: Desk, slot: int) -> None:
    """The totals of the selection in the table of records, its R among them."""
    recognised = major = required = liberal = eighteen = university = holder = met = 0
    for i in range(np.uint64(d.t[COUNTER, COUNT_RECORDS])):
        credits = d.t[TAKEN, i]
        if credits:
            taken = d.t[CLASS, i]
            recognised += credits
            major += credits if taken <= ELECTIVE else 0
            required += credits if taken == REQUIRED else 0
            liberal += credits if taken == LIBERAL else 0
            eighteen += credits * d.t[EIGHTEEN, i]
            university += credits * d.t[UNIVERSITY, i]
            holder |= d.t[HOLDER, i]
            if d.t[SUBJECT, i] >= 0:
                met |= 1 << d.t[SUBJECT, i]
    count_subjects(d, slot, met)
    d.sums[slot, RECOGNISED], d.sums[slot, T_LIBERAL], d.sums[slot, T_HOLDER] = recognised, liberal, holder
    d.sums[slot, MAJOR], d.sums[slot, MAJOR_REQUIRED] = major, required
    d.sums[slot, T_EIGHTEEN], d.sums[slot, T_UNIVERSITY] = eighteen, university
    shorten(d, slot)


@compiled
def pack(d: Desk, record: int, credits: int, taken: int) -> int:
    """What so many credits of a record in a class are worth: levels 2 to 6, side by side."""
    bits = d.t[COUNTER, PACK]
    eighteen, major = d.t[EIGHTEEN, record], 1 if taken <= ELECTIVE else 0
    worth = 1 << bits | major
    worth = worth << bits | (1 if taken == LIBERAL else 0)
    worth = worth << bits | (1 if taken == REQUIRED else 0)
    worth = worth << bits | eighteen
    return credits * worth
