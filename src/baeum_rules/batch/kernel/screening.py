"""What must be decided at all, as ``recognition/screen.py``: constraints that can forbid, and parts."""

from __future__ import annotations

from baeum_rules.recognition.problem import COUNT, DUPLICATE, EXCLUSIVE, STAGES_1_TO_3, SUBSTITUTE, WINDOW

from .making import compiled
from .places import (
    ALIVE,
    BESIDE,
    BINDING,
    CLASSES,
    COUNT_CONSTRAINTS,
    COUNT_RECORDS,
    COUNTER,
    CREDITS,
    EIGHTEEN,
    END,
    FIRST,
    FORCED,
    KIND,
    LEADER,
    LIMIT,
    MARK,
    MEMBER,
    TOUCHING,
    UNIVERSITY,
    WEIGHT,
    Desk,
)


@compiled
def excludes(left: int, right: int) -> bool:
    """Whether two members of one duplicate key, by their families, exclude each other."""
    if left == right:
        return left <= STAGES_1_TO_3
    return bool(min(left, right) == EXCLUSIVE or max(left, right) > STAGES_1_TO_3)


@compiled
def binds(d: Desk, c: int) -> bool:
    """Whether a constraint could forbid something among the records still alive."""
    kind, first, end = d.t[KIND, c], d.t[FIRST, c], d.t[END, c]
    if kind == DUPLICATE:
        for a in range(first, end):
            if d.t[ALIVE, d.t[MEMBER, a]]:
                for b in range(first, a):
                    alive = d.t[ALIVE, d.t[MEMBER, b]]
                    if alive and excludes(d.t[MARK, a], d.t[MARK, b]):
                        return True
        return False
    taken, marked = 0, False
    for m in range(first, end):
        if d.t[ALIVE, d.t[MEMBER, m]]:
            taken += 1 if kind in (COUNT, SUBSTITUTE) else d.t[WEIGHT, m]
            marked |= d.t[MARK, m] != 0
    if kind == SUBSTITUTE:
        return taken > 1
    return taken > d.t[LIMIT, c] and (kind != WINDOW or marked)


@compiled
def find_binding(d: Desk) -> None:
    """Marks the constraints that bind, and counts for each record how many of them it meets."""
    for record in range(d.t[COUNTER, COUNT_RECORDS]):
        d.t[TOUCHING, record] = 0
    for c in range(d.t[COUNTER, COUNT_CONSTRAINTS]):
        if d.t[BINDING, c]:
            d.t[BINDING, c] = 1 if binds(d, c) else 0
        if d.t[BINDING, c]:
            for m in range(d.t[FIRST, c], d.t[END, c]):
                d.t[TOUCHING, d.t[MEMBER, m]] += 1


@compiled
def _is_worse(d: Desk, worse: int, better: int) -> bool:
    r = d.t
    return bool(
        r[CREDITS, worse] <= r[CREDITS, better]
        and r[EIGHTEEN, worse] <= r[EIGHTEEN, better]
        and r[UNIVERSITY, worse] <= r[UNIVERSITY, better]
        and r[CLASSES, worse] | r[CLASSES, better] == r[CLASSES, better]
        and r[BESIDE, worse] <= r[BESIDE, better]
        and (
            r[CREDITS, worse] < r[CREDITS, better]
            or r[EIGHTEEN, worse] < r[EIGHTEEN, better]
            or better < worse
        )
    )


@compiled
def _leave_out_worse(d: Desk, c: int) -> bool:
    """Leaves out duplicates where another that meets no other constraint is as good at every level."""
    first, end = d.t[FIRST, c], d.t[END, c]
    for m in range(first, end):
        if d.t[ALIVE, d.t[MEMBER, m]] and d.t[MARK, m] != EXCLUSIVE:
            return False
    changed = False
    for b in range(first, end):
        better = d.t[MEMBER, b]
        if d.t[ALIVE, better] and d.t[TOUCHING, better] == 1:
            for w in range(first, end):
                worse = d.t[MEMBER, w]
                if (
                    worse != better
                    and d.t[ALIVE, worse]
                    and not d.t[FORCED, worse]
                    and _is_worse(d, worse, better)
                ):
                    d.t[ALIVE, worse] = 0
                    changed = True
    return changed


@compiled
def screen(d: Desk) -> None:
    """Leaves out what cannot be in the best selection, and marks the constraints that bind."""
    for record in range(d.t[COUNTER, COUNT_RECORDS]):
        d.t[ALIVE, record] = 1
    for c in range(d.t[COUNTER, COUNT_CONSTRAINTS]):
        d.t[BINDING, c] = 1
    find_binding(d)
    changed = True
    while changed:
        changed = False
        for c in range(d.t[COUNTER, COUNT_CONSTRAINTS]):
            if d.t[BINDING, c] and d.t[KIND, c] == DUPLICATE:
                changed |= _leave_out_worse(d, c)
        if changed:
            find_binding(d)


@compiled
def leader(d: Desk, record: int) -> int:
    """The record that stands for the part a record is in."""
    while d.t[LEADER, record] != record:
        d.t[LEADER, record] = d.t[LEADER, d.t[LEADER, record]]
        record = d.t[LEADER, record]
    return record


@compiled
def find_parts(d: Desk) -> None:
    """Joins the records so that no binding constraint spans two parts; a part is led by its first record."""
    for record in range(d.t[COUNTER, COUNT_RECORDS]):
        d.t[LEADER, record] = record
    for c in range(d.t[COUNTER, COUNT_CONSTRAINTS]):
        if d.t[BINDING, c]:
            before = -1
            for m in range(d.t[FIRST, c], d.t[END, c]):
                record = d.t[MEMBER, m]
                if d.t[ALIVE, record]:
                    own = leader(d, record)
                    if before >= 0 and before != own:
                        d.t[LEADER, max(before, own)] = min(before, own)
                        own = min(before, own)
                    before = own
