"""The function over Arrow: a batch of nested learners in, a batch of answers out."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from baeum_rules.certificates import load_certificates
from baeum_rules.parameters import Law, load_law

from .columns import CLASH, HANDED, SOLVER, Certificates, Curricula, Decided, Int64, Learners, Records
from .consulted_columns import consulted_of
from .encoding import Encoded, Encoder
from .finding_faults import Error, chosen, find_faults
from .kernel.choosing import Chooser
from .one_by_one import decide_one_by_one
from .writing import answers_of

Decide = Callable[[Learners, Records, Certificates, Curricula], Decided]


class Counts(NamedTuple):
    """How many learners there were, and were so."""

    learners: int
    faulty: int  # not audited, because of faults
    refused: int  # without an answer: faulty, or their records to take cannot be had
    errors: int  # of those that were refused
    contested: int
    handed: int
    by_solver: int


class Answered(NamedTuple):
    """The answer to a batch: learners without faults, in order, and the errors of the others."""

    answers: pa.RecordBatch
    errors: list[Error]
    counts: Counts
    consulted: pa.RecordBatch | None = None  # of the same learners, where it was asked for


class Auditor:
    """Audits batch after batch by one law; ``decide`` decides columns and hands over whom it cannot.

    Where none is given, the compiled choice decides. ``consulted``: also say which numbers of the law each
    answer stands on.
    """

    def __init__(
        self, law: Law | None = None, decide: Decide | None = None, *, consulted: bool = False
    ) -> None:
        self.law = law or load_law()
        self.consulted = consulted
        self.decide = decide or Chooser(self.law)
        self._encoder = Encoder(load_certificates(f"{self.law.folder}/certificates"), reuse=True)

    def audit(self, nested: pa.RecordBatch) -> Answered:
        """The answers to a batch in the form of ``schema.NESTED``."""
        encoded = self._encoder.encode(nested)
        errors: list[Error] = []
        faulty = int(encoded.bad.sum())
        rows = np.arange(nested.num_rows)
        first = encoded.records.start[:-1]
        if faulty:
            errors += find_faults(nested, encoded.bad, self.law)
            good = (encoded.bad == 0).astype(np.uint8)
            rows, first = rows[good != 0], first[good != 0]
            nested, encoded = chosen(nested, good), without_bad(encoded)
        decided = self.decide(*encoded[:4])
        handed = decided.state == HANDED
        alone = (handed | (decided.state == CLASH)).astype(np.uint8)
        if alone.any():
            start = encoded.records.start
            found = decide_one_by_one(nested, start, alone, self.law, decided)
            errors += [_moved(error, rows, start, first) for error in found]
        counts = Counts(
            len(rows) + faulty,
            faulty,
            faulty + int((decided.state == CLASH).sum()),
            len(errors),
            int(decided.contested.sum()),
            int(handed.sum()),
            int((decided.proved_by == SOLVER).sum()),
        )
        answers = answers_of(nested.column("learner"), encoded, decided, self.law)
        consulted = consulted_of(nested, encoded, decided, self.law) if self.consulted else None
        return Answered(answers, errors, counts, consulted)


def _moved(error: Error, rows: Int64, start: Int64, first: Int64) -> Error:
    """An error whose row was counted without the learners that have faults, with its row in the batch."""
    if error.record is None:
        return error._replace(row=int(rows[error.row]))
    place = int(np.searchsorted(start, error.row, side="right")) - 1
    return error._replace(row=int(first[place] + error.row - start[place]))


def without_bad(encoded: Encoded) -> Encoded:
    """The columns of the learners without faults."""
    keep = encoded.bad == 0
    start = encoded.records.start
    lengths = np.diff(start)
    rows = np.repeat(keep, lengths)
    kept = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths[keep])])
    learners = Learners(*(column[keep] for column in encoded.learners))
    records = Records(kept, *(column[rows] for column in encoded.records[1:]))
    names = encoded.ids.filter(pa.array(rows))
    return encoded._replace(learners=learners, records=records, ids=names, bad=encoded.bad[keep])
