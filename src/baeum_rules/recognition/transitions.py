"""What one option of one record does to the key of a search, and to the bound of what must still be lost.

A key packs, for each constraint still open, what the future needs to know of it; a touch is one constraint
that an option meets. What a touch does depends only on its own bits of the key, so each move is worked out
once and looked up from then on (``Memo``); ``move`` itself is arithmetic on integers, to be compiled as it
is.

Columns of a touch: ``kind``, ``offset`` and ``mask`` (its bits of the key; SUBJECT reads the whole key),
``give`` (what the option gives up: CAP, SCHOOL, BUDGET; what it counts: YEAR; the family taken + 1 or 0:
DUPLICATE; 1 for required, 2 for elective beside it, 0 for neither: SUBSTITUTE; 1 for met: SUBJECT), ``need``
(the excess, or the budget; the place in its year: YEAR; the mask of the count of subjects that may still be
missed: SUBJECT), ``floor`` (the least that must have been given up by now: CAP, SCHOOL; the most that can
still be given up later: BUDGET; 1 for a limited source: YEAR; 1 at the last member: the others), ``aux`` (1
at the last member: CAP, SCHOOL; the bits of a count: YEAR; the offset of the subjects that may be missed:
SUBJECT).

The bound's part of a constraint (``losses.py``) is a ``price`` a unit for ``due`` units, no less than the
excess (whole records are given up), for CAP and SCHOOL; for DUPLICATE and SUBSTITUTE four sums: before and
after this record, while none is taken and once one is; for YEAR the least loss of its tables (``years.py``).
"""

from __future__ import annotations

from .years import Table, moved

CAP = 0
SCHOOL = 2
DUPLICATE = 3
SUBSTITUTE = 4
BUDGET = 5
SUBJECT = 6
YEAR = 8

Touch = tuple[int, int, int, int, int, int, int, int, int, int, int, int, int]

Move = tuple[int, int]  # what is added to the key, what is added to the bound
FORBIDDEN: Move = (0, -1 << 250)  # told apart by its growth: no bound falls so far


class Memo:
    """The moves of one touch by the value of its bits of the key, each worked out when a search first
    makes it."""

    def __init__(self, touch: Touch, tables: list[Table]) -> None:
        self.touch, self.tables = touch, tables
        self.moves: dict[int, Move] = {}

    def make(self, value: int) -> Move:
        """Works out the move from a value and keeps it."""
        found = self.moves[value] = move(value, self.touch, self.tables)
        return found


Step = tuple[int, int, dict[int, Move], Memo]  # offset and mask of a touch, its moves so far, and their maker


def move(value: int, touch: Touch, tables: list[Table]) -> Move:
    """What a touch adds to the key and to the bound from a value of its bits; FORBIDDEN where it may not
    be."""
    k, at, _, give, need, floor, aux, price, due, open_before, open_after, taken_before, taken_after = touch
    was = value
    growth = 0
    if k in (CAP, SCHOOL):
        value += give
        if value < floor or (k == SCHOOL and value > need):
            return FORBIDDEN
        if price and give and was < need:
            growth = -price * (give if value < need else due - was)
        value = 0 if aux else min(value, need)
    elif k == DUPLICATE:
        if give:
            value = after_duplicate(value, give)
        if value < 0:
            return FORBIDDEN
        growth = (taken_after if value else open_after) - (taken_before if was else open_before)
        value = 0 if floor else value
    elif k == YEAR:
        value, growth = moved(tables, need, value, aux, give, floor)
        if value < 0:
            return FORBIDDEN
    elif k == SUBSTITUTE:
        value = after_substitute(value, give)
        if value < 0 or (floor and value == 2):
            return FORBIDDEN
        growth = (taken_after if value == 1 else open_after) - (taken_before if was == 1 else open_before)
        value = 0 if floor else value
    elif k == BUDGET:
        value += give
        if value > need:
            return FORBIDDEN
        if need - value >= floor:
            value = 0  # whatever follows, the budget holds
    else:
        return _after_subject(value, touch)
    return (value - was) << at, growth


def _after_subject(key: int, touch: Touch) -> Move:
    """The bit of a required subject; where its last record does not meet it either, one more may not be
    missed."""
    _, at, _, met, missable, last, aux, *_ = touch
    was = (key >> at) & 1
    if not last:
        return ((was | met) - was) << at, 0
    if was or met:
        return -was << at, 0
    if (key >> aux) & missable == 0:
        return FORBIDDEN
    return -1 << aux, 0


def after_duplicate(value: int, family: int) -> int:
    """0: none counts; 1: one that excludes all; 2, 3, 4: stage 4, stages 1 to 3, both; 5 on: a
    university's."""
    if family == 0:
        return value
    if value == 0:
        return family if family <= 3 else family + 1
    if (value == 2 and family == 3) or (value == 3 and family == 2):
        return 4
    if family > 3 and value == family + 1:
        return value
    return -1


def after_substitute(value: int, taken: int) -> int:
    """0: none yet; 1: one is major_required; 2: one is elective beside a required one still to come."""
    if taken == 1:
        return -1 if value == 1 else 1
    if taken == 2 and value == 0:
        return 2
    return value
