"""The first of the best selections of a laid search by full enumeration: every selection is looked at.

Nothing of the kernel is used: limits are read as the model states them.
"""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np
from tests.batch.laid_searches import CLASSES, Laid, Limit

from baeum_rules.batch.kernel.pieces import P_EIGHTEEN, P_LIBERAL, P_MAJOR, P_TOTAL, P_UNIVERSITY
from baeum_rules.recognition.problem import COUNT, DUPLICATE, SCHOOL, SUBSTITUTE, WINDOW

REQUIRED, ELECTIVE, LIBERAL, _ = CLASSES


def options_of(laid: Laid) -> list[list[tuple[int, int]]]:
    """Of each course the credits that may count, and as which class."""
    found = []
    for place, course in enumerate(laid.courses):
        least = 1 if laid.may_be_cut(place) else course.credits
        counts = range(least, course.credits + 1)
        out = [] if course.forced else [(0, 0)]
        found.append(out + [(count, bit) for count in counts for bit in course.classes])
    return found


def how_many(laid: Laid) -> int:
    """How many selections there are, kept limits or not."""
    return prod(len(options) for options in options_of(laid))


def excludes(left: int, right: int) -> bool:
    """Whether two families of one duplicate key exclude each other."""
    if 0 in (left, right):
        return True
    stages = {left, right} <= {1, 2}
    return left == right if stages else left != right


def _keeps(laid: Laid, limit: Limit, counts: Any, classes: Any) -> Any:
    """Which selections keep a limit."""
    members = list(limit.members)
    own, taken = counts[:, members], counts[:, members].sum(axis=1)
    if limit.kind == COUNT:
        return (own > 0).sum(axis=1) <= limit.limit
    if limit.kind == SUBSTITUTE:
        return (classes[:, members] == REQUIRED).sum(axis=1) <= limit.limit
    if limit.kind == DUPLICATE:
        kept = np.ones(len(counts), bool)
        for a, left in enumerate(limit.marks):
            for b in range(a):
                if excludes(left, limit.marks[b]):
                    kept &= (own[:, a] == 0) | (own[:, b] == 0)
        return kept
    if limit.kind == WINDOW:
        limited = [place for place, mark in enumerate(limit.marks) if mark]
        return (taken <= limit.limit) | ~(own[:, limited] > 0).any(axis=1)
    if limit.kind == SCHOOL:
        full = np.array([laid.courses[place].credits for place in members])
        is_cut = ((own > 0) & (own < full)).any(axis=1)
        return (taken < limit.limit) & ~is_cut | (taken == limit.limit)
    return taken <= limit.limit


def _sum_of(laid: Laid, piece: int, counts: Any, classes: Any) -> Any:
    """The sum of a piece in each selection."""
    if piece == P_TOTAL:
        return counts.sum(axis=1)
    if piece in (P_EIGHTEEN, P_UNIVERSITY):
        name = "eighteen" if piece == P_EIGHTEEN else "university"
        return counts @ np.array([getattr(course, name) for course in laid.courses])
    of_piece = {P_MAJOR: (REQUIRED, ELECTIVE), P_LIBERAL: (LIBERAL,)}[piece]
    return (counts * np.isin(classes, of_piece)).sum(axis=1)


def _every(laid: Laid) -> tuple[Any, Any]:
    """The credits and classes of every selection."""
    options = options_of(laid)
    places = np.indices([len(own) for own in options]).reshape(len(options), -1)
    taken = [np.array(own)[places[k]] for k, own in enumerate(options)]
    return np.stack([one[:, 0] for one in taken], axis=1), np.stack([one[:, 1] for one in taken], axis=1)


def first_of_best(laid: Laid) -> tuple[list[int], list[int], int] | None:
    """The credits and classes of the first of the best selections, and how far short it is of its needs.

    None: no selection keeps all limits, or all are short by more than may be.
    """
    counts, classes = _every(laid)
    kept = np.ones(len(counts), bool)
    for limit in laid.limits:
        kept &= _keeps(laid, limit, counts, classes)
    short = np.zeros(len(counts), int)
    for piece, need in laid.needs.items():
        short = np.maximum(short, need - _sum_of(laid, piece, counts, classes))
    kept &= short <= laid.spare
    subject = np.array([course.subject for course in laid.courses])
    kept &= (counts > 0) @ subject >= laid.subjects
    counts, classes, short = counts[kept], classes[kept], short[kept]
    if not len(counts):
        return None
    levels = [-short]
    levels += [_sum_of(laid, piece, counts, classes) for piece in (P_TOTAL, P_MAJOR, P_LIBERAL)]
    levels += [(counts * (classes == REQUIRED)).sum(axis=1), _sum_of(laid, P_EIGHTEEN, counts, classes)]
    order = [-level for level in levels] + list(-counts.T) + list(classes.T)
    first = np.lexsort(order[::-1])[0]
    return counts[first].tolist(), classes[first].tolist(), int(short[first])
