"""R as the greatest of a few sums that fall short, the pieces (as ``recognition/targets.py``), and totals."""

from __future__ import annotations

from baeum_rules.recognition.classes import ELECTIVE, LIBERAL, REQUIRED

from .places import (
    CLASS,
    COUNT_RECORDS,
    EIGHTEEN,
    HOLDER,
    LIBERAL as T_LIBERAL,
    MAJOR,
    MAJOR_REQUIRED,
    N_EIGHTEEN,
    N_LIBERAL,
    N_MAJOR,
    N_REQUIRED,
    N_SUBJECTS,
    N_TOTAL,
    N_UNIVERSITY,
    PACK,
    RECOGNISED,
    SHORT,
    SUBJECT,
    SUBJECTS,
    T_EIGHTEEN,
    T_HOLDER,
    T_UNIVERSITY,
    TAKEN,
    TOTALS,
    UNIVERSITY,
    Column,
    Desk,
    compiled,
)

# the pieces; a set of them is a number with their bits
P_TOTAL, P_MAJOR, P_LIBERAL, P_MAJOR_LIBERAL, P_EIGHTEEN, P_UNIVERSITY, P_REQUIRED, P_REQUIRED_LIBERAL = range(8)
PIECES = 8
OF_REQUIRED = 1 << P_REQUIRED | 1 << P_REQUIRED_LIBERAL  # nothing is short of them if the subjects are met


@compiled
def has_piece(d: Desk, piece: int) -> bool:
    """Whether the degree asks for the sum; the curriculum may state no credits of required subjects."""
    return bool(piece < P_REQUIRED or d.needs[N_REQUIRED] >= 0)


@compiled
def need_of(d: Desk, piece: int) -> int:
    """What must be reached of the sum so that nothing is short, in credits."""
    n = d.needs
    if piece == P_TOTAL:
        return n[N_TOTAL]
    if piece == P_MAJOR:
        return n[N_MAJOR]
    if piece == P_LIBERAL:
        return n[N_LIBERAL]
    if piece == P_MAJOR_LIBERAL:
        return n[N_MAJOR] + n[N_LIBERAL]
    if piece == P_EIGHTEEN:
        return n[N_EIGHTEEN]
    if piece == P_UNIVERSITY:
        return n[N_UNIVERSITY]
    return n[N_REQUIRED] + (n[N_LIBERAL] if piece == P_REQUIRED_LIBERAL else 0)


@compiled
def reached(piece: int, totals: Column) -> int:
    """What a selection reaches of the sum of a piece."""
    if piece == P_TOTAL:
        return totals[RECOGNISED]
    if piece == P_MAJOR:
        return totals[MAJOR]
    if piece == P_LIBERAL:
        return totals[T_LIBERAL]
    if piece == P_MAJOR_LIBERAL:
        return totals[MAJOR] + totals[T_LIBERAL]
    if piece == P_EIGHTEEN:
        return totals[T_EIGHTEEN]
    if piece == P_UNIVERSITY:
        return totals[T_UNIVERSITY]
    return totals[MAJOR_REQUIRED] + (totals[T_LIBERAL] if piece == P_REQUIRED_LIBERAL else 0)


@compiled
def weight(d: Desk, piece: int, record: int, taken: int) -> int:
    """What a credit of a record in a class adds to the sum of a piece."""
    if piece == P_TOTAL:
        return 1
    if piece == P_EIGHTEEN:
        return d.record[EIGHTEEN, record]
    if piece == P_UNIVERSITY:
        return d.record[UNIVERSITY, record]
    classes = 0
    if piece in (P_MAJOR, P_MAJOR_LIBERAL):
        classes = REQUIRED | ELECTIVE
    elif piece in (P_REQUIRED, P_REQUIRED_LIBERAL):
        classes = REQUIRED
    if piece in (P_LIBERAL, P_MAJOR_LIBERAL, P_REQUIRED_LIBERAL):
        classes |= LIBERAL
    return 1 if taken & classes else 0


@compiled
def weight_of_all(d: Desk, pieces: int, record: int, taken: int) -> int:
    """The same for several pieces together."""
    found = 0
    for piece in range(PIECES):
        if pieces >> piece & 1:
            found += weight(d, piece, record, taken)
    return found


@compiled
def sum_up(d: Desk, totals: Column) -> None:
    """The totals of the selection in the table of records, its R among them."""
    r, n = d.record, d.needs
    for level in range(TOTALS):
        totals[level] = 0
    met = 0
    for i in range(d.counter[COUNT_RECORDS]):
        credits = r[TAKEN, i]
        if credits:
            taken = r[CLASS, i]
            totals[RECOGNISED] += credits
            if taken <= ELECTIVE:
                totals[MAJOR] += credits
                if taken == REQUIRED:
                    totals[MAJOR_REQUIRED] += credits
            elif taken == LIBERAL:
                totals[T_LIBERAL] += credits
            totals[T_EIGHTEEN] += credits * r[EIGHTEEN, i]
            totals[T_UNIVERSITY] += credits * r[UNIVERSITY, i]
            totals[T_HOLDER] |= r[HOLDER, i]
            if r[SUBJECT, i] >= 0:
                met |= 1 << r[SUBJECT, i]
    while met:
        met &= met - 1
        totals[SUBJECTS] += 1
    short, major = max(0, n[N_TOTAL] - totals[RECOGNISED]), max(0, n[N_MAJOR] - totals[MAJOR])
    if n[N_REQUIRED] >= 0 and not (n[N_SUBJECTS] > 0 and totals[SUBJECTS] >= n[N_SUBJECTS]):
        major = max(major, n[N_REQUIRED] - totals[MAJOR_REQUIRED])
    liberal = max(0, n[N_LIBERAL] - totals[T_LIBERAL])
    short = max(short, major + liberal)
    short = max(short, max(n[N_EIGHTEEN] - totals[T_EIGHTEEN], n[N_UNIVERSITY] - totals[T_UNIVERSITY]))
    totals[SHORT] = 0 if totals[T_HOLDER] else short


@compiled
def pack(d: Desk, first: int, record: int, credits: int, taken: int) -> int:
    """What so many credits of a record in a class are worth: the pieces put first, then levels 2 to 6."""
    bits = d.counter[PACK]
    eighteen, major = d.record[EIGHTEEN, record], 1 if taken <= ELECTIVE else 0
    worth = weight_of_all(d, first, record, taken) if first else 0
    worth = worth << bits | 1
    worth = worth << bits | major
    worth = worth << bits | (1 if taken == LIBERAL else 0)
    worth = worth << bits | (1 if taken == REQUIRED else 0)
    worth = worth << bits | eighteen
    return credits * worth
