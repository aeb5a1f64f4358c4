"""The least R, and the best selection that has it: the steps of ``recognition/selection.py``, compiled."""

from __future__ import annotations

from .closed_form import lower_bound, settles
from .deciding import decide, mark_members
from .labels import FOUND, GIVEN_UP, NONE
from .making import compiled, written_in
from .pieces import (
    OF_REQUIRED,
    P_EIGHTEEN,
    P_LIBERAL,
    P_TOTAL,
    PIECES,
    has_piece,
    need_of,
    reached,
)
from .places import (
    ALIVE,
    CLASS,
    COUNT_RECORDS,
    COUNTER,
    CREDITS,
    LIBERAL,
    MAJOR,
    MAJOR_REQUIRED,
    N_SUBJECTS,
    NEED,
    PACK,
    RECOGNISED,
    SHORT,
    SHORTEST,
    SPENT,
    SUBJECT,
    SUBJECTS,
    T_EIGHTEEN,
    T_HOLDER,
    TAKEN,
    TOTALS,
    Desk,
)
from .screening import find_parts, screen

# slots of selections that are kept
ALL_FIRST, BY_SUBJECTS, BEST, PLAIN, BY_CREDITS, BY_BOTH = range(6)
PIECE = 6  # PIECE + piece: the best selection with a piece before all levels; SLOTS in all
UNKNOWN = -2


@compiled
def keep(d: Desk, slot: int) -> None:
    """Keeps the selection in the table of records."""
    for i in range(d.t[COUNTER, COUNT_RECORDS]):
        d.selections[slot, 0, i] = d.t[TAKEN, i]
        d.selections[slot, 1, i] = d.t[CLASS, i]


@compiled
def copy(d: Desk, source: int, slot: int) -> None:
    """Keeps a kept selection in another slot too."""
    for i in range(d.t[COUNTER, COUNT_RECORDS]):
        d.selections[slot, 0, i] = d.selections[source, 0, i]
        d.selections[slot, 1, i] = d.selections[source, 1, i]
    for level in range(TOTALS):
        d.sums[slot, level] = d.sums[source, level]


@compiled
def run(d: Desk, active: int, rho: int, first: int, subjects: bool, slot: int) -> int:
    """One decision, kept in a slot. Of the conditions one that can be no less short is best put first."""
    for piece in range(PIECES):
        if active >> piece & 1 and d.t[SHORTEST, piece] == rho:
            first, active = 1 << piece, active & ~(1 << piece)
            break
    found = decide(d, active, rho, first, subjects, slot)
    if found == FOUND:
        keep(d, slot)
    return found


@compiled
def comes_before(d: Desk, left: int, right: int) -> bool:
    """Whether one kept selection is better than another by levels 2 to 8."""
    for level in (RECOGNISED, MAJOR, LIBERAL, MAJOR_REQUIRED, T_EIGHTEEN):
        if d.sums[left, level] != d.sums[right, level]:
            return bool(d.sums[left, level] > d.sums[right, level])
    for part, sign in ((0, 1), (1, -1)):
        for i in range(d.t[COUNTER, COUNT_RECORDS]):
            a, b = d.selections[left, part, i], d.selections[right, part, i]
            if a != b:
                return bool(sign * a > sign * b)
    return False


@compiled
def by_subjects(d: Desk, state: int) -> int:
    """The best selection by sums that meets the required subjects; ``state``: what is known of it."""
    if state != UNKNOWN:
        return state
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
def satisfy(d: Desk, rho: int, without: int, subjects: bool, state: int, slot: int) -> int:
    """The best selection with no piece (but some) more than rho short; conditions are added when broken."""
    if subjects:
        found = by_subjects(d, state)
        source = BY_SUBJECTS
    else:
        found, source = FOUND, ALL_FIRST
    if found != FOUND:
        return found
    copy(d, source, slot)
    active = 0
    while True:
        broken = short_pieces(d, slot, rho) & ~without
        if not broken:
            return FOUND
        if broken >> P_TOTAL & 1 or broken & active:
            return NONE  # no selection under these conditions recognises, or reaches, more
        for piece in range(PIECES):
            if broken >> piece & 1 and d.t[SHORTEST, piece] > rho:
                return NONE
        active |= broken
        found = run(d, active, rho, 0, subjects, slot)
        if found != FOUND:
            return found


