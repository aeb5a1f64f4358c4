"""The least R, and the best selection that has it.

The best selection by sums mostly has it. Else one search looks for the least R, with the sums that fall short
(``pieces.py``) as conditions, and how much less they are short put before all levels.
"""

from __future__ import annotations

from .closed_form import lower_bound, settles
from .deciding import decide, mark_members
from .kept import ALL_FIRST, BEST, BY_BOTH, BY_CREDITS, BY_SUBJECTS, PLAIN, comes_before, copy, keep
from .labels import FOUND, GIVEN_UP, NONE
from .making import compiled, written_in
from .one_subject import decide_by_subjects
from .pieces import OF_REQUIRED, P_TOTAL, PIECES, has_piece, need_of, reached
from .places import (
    ALIVE,
    BITS_OF_SUM,
    COUNT_RECORDS,
    COUNTER,
    CREDITS,
    N_SUBJECTS,
    NEED,
    PACK,
    RECOGNISED,
    SHORT,
    SHORT_BY,
    SPENT,
    SUBJECT,
    SUBJECTS,
    T_HOLDER,
    TAKEN,
    Desk,
)
from .screening import find_parts, screen


@compiled
def run(d: Desk, active: int, rho: int, spare: int, subjects: bool, slot: int) -> int:
    """One decision, kept in a slot."""
    if subjects:
        found = decide_by_subjects(d, active, rho, spare, slot)
    else:
        found = decide(d, active, rho, spare, False, slot)
    if found == FOUND:
        keep(d, slot)
    return found


@compiled
def by_subjects(d: Desk) -> int:
    """The best selection by sums that meets the required subjects."""
    needed = d.t[NEED, N_SUBJECTS]
    if not needed:
        return NONE
    if d.sums[ALL_FIRST, SUBJECTS] >= needed:
        copy(d, ALL_FIRST, BY_SUBJECTS)
        return FOUND
    there = 0
    for record in range(d.t[COUNTER, COUNT_RECORDS]):
        if d.t[ALIVE, record] and d.t[SUBJECT, record] >= 0:
            there |= 1 << d.t[SUBJECT, record]
    while there:
        there &= there - 1
        needed -= 1
    return NONE if needed > 0 else run(d, 0, 0, 0, True, BY_SUBJECTS)


@compiled
def short_pieces(d: Desk, slot: int, rho: int) -> int:
    """The pieces that a kept selection leaves more than rho short."""
    found = 0
    for piece in range(PIECES):
        if has_piece(d, piece) and need_of(d, piece) - reached(d, piece, slot) > rho:
            found |= 1 << piece
    return found


@compiled
def satisfy(d: Desk, lowest: int, highest: int, without: int, subjects: bool, slot: int) -> int:
    """The best selection whose pieces (but some) are the least short: by lowest or more, below highest.

    FOUND, NONE or GIVEN_UP; SHORT_BY: how far short. A piece becomes a condition when a selection breaks it.
    """
    source = BY_SUBJECTS if subjects else ALL_FIRST
    found = by_subjects(d) if subjects else FOUND
    if found != FOUND:
        return found
    copy(d, source, slot)
    rho = max(lowest, need_of(d, P_TOTAL) - d.sums[source, RECOGNISED])  # none recognises more
    active = 0
    while rho < highest:
        broken = short_pieces(d, slot, rho) & ~without
        if not broken:
            d.t[COUNTER, SHORT_BY] = rho
            return FOUND
        active |= broken
        spare = highest - 1 - rho
        found = run(d, active, rho, spare, subjects, slot)
        if found != FOUND:
            return found
        if spare:
            rho += spare - d.t[TAKEN, d.t[COUNTER, COUNT_RECORDS]]  # of the item for what is less short
    return NONE


@written_in
def _improve(d: Desk, lowest: int, highest: int) -> int:
    """The best selection where that by sums, which is in BEST, has an R that may be beaten."""
    found = satisfy(d, lowest, highest, OF_REQUIRED, False, PLAIN)
    if found != FOUND:
        return FOUND if found == NONE else found
    rho = d.t[COUNTER, SHORT_BY]
    if d.sums[PLAIN, SHORT] <= rho:
        copy(d, PLAIN, BEST)
        return FOUND
    # the credits of required subjects are reached too; or the subjects are met, and nothing is short of them
    credits = satisfy(d, rho, highest, 0, False, BY_CREDITS)
    if credits == FOUND:
        copy(d, BY_CREDITS, BEST)
        highest = d.t[COUNTER, SHORT_BY] + 1
    both = satisfy(d, rho, highest, OF_REQUIRED, True, BY_BOTH)
    if GIVEN_UP in (credits, both):
        return GIVEN_UP
    less = credits == NONE or d.t[COUNTER, SHORT_BY] < highest - 1
    if both == FOUND and (less or comes_before(d, BY_BOTH, BY_CREDITS)):
        copy(d, BY_BOTH, BEST)
    return FOUND


@written_in
def best(d: Desk) -> int:
    """The best selection, in the slot BEST; NONE where the records that must count cannot all count."""
    found = run(d, 0, 0, 0, False, ALL_FIRST)
    if found != FOUND:
        return found
    copy(d, ALL_FIRST, BEST)
    highest = d.sums[ALL_FIRST, SHORT]
    if d.sums[ALL_FIRST, T_HOLDER] or highest == 0:
        return FOUND
    lowest = max(0, d.t[NEED, 0] - d.sums[ALL_FIRST, RECOGNISED])
    if highest > lowest:
        lowest = max(lowest, lower_bound(d, ALL_FIRST))
    return FOUND if highest <= lowest else _improve(d, lowest, highest)


@compiled
def select(d: Desk) -> int:
    """The best selection of the records and constraints on the desk, in the slot BEST.

    FOUND, NONE where the records that must count cannot, or GIVEN_UP.
    """
    d.t[COUNTER, SPENT] = 0
    total, bits = 1, 1
    for record in range(d.t[COUNTER, COUNT_RECORDS]):
        total += d.t[CREDITS, record]
    while total >> bits:
        bits += 1
    if bits > BITS_OF_SUM:
        return GIVEN_UP
    d.t[COUNTER, PACK] = bits
    screen(d)
    if settles(d, BEST):
        return FOUND
    find_parts(d)
    mark_members(d)
    return best(d)
