"""The learners of a batch under two laws: what each answers, and what lies between them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from baeum_rules.parameters import Law

from ..answering import Auditor, Prepared
from ..columns import CLASH, REFUSED, SOURCES, Decided, Int8, Int32
from ..finding_faults import Error
from ..writing import asked_of, complete_of

LOSES, UNCHANGED, GAINS = -1, 0, 1


class Side(NamedTuple):
    """What one law answers, one place a learner. ``refused``: how many records it refuses."""

    remaining: Int32
    recognised: Int32
    complete: Int8
    refused: Int32


class Compared(NamedTuple):
    """The learners of a batch that both laws answer.

    ``kept``: which learners of ``prepared`` they are. ``way``: LOSES, UNCHANGED or GAINS. ``concerned``: one
    column a source, whether a record of it is judged otherwise.
    """

    prepared: Prepared
    kept: Any
    before: Side
    after: Side
    way: Int8
    concerned: Int8
    faulty: int
    clashing: int  # learners without an answer by one law or the other
    errors: list[Error]


class Comparison:
    """Audits batch after batch by two laws; a batch is read once where the laws share a folder of data."""

    def __init__(self, before: Law, after: Law) -> None:
        self.before, self.after = Auditor(before), Auditor(after)

    def of(self, nested: Any) -> Compared:
        """The learners of a batch in the form of ``schema.NESTED`` under both laws."""
        prepared = again = self.before.prepare(nested)
        decided, errors, _ = self.before.decide(prepared)
        if self.after.law.folder != self.before.law.folder:
            again = self.after.prepare(nested)
        changed, others, _ = self.after.decide(again)
        kept = (decided.state != CLASH) & (changed.state != CLASH)
        before, after = side_of(prepared, decided), side_of(again, changed)
        told = {error[:4] for error in errors}
        fresh = [error for error in others if error[:4] not in told]
        return Compared(
            prepared,
            kept,
            Side(*(column[kept] for column in before)),
            Side(*(column[kept] for column in after)),
            way_of(before, after)[kept],
            _concerned(prepared, decided, changed)[kept],
            prepared.faulty,
            int((~kept).sum()),
            [*prepared.errors, *errors, *fresh],
        )


def way_of(before: Side, after: Side) -> Int8:
    """Who gains and who loses.

    A degree that is complete now, or no longer, decides; then credits still to earn; then credits recognised.
    """
    way = np.sign(after.complete - before.complete)
    way = np.where(way == 0, np.sign(before.remaining - after.remaining), way)
    way = np.where(way == 0, np.sign(after.recognised - before.recognised), way)
    return way.astype(np.int8)


def side_of(prepared: Prepared, decided: Decided) -> Side:
    """The answers by one law; those of a learner with a clash mean nothing."""
    encoded = prepared.encoded
    asked = asked_of(encoded.learners, encoded.curricula, decided)
    refused = per_learner(encoded.records.start, decided.verdict == REFUSED)
    return Side(decided.remaining, decided.recognised, complete_of(asked, decided).astype(np.int8), refused)


def per_learner(start: Any, marked: Any) -> Int32:
    """How many rows of each learner are marked."""
    until = np.concatenate([np.zeros(1, np.int32), np.cumsum(marked, dtype=np.int32)])
    return (until[start[1:]] - until[start[:-1]]).astype(np.int32)


def _concerned(prepared: Prepared, decided: Decided, changed: Decided) -> Int8:
    """One row a learner, one column a source."""
    records = prepared.encoded.records
    otherwise = (
        (decided.verdict != changed.verdict)
        | (decided.credits != changed.credits)
        | (decided.taken != changed.taken)
    )
    rows = np.flatnonzero(otherwise)
    found = np.zeros((len(records.start) - 1, len(SOURCES)), np.int8)
    found[np.searchsorted(records.start, rows, side="right") - 1, records.source[rows]] = 1
    return found
