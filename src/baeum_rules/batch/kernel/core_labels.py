"""The best of a core, by labels: one for each state that items decided so far can leave.

A label carries its key, which tells what was chosen and orders selections of one worth: nothing is read back.
"""

from __future__ import annotations

from .core import lay_core
from .core_rows import ASIDE, BITS_OF_FIELD, FIELDS, GUARDS, MOST_OF_FIELD, OVERSHOT, WORDS
from .labels import FOUND, GIVEN_UP, NONE, room_for
from .making import compiled, written_in
from .places import (
    ALWAYS,
    AS,
    C_END,
    C_FIRST,
    C_FLAGS,
    C_GIVEN,
    C_HELD,
    C_ITEM,
    C_KEY,
    C_LOSS,
    C_MASK,
    C_MODE,
    C_OPTION,
    C_PRICE,
    C_REST,
    CORE_FLAGS,
    CORE_ITEMS,
    CORE_LOSS,
    CORE_WORTH,
    COUNT_ROWS,
    COUNTED,
    COUNTER,
    EXACT,
    GOT,
    MOST_CORE,
    OPEN_PART,
    PRICED,
    SIZE_OF_TABLE,
    SPENT,
    STAMP,
    START,
    TRIED_CLASS,
    TRIED_COUNT,
    WORTH,
    Desk,
)
from .proving import NEVER
from .rows_laid import CANNOT, MAY
from .undecided import asked_of_tried, worth_of_tried

# a label: three words of what is still to be given up, flags, what was lost, worth, key
FIRST, SECOND, THIRD, SET, LOST, WORTH_OF, FIRST_KEY, SECOND_KEY = range(8)


@written_in
def _less(need: int, given: int) -> tuple[int, int]:
    """What is left to give up in each field, none below 0, and the guards of the fields that would be."""
    taken = (need | GUARDS) - given
    kept = taken & GUARDS
    return taken & (kept - (kept >> OVERSHOT)), GUARDS & ~kept


@written_in
def _missing(need: int, rest: int, asked: int) -> int:
    """The guards of the fields that are asked and need more than is to come."""
    return ~((rest | GUARDS) - need) & GUARDS & asked


@compiled
def _lost_beyond(d: Desk, label: int, o: int, beyond: tuple[int, int, int]) -> int:
    """What is lost where an option gives up more than a label must, at the prices of the fields beyond."""
    found = 0
    for word in range(WORDS):
        over, need, given = beyond[word], d.core[label, FIRST + word], d.t[C_GIVEN + word, o]
        for k in range(FIELDS):
            if over >> BITS_OF_FIELD * k + OVERSHOT & 1:
                place = BITS_OF_FIELD * k
                more = (given >> place & MOST_OF_FIELD) - (need >> place & MOST_OF_FIELD)
                found += d.t[C_PRICE, FIELDS * word + k] * more
    return found


@written_in
def _place(d: Desk, first: int, second: int, third: int, flags: int) -> int:
    """Where a state stands, or could, in the hash table of this turn."""
    mixed = first * -7046029254386353131 + second * -4417276706812531889 + third * 1609587929392839161 + flags
    size = d.t[COUNTER, SIZE_OF_TABLE]
    place = ((mixed ^ mixed >> 29) * -7046029254386353131 >> 22) & size
    while d.stamp[place] == d.t[COUNTER, STAMP]:
        at = d.at[place]
        if (
            d.core[at, FIRST] == first
            and d.core[at, SECOND] == second
            and d.core[at, THIRD] == third
            and d.core[at, SET] == flags
        ):
            break
        place = place + 1 & size
    return place


@written_in
def _words(d: Desk, row: int, place: int) -> tuple[int, int, int]:
    """Three words that stand in rows one after another."""
    return d.t[row, place], d.t[row + 1, place], d.t[row + 2, place]


@written_in
def _three(d: Desk, place: int) -> tuple[int, int, int]:
    """Three words that stand among the counts."""
    return d.t[COUNTER, place], d.t[COUNTER, place + 1], d.t[COUNTER, place + 2]


@compiled
def _comes_before(d: Desk, at: int, worth: int, first: int, second: int) -> bool:
    """Whether a worth and a key are better than those of a label."""
    better = worth - d.core[at, WORTH_OF]
    if better == 0:
        better = first - d.core[at, FIRST_KEY]
        if better == 0:
            better = second - d.core[at, SECOND_KEY]
    return bool(better > 0)


@written_in
def _enter(d: Desk, label: int, o: int, put: int, left: tuple[int, int, int], flags: int, lost: int) -> int:
    """Enters a label, or leaves the better one of its state; where the next is put.

    ``left`` (three words) and ``flags``: the state. It comes from a label by an option.
    """
    worth = d.core[label, WORTH_OF] + d.t[WORTH, d.t[C_OPTION, o]]
    first, second = d.core[label, FIRST_KEY] + d.t[C_KEY, o], d.core[label, SECOND_KEY] + d.t[C_KEY + 1, o]
    place = _place(d, left[0], left[1], left[2], flags)
    at, after = put, put + 1
    if d.stamp[place] == d.t[COUNTER, STAMP]:
        at, after = d.at[place], put
        # one that breaks a row left aside, and so a cut, is said to lose too much: the other then is not
        lost = min(lost, d.core[at, LOST])
        if not _comes_before(d, at, worth, first, second):
            d.core[at, LOST] = lost
            return after
    else:
        d.stamp[place], d.at[place] = d.t[COUNTER, STAMP], put
        d.core[put, FIRST], d.core[put, SECOND], d.core[put, THIRD] = left
        d.core[put, SET] = flags
    d.core[at, LOST], d.core[at, WORTH_OF] = lost, worth
    d.core[at, FIRST_KEY], d.core[at, SECOND_KEY] = first, second
    return after