@compiled
def within(d: Desk, rho: int, state: int) -> int:
    """The best selection with R at most rho, in the slot PLAIN."""
    found = satisfy(d, rho, OF_REQUIRED, False, state, PLAIN)
    if found != FOUND or d.sums[PLAIN, SHORT] <= rho:
        return found
    credits = satisfy(d, rho, 0, False, state, BY_CREDITS)
    both = satisfy(d, rho, OF_REQUIRED, True, state, BY_BOTH)
    if GIVEN_UP in (credits, both):
        return GIVEN_UP
    if credits == FOUND and (both != FOUND or comes_before(d, BY_CREDITS, BY_BOTH)):
        copy(d, BY_CREDITS, PLAIN)
        return FOUND
    if both == FOUND:
        copy(d, BY_BOTH, PLAIN)
    return both


@written_in
def shared_bound(d: Desk, piece: int) -> int:
    """No R is less than half of what a piece and the total fall short of together; -1: not known."""
    slot = PIECE + piece
    less = d.sums[slot, RECOGNISED] < d.sums[ALL_FIRST, RECOGNISED]
    if less and run(d, 0, 0, 1 << piece | 1 << P_TOTAL, False, slot) != FOUND:
        return -1
    short = need_of(d, piece) - reached(d, piece, slot)
    short += need_of(d, P_TOTAL) - reached(d, P_TOTAL, slot)
    return -(-short // 2)


@written_in
def _least(d: Desk, lowest: int, highest: int, state: int, known: bool) -> int:
    """The best selection of the least R; ``known``: that in BEST has the highest R that is reached."""
    rho = lowest
    while lowest < highest:
        found = within(d, rho, state)
        if found == GIVEN_UP:
            return GIVEN_UP
        if found == NONE:
            lowest = rho + 1
        else:
            copy(d, PLAIN, BEST)
            known, highest = True, d.sums[PLAIN, SHORT]
        rho = (lowest + highest) // 2
    if known:
        return FOUND
    found = within(d, highest, state)
    if found == FOUND:
        copy(d, PLAIN, BEST)
    return found


@written_in
def _improve(d: Desk, lowest: int, highest: int) -> int:  # noqa: PLR0912  step by step as recognition
    """The best selection where that by sums has an R that may be beaten."""
    state = UNKNOWN
    pieces = short_pieces(d, ALL_FIRST, lowest)
    if pieces & OF_REQUIRED:
        state = by_subjects(d, state)
        if state == GIVEN_UP:
            return GIVEN_UP
        if state == FOUND:
            pieces &= ~OF_REQUIRED
    if pieces in (1 << P_LIBERAL, 1 << P_EIGHTEEN):
        found = within(d, lowest, state)
        if found == FOUND:
            copy(d, PLAIN, BEST)
        if found != NONE:
            return found
        lowest += 1
    known, tried = True, 0
    while pieces and highest > lowest:
        worst, piece = -1, 0
        for one in range(PIECES):
            short = need_of(d, one) - reached(d, one, ALL_FIRST)
            if pieces >> one & 1 and short > worst:
                worst, piece = short, one
        pieces &= ~(1 << piece)
        if run(d, 0, 0, 1 << piece, False, PIECE + piece) != FOUND:
            return GIVEN_UP
        tried |= 1 << piece
        short = need_of(d, piece) - reached(d, piece, PIECE + piece)
        d.t[SHORTEST, piece] = short
        if d.sums[PIECE + piece, SHORT] == short:
            copy(d, PIECE + piece, BEST)
            return FOUND  # no R is less, and of all that are this short of the piece it is the best
        lowest = max(lowest, short)
        if d.sums[PIECE + piece, SHORT] < highest:
            known, highest = False, d.sums[PIECE + piece, SHORT]
    for piece in range(1, PIECES):
        if tried >> piece & 1 and lowest < highest:
            shared = shared_bound(d, piece)
            lowest = max(lowest, shared)
    return _least(d, lowest, highest, state, known)


@written_in
def best(d: Desk) -> int:
    """The best selection, in the slot BEST; NONE where the records that must count cannot all count."""
    for piece in range(PIECES):
        d.t[SHORTEST, piece] = -1  # how far short it stays at the least is not known
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
    if bits > 10:
        return GIVEN_UP
    d.t[COUNTER, PACK] = bits
    screen(d)
    if settles(d, BEST):
        return FOUND
    find_parts(d)
    mark_members(d)
    return best(d)
