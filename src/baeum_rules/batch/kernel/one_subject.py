"""Required subjects, each met by one course: a search counts courses, and two of one subject as two.

Where the best selection so counted does not meet the subjects, each course of the subject that was taken
twice is tried as the one that meets it. In the best selection of all some course does: it is among those.
"""

from __future__ import annotations

from .deciding import TWICE, decide
from .kept import ONE_OF_EACH, comes_before, copy, keep
from .labels import GIVEN_UP, NONE
from .making import compiled
from .places import ALIVE, CLASS, COUNT_RECORDS, COUNTER, PASSED_OVER, SUBJECT, TAKEN, Desk

BITS_OF_SUBJECT = 6  # of a subject, and one: there are at most 60 (``choosing.MOST_SUBJECTS``)
MOST_WAYS = 64  # of choosing one course for each of the subjects: they double with each


@compiled
def _pass_over(d: Desk, subjects: int, way: int) -> bool:
    """Leaves of each of some subjects the one course that is to meet it; False: there are no more ways."""
    for record in range(d.t[COUNTER, COUNT_RECORDS]):
        d.t[PASSED_OVER, record] = 0
    while subjects:
        subject, count = (subjects & (1 << BITS_OF_SUBJECT) - 1) - 1, 0
        for record in range(d.t[COUNTER, COUNT_RECORDS]):
            count += 1 if d.t[ALIVE, record] and d.t[SUBJECT, record] == subject else 0
        chosen = way % count
        for record in range(d.t[COUNTER, COUNT_RECORDS]):
            if d.t[ALIVE, record] and d.t[SUBJECT, record] == subject:
                d.t[PASSED_OVER, record] = 1 if chosen else 0
                chosen -= 1
        way //= count
        subjects >>= BITS_OF_SUBJECT
    return way == 0


@compiled
def _taken_twice(d: Desk) -> int:
    """A subject of which two courses that may meet it are taken, and one; 0: there is none."""
    met = 0
    for record in range(d.t[COUNTER, COUNT_RECORDS]):
        subject = d.t[SUBJECT, record]
        if d.t[TAKEN, record] and subject >= 0 and not d.t[PASSED_OVER, record]:
            if met >> subject & 1:
                return subject + 1
            met |= 1 << subject
    return 0


@compiled
def _best_way(d: Desk, active: int, rho: int, spare: int, slot: int, subjects: int) -> int:
    """The best of the decisions in which one course meets each of some subjects, as ``decide`` leaves it."""
    best, least, count, way = NONE, -1, d.t[COUNTER, COUNT_RECORDS], 0
    while _pass_over(d, subjects, way):
        found = decide(d, active, rho, spare, True, slot) if way < MOST_WAYS else GIVEN_UP
        if found == GIVEN_UP:
            return GIVEN_UP
        if found != NONE:
            less = d.t[TAKEN, count] if spare else 0  # how much less is short
            keep(d, slot)
            if less > least or (less == least and comes_before(d, slot, ONE_OF_EACH)):
                best, least = found, less
                copy(d, slot, ONE_OF_EACH)
        way += 1
    if best != NONE:
        copy(d, ONE_OF_EACH, slot)
        for i in range(count):
            d.t[TAKEN, i], d.t[CLASS, i] = d.selections[slot, 0, i], d.selections[slot, 1, i]
        d.t[TAKEN, count] = least
    return best


@compiled
def decide_by_subjects(d: Desk, active: int, rho: int, spare: int, slot: int) -> int:
    """The best selection that meets the required subjects, else as ``decide``; FOUND, NONE or GIVEN_UP."""
    found, subjects = decide(d, active, rho, spare, True, slot), 0
    while found == TWICE:
        subjects = subjects << BITS_OF_SUBJECT | _taken_twice(d)
        found = _best_way(d, active, rho, spare, slot, subjects)
    _pass_over(d, 0, 0)
    return found
