"""What happens to the learners of each group, added up batch by batch in memory that has a bound."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

import numpy as np

from ..columns import SOURCES
from .comparing import GAINS, LOSES, Compared
from .groups import APART, DIMENSIONS, MAJOR, MOST, OTHERS, SOURCE, Codes, groups_of, source_groups

WIDEST = 255  # credits by which a change is told exactly in the histogram; sums are exact beyond
COUNTS = (
    "learners", "gains", "loses", "completes", "no_longer", "refused_more", "refused_fewer",
    "gains_remaining", "gains_recognised", "loses_remaining", "loses_recognised",
)  # fmt: skip


class Sums(NamedTuple):
    """The sums of one group.

    Learners: how many, who gains, who loses, whose degree is complete now, no longer, of whom more or fewer
    records are refused. Credits: what is to be earned, what is recognised (after less before), of who gains
    and of who loses. ``gains_by`` and ``loses_by``: how many by how many credits still to earn, from
    -WIDEST to WIDEST.
    """

    learners: int
    gains: int
    loses: int
    completes: int
    no_longer: int
    refused_more: int
    refused_fewer: int
    gains_remaining: int
    gains_recognised: int
    loses_remaining: int
    loses_recognised: int
    gains_by: Any
    loses_by: Any

    @property
    def unchanged(self) -> int:
        """Learners who neither gain nor lose."""
        return self.learners - self.gains - self.loses

    def without(self, others: Sums) -> Sums:
        """The learners of this group who are not among the others."""
        return Sums(*(one - other for one, other in zip(self, others, strict=True)))

    def with_(self, others: Sums) -> Sums:
        """The learners of both groups together."""
        return Sums(*(one + other for one, other in zip(self, others, strict=True)))


class Tally:
    """Sums of all learners and of each group."""

    def __init__(self) -> None:
        self.all = none()
        self.groups: dict[str, dict[str, Sums]] = {name: {} for name in DIMENSIONS}
        self.groups[SOURCE] = {source: none() for source in SOURCES}
        self.faulty = self.clashing = self.otherwise = 0
        self.days: tuple[int, int] | None = None  # the first and the last day of an answer, as ordinals

    def add(self, compared: Compared) -> None:
        """Count the learners of one batch."""
        self.faulty += compared.faulty
        self.clashing += compared.clashing
        if not len(compared.way):
            return
        days = compared.prepared.encoded.learners.as_of[compared.kept]
        first, last = self.days or (int(days.max()), int(days.min()))
        self.days = (min(first, int(days.min())), max(last, int(days.max())))
        rows, changes = _columns(compared)
        self.all = self.all.with_(_sums(rows, changes, None, 1)[0])
        self.otherwise += int(((compared.way == 0) & (compared.concerned.any(axis=1))).sum())
        for dimension, codes in groups_of(compared):
            self._add(dimension, codes, rows, changes)
        for source, among in source_groups(compared):
            part = tuple(change[among] for change in changes)
            self._join(SOURCE, source, _sums([row[among] for row in rows], part, None, 1)[0])

    def _add(self, dimension: str, codes: Codes, rows: list[Any], changes: Any) -> None:
        met, of = np.unique(codes.of, return_inverse=True)
        added: dict[str, int] = {}  # a place for each group; groups too many share one before they take room
        places = [added.setdefault(self._key(dimension, codes.keys[n], added), len(added)) for n in met]
        for key, sums in zip(added, _sums(rows, changes, np.array(places)[of], len(added)), strict=True):
            self._join(dimension, key, sums)

    def _key(self, dimension: str, key: str, added: dict[str, int]) -> str:
        """The key under which a group is counted: its own, as long as there is room."""
        groups = self.groups[dimension]
        if key in groups or key in added or len(groups) + len(added) < MOST:
            return key
        return key.partition(APART)[0] + APART + OTHERS if dimension == MAJOR else OTHERS

    def _join(self, dimension: str, key: str, sums: Sums) -> None:
        groups = self.groups[dimension]
        groups[key] = groups[key].with_(sums) if key in groups else sums


def none() -> Sums:
    """The sums of nobody."""
    empty = np.zeros(2 * WIDEST + 1, np.int64)
    return Sums._make([*[0] * len(COUNTS), empty, empty])


def median_of(by: Any) -> float | None:
    """The median of a histogram, in credits still to earn; None of nobody."""
    count = int(by.sum())
    if not count:
        return None
    until = np.cumsum(by)
    low, high = (int(np.searchsorted(until, place)) - WIDEST for place in ((count + 1) // 2, count // 2 + 1))
    return (low + high) / 2


def by_credits(by: Any) -> Counter[int]:
    """A histogram as how many by how many credits."""
    return Counter({int(place) - WIDEST: int(by[place]) for place in np.flatnonzero(by)})


def _columns(compared: Compared) -> tuple[list[Any], Any]:
    """What is added up of each learner in the order of COUNTS, and by how much each moves."""
    before, after, way = compared.before, compared.after, compared.way
    gains, loses = way == GAINS, way == LOSES
    remaining = after.remaining.astype(np.int64) - before.remaining
    recognised = after.recognised.astype(np.int64) - before.recognised
    completed = after.complete - before.complete
    refused = after.refused - before.refused
    rows = [
        np.ones(len(way), np.int64),
        gains,
        loses,
        completed > 0,
        completed < 0,
        refused > 0,
        refused < 0,
        *(np.where(who, moved, 0) for who in (gains, loses) for moved in (remaining, recognised)),
    ]
    return rows, (gains, loses, np.clip(remaining, -WIDEST, WIDEST) + WIDEST)


def _sums(rows: list[Any], changes: Any, of: Any, count: int) -> list[Sums]:
    """The sums of each group; ``of``: the number of each learner's group, None where there is one."""
    if of is None:
        of = np.zeros(len(rows[0]), np.int64)
    added = [np.bincount(of, weights=row, minlength=count).astype(np.int64) for row in rows]
    gains, loses, moved = changes
    wide = 2 * WIDEST + 1
    by = [
        np.bincount(of[who] * wide + moved[who], minlength=count * wide).reshape(count, wide)
        for who in (gains, loses)
    ]
    return [
        Sums._make([*(int(column[place]) for column in added), by[0][place], by[1][place]])
        for place in range(count)
    ]