@compiled
def _decide(d: Desk, k: int, begin: int, end: int, into: int, gap: int) -> int:
    """Decides the item of a turn for all labels from begin to end; where the new ones end, or GIVEN_UP.

    What does not change from label to label is read before: compiled, tables may change with what is written.
    """
    item = d.t[C_ITEM, k]
    opened, closed = d.t[C_FIRST, item], d.t[C_END, item]
    d.t[COUNTER, STAMP] += 1
    d.t[COUNTER, SIZE_OF_TABLE] = room_for((end - begin) * (closed - opened))
    always, exact, cost = _three(d, ALWAYS), _three(d, EXACT), _three(d, PRICED)
    in_part, rest = d.t[COUNTER, OPEN_PART], _words(d, C_REST, k)
    put = into
    for o in range(opened, closed):
        given, own, set_ = _words(d, C_GIVEN, o), d.t[C_LOSS, o], d.t[C_FLAGS, o]
        for label in range(begin, end):
            lost = d.core[label, LOST] + own
            if lost > gap:
                continue
            left0, over0 = _less(d.core[label, FIRST], given[0])
            left1, over1 = _less(d.core[label, SECOND], given[1])
            left2, over2 = _less(d.core[label, THIRD], given[2])
            flags = d.core[label, SET] | set_ | (over0 & in_part) >> 1
            if over0 & exact[0] | over1 & exact[1] | over2 & exact[2] | flags & flags << 1 & in_part:
                continue
            missing = _missing(left0, rest[0], always[0] | flags) | _missing(left1, rest[1], always[1])
            if missing | _missing(left2, rest[2], always[2]):
                continue
            if over0 & cost[0] | over1 & cost[1] | over2 & cost[2]:
                lost += _lost_beyond(d, label, o, (over0 & cost[0], over1 & cost[1], over2 & cost[2]))
                if lost > gap:
                    continue
            if put == into + MOST_CORE:
                return GIVEN_UP
            put = _enter(d, label, o, put, (left0, left1, left2), flags, lost)
    return put


@compiled
def _read_key(d: Desk, first: int, second: int) -> None:
    """Enters what a key says was chosen of each item of the core."""
    for k in range(d.t[COUNTER, CORE_ITEMS]):
        item = d.t[C_ITEM, k]
        own, other = first & d.t[C_MASK, item], second & d.t[C_MASK + 1, item]
        for o in range(d.t[C_FIRST, item], d.t[C_END, item]):
            if own == d.t[C_KEY, o] and other == d.t[C_KEY + 1, o]:
                chosen = d.t[C_OPTION, o]
                d.t[TRIED_COUNT, item], d.t[TRIED_CLASS, item] = d.t[COUNTED, chosen], d.t[AS, chosen]


@compiled
def _take_best(d: Desk, begin: int, end: int) -> int:
    """Enters the best of the last labels as the selection tried; FOUND, or NONE where there is no label."""
    if begin == end:
        return NONE
    best = begin
    for label in range(begin + 1, end):
        if _comes_before(
            d, best, d.core[label, WORTH_OF], d.core[label, FIRST_KEY], d.core[label, SECOND_KEY]
        ):
            best = label
    d.t[COUNTER, CORE_WORTH] = d.core[best, WORTH_OF]
    _read_key(d, d.core[best, FIRST_KEY], d.core[best, SECOND_KEY])
    return FOUND


@compiled
def _find(d: Desk, gap: int, allowed: int) -> int:
    """The first of the best selections of a core that keep the rows held: those left aside may be broken."""
    laid = lay_core(d, gap)
    if laid != MAY:
        return NONE if laid == CANNOT else GIVEN_UP
    for word in range(3):
        d.core[0, word] = d.t[COUNTER, START + word]
    d.core[0, SET], d.core[0, LOST] = d.t[COUNTER, CORE_FLAGS], d.t[COUNTER, CORE_LOSS]
    d.core[0, WORTH_OF], d.core[0, FIRST_KEY], d.core[0, SECOND_KEY] = d.t[COUNTER, CORE_WORTH], 0, 0
    begin, end, into, spent = 0, 1, MOST_CORE, 0
    for k in range(d.t[COUNTER, CORE_ITEMS]):
        item = d.t[C_ITEM, k]
        spent += (end - begin) * (d.t[C_END, item] - d.t[C_FIRST, item])
        end = _decide(d, k, begin, end, into, gap) if spent <= allowed else GIVEN_UP
        if end == GIVEN_UP:
            break
        begin, into = into, MOST_CORE - into
    d.t[COUNTER, SPENT] += spent
    if end == GIVEN_UP:
        return GIVEN_UP
    return _take_best(d, begin, end)


@compiled
def _hold_broken(d: Desk) -> int:
    """Holds from now on the rows left aside that the selection tried breaks; how many these are."""
    found = 0
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        if d.t[C_MODE, r] == ASIDE and d.t[GOT, r] < asked_of_tried(d, r):
            d.t[C_HELD, r] = 1
            found += 1
    return found


@compiled
def first_of_core(d: Desk, gap: int, allowed: int) -> int:
    """The first of the best selections that lose no more than a gap, as the one tried; CORE_WORTH: its worth.

    FOUND, NONE, or GIVEN_UP where it would take more labels than are allowed.
    """
    end = d.t[COUNTER, SPENT] + allowed
    while True:
        found = _find(d, gap, end - d.t[COUNTER, SPENT])
        if found != FOUND or worth_of_tried(d) != NEVER:
            return found
        if not _hold_broken(d):
            return GIVEN_UP
