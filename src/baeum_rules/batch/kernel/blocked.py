"""Why an eligible record was left out: the rules of each constraint that adding it in full would break.

As ``recognition/blocked.py``, which says the same in sentences.
"""

from __future__ import annotations

from baeum_rules.recognition.problem import COUNT, DUPLICATE, SUBSTITUTE, WINDOW

from .grouping import OBJECTIVE
from .making import compiled
from .places import (
    COUNT_CONSTRAINTS,
    COUNTER,
    END,
    FIRST,
    KIND,
    LIMIT,
    MARK,
    MEMBER,
    RULE,
    TAKEN,
    WEIGHT,
    Desk,
)
from .screening import excludes


@compiled
def _breaks(d: Desk, c: int, place: int) -> bool:
    """Whether the member at a place, added in full, would break its constraint."""
    kind, used, marked = d.t[KIND, c], 0, d.t[MARK, place] != 0
    if kind == SUBSTITUTE:
        return False  # beside one that is major_required it may be major_elective
    for m in range(d.t[FIRST, c], d.t[END, c]):
        credits = d.t[TAKEN, d.t[MEMBER, m]]
        if m == place or credits == 0:
            continue
        if kind == DUPLICATE:
            if excludes(d.t[MARK, place], d.t[MARK, m]):
                return True
        else:
            used += 1 if kind == COUNT else credits
            marked |= d.t[MARK, m] != 0
    if kind == DUPLICATE or (kind == WINDOW and not marked):
        return False
    return bool(used + d.t[WEIGHT, place] > d.t[LIMIT, c])


@compiled
def broken_by(d: Desk, record: int) -> int:
    """The rules that keep a record out, as bits of ``CONSTRAINT_RULES``; ``objective`` if it breaks none."""
    found = 0
    for c in range(d.t[COUNTER, COUNT_CONSTRAINTS]):
        for m in range(d.t[FIRST, c], d.t[END, c]):
            if d.t[MEMBER, m] == record and _breaks(d, c, m):
                found |= 1 << d.t[RULE, c]
    return found if found else 1 << OBJECTIVE
