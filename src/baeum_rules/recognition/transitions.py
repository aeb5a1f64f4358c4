"""What one option of one record does to the key of a search, and to the bound of what must still be lost.

Integer columns and loops only (see ``search.py``). A key packs, for each constraint still open, what the future
needs to know of it; a touch is one constraint that an option meets.

Columns of a touch: ``kind``, ``offset`` and ``mask`` (its bits of the key), ``give`` (what the option gives up:
CAP, WINDOW, SCHOOL, BUDGET; the family taken + 1 or 0: DUPLICATE; 1 for required, 2 for elective beside it, 0 for
neither: SUBSTITUTE; 1 for met: SUBJECT), ``need`` (the excess, or the budget), ``floor`` (the least that must have
been given up by now: caps; the most that can still be given up later: BUDGET; 1 at the last member: the others),
``aux`` (bit 0: the record counts and is limited, or is cut; bit 1: no limited member follows; bit 2: last member;
for SUBJECT the offset of the count of subjects that may still be missed, whose mask is ``need``).

The bound's part of a constraint is a price for what is still to be given up (``bounds.py``): ``price`` a unit, for ``due``
units (no less than the excess: whole records are given up), for caps, ``open_before`` units while a window has no
limited source and no course is cut; for DUPLICATE and SUBSTITUTE four sums: before and after this record, while none is taken
and once one is.
"""

from __future__ import annotations

CAP = 0
WINDOW = 1
SCHOOL = 2
DUPLICATE = 3
SUBSTITUTE = 4
BUDGET = 5
SUBJECT = 6


Touch = tuple[int, int, int, int, int, int, int, int, int, int, int, int, int]


def after(key: int, first: int, last: int, touches: list[Touch], grown: list[int]) -> int:
    """The key after an option whose touches are places first to last; -1 where a constraint forbids it.

    ``grown[0]`` is set to how much the constraints' part of the bound grew.
    """
    growth = 0
    for t in range(first, last):
        k, at, mask, give, need, floor, aux, price, due, open_before, open_after, taken_before, taken_after = touches[t]
        was = value = (key >> at) & mask
        if k == CAP:
            value += give
            if value < floor:
                return -1
            if price and give and was < need:
                growth -= price * (give if value < need else due - was)
            if aux:
                value = 0
            elif value > need:
                value = need
        elif k == DUPLICATE:
            if give:
                value = after_duplicate(value, give)
                if value < 0:
                    return -1
            growth += (taken_after if value else open_after) - (taken_before if was else open_before)
            if floor:
                value = 0
        elif k == WINDOW or k == SCHOOL:
            if k == WINDOW:
                value = after_window(value, give, need, floor, aux)
            else:
                value = after_school(value, give, need, floor, aux)
            if value < 0:
                return -1
            if price and was >> 1 < need:
                growth -= price * max(0, (due if was & 1 else open_before) - (was >> 1))
                if value >> 1 < need and not aux & 4:
                    growth += price * max(0, (due if value & 1 else open_before) - (value >> 1))
        elif k == SUBSTITUTE:
            value = after_substitute(value, give)
            if value < 0 or (floor and value == 2):
                return -1
            growth += (taken_after if value == 1 else open_after) - (taken_before if was == 1 else open_before)
            if floor:
                value = 0
        elif k == BUDGET:
            value += give
            if value > need:
                return -1
            if need - value >= floor:
                value = 0  # whatever follows, the budget holds
        else:
            value |= give
            if floor:
                if value == 0:
                    if (key >> aux) & need == 0:
                        return -1
                    key -= 1 << aux
                value = 0
        key += (value - was) << at
    grown[0] = growth
    return key


def after_window(value: int, give: int, need: int, floor: int, aux: int) -> int:
    """Bit 0: a limited source counts; above it what was given up, held at the excess."""
    limited = (value & 1) | (aux & 1)
    given = (value >> 1) + give
    if not limited and aux & 2:
        return 0 if aux & 4 else (need << 1) | 1  # no limited source counts: the window has no limit
    if limited and given < floor:
        return -1
    if aux & 4:
        return 0
    if given >= need:
        return (need << 1) | 1
    return (given << 1) | limited


def after_school(value: int, give: int, need: int, floor: int, aux: int) -> int:
    """Bit 0: a course was cut; above it what was given up, one more than the excess standing for all above it."""
    cut = (value & 1) | (aux & 1)
    given = min((value >> 1) + give, need + 1)
    if given < floor or (cut and given > need):
        return -1
    return 0 if aux & 4 else (given << 1) | cut


def after_duplicate(value: int, family: int) -> int:
    """0: none counts; 1: one that excludes all; 2, 3, 4: stage 4, stages 1 to 3, both; 5 on: a university's."""
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
