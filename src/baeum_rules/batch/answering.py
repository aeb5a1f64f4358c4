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
from .finding_faults import Error, find_faults
from .held_rows import Batch, chosen, chosen_in, learners_in, nested_in
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


class Prepared(NamedTuple):
    """A batch read for one law or for several: the learners without faults, and the errors of the others."""

    batch: Batch  # without the learners that have faults
    encoded: Encoded  # the same
    rows: Int64  # the row in the batch of each learner that is left
    first: Int64  # the row at which the records of each begin, in the batch
    errors: list[Error]
    faulty: int

    @property
    def nested(self) -> pa.RecordBatch:
        """The learners without faults in the form of ``schema.NESTED``."""
        return nested_in(self.batch)


class Settled(NamedTuple):
    """What was decided, the errors of who has a clash, and how many were decided one by one."""

    decided: Decided
    errors: list[Error]
    handed: int


class Auditor:
    """Audits batch after batch by one law; ``decide`` decides columns and hands over whom it cannot.

    Where none is given, the compiled choice decides. ``consulted``: also say which numbers of the law each
    answer stands on. ``ids_as_given``: ids of records stay in a dictionary where they came in one, which
    ``schema.ANSWER`` does not have.
    """

    def __init__(
        self,
        law: Law | None = None,
        decide: Decide | None = None,
        *,
        consulted: bool = False,
        ids_as_given: bool = False,
    ) -> None:
        self.law = law or load_law()
        self.consulted, self._ids_as_given = consulted, ids_as_given
        self._decide = decide or Chooser(self.law)
        self._encoder = Encoder(load_certificates(f"{self.law.folder}/certificates"), reuse=True)

    def audit(self, batch: Batch) -> Answered:
        """The answers to a batch in the form of ``schema.NESTED``, or of learners and records joined."""
        prepared = self.prepare(batch)
        encoded = prepared.encoded
        decided, errors, handed = self.decide(prepared)
        counts = Counts(
            len(prepared.rows) + prepared.faulty,
            prepared.faulty,
            prepared.faulty + int((decided.state == CLASH).sum()),
            len(prepared.errors) + len(errors),
            int(decided.contested.sum()),
            handed,
            int((decided.proved_by == SOLVER).sum()),
        )
        names = learners_in(prepared.batch).column("learner")
        if not self._ids_as_given:
            encoded = encoded._replace(ids=encoded.ids.cast(pa.string()))
        answers = answers_of(names, encoded, decided, self.law)
        consulted = consulted_of(prepared.nested, encoded, decided, self.law) if self.consulted else None
        return Answered(answers, [*prepared.errors, *errors], counts, consulted)

    def prepare(self, batch: Batch) -> Prepared:
        """A batch read; it holds until the next one. Laws of one folder read a batch alike."""
        encoded = self._encoder.encode(batch)
        errors: list[Error] = []
        faulty = int(encoded.bad.sum())
        rows = np.arange(len(encoded.bad))
        first = encoded.records.start[:-1]
        if faulty:
            nested = nested_in(batch)
            errors += find_faults(nested, encoded.bad, self.law)
            good = (encoded.bad == 0).astype(np.uint8)
            rows, first = rows[good != 0], first[good != 0]
            batch, encoded = chosen(nested, good), without_bad(encoded)
        return Prepared(batch, encoded, rows, first, errors, faulty)

    def decide(self, prepared: Prepared) -> Settled:
        """What this law decides about a batch that it, or a law of the same folder, prepared."""
        start = prepared.encoded.records.start
        decided = self._decide(*prepared.encoded[:4])
        handed = decided.state == HANDED
        alone = (handed | (decided.state == CLASH)).astype(np.uint8)
        if not alone.any():
            return Settled(decided, [], 0)
        found = decide_one_by_one(chosen_in(prepared.batch, alone), start, alone, self.law, decided)
        errors = [_moved(error, prepared.rows, start, prepared.first) for error in found]
        return Settled(decided, errors, int(handed.sum()))


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
