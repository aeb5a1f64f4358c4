"""From a batch of nested learners to columns of integers, and which learners have a fault somewhere."""

from __future__ import annotations

from itertools import islice
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from baeum_rules.certificates import CertificateTable

from . import filling
from .arrow import Bytes, records_of
from .cells import PREVIOUS
from .certificate_columns import CertificatesMet, fill_certificates
from .checks import check_retakes, check_together
from .codes import MOST_KEPT, NULL, UNREADABLE, Read
from .column_reading import ColumnReader
from .columns import Certificates, Curricula, Int8, Int32, Int64, Learners, Records
from .curriculum_columns import CurriculaMet, Subjects, fill_subjects, take_subjects
from .degree_columns import fill_degrees, lists_of_degrees, no_degrees
from .held_rows import Batch, HeldRows, Joined
from .id_columns import IdReader
from .layout import (
    DEGREE_COLUMNS,
    LEARNER_COLUMNS,
    MAJORS,
    RECORD_COLUMNS,
    SOURCE,
    SUBJECTS,
    needs,
    needs_of_one,
)
from .room import Room

MOST_CURRICULA = 5000  # remembered from chunk to chunk
NEEDS = {column.name: needs(column) for column in RECORD_COLUMNS}
ONE_KIND = {column.name: needs_of_one(column) for column in (*LEARNER_COLUMNS, SOURCE)}
ONE_DEGREE = {column.name: needs_of_one(column) for column in DEGREE_COLUMNS}


class Encoded(NamedTuple):
    """A batch as columns. ``bad``: learners with a fault, whose columns mean nothing; ``ids`` as read."""

    learners: Learners
    records: Records
    certificates: Certificates
    curricula: Curricula
    bad: Bytes
    ids: pa.Array


class Encoder:
    """Encodes batch after batch; what a text was read as is remembered.

    ``reuse``: the columns of a batch are good until the next is encoded, and not to be written to.
    """

    def __init__(self, certificates: CertificateTable, *, reuse: bool = False) -> None:
        self._table, self._room = certificates, Room(reuse=reuse)
        self._forget()

    def _forget(self) -> None:
        self.certificates = CertificatesMet(self._table)
        self._reader = ColumnReader(self.certificates.of, self._room)
        self._ids = IdReader(self._room)
        subjects = self._reader.space(SUBJECTS)
        self.curricula = CurriculaMet(subjects, self.certificates.titles, self._table)
        self._majors: list[str] = []  # by code
        self._of_major: dict[int, int] = {}  # curriculum by code

    def encode(self, batch: Batch) -> Encoded:
        """The columns of a batch in the form of ``schema.NESTED``, its columns in any order, or joined."""
        reads = self._reader.reads
        texts = max((len(read.known) for read in reads.values()), default=0)
        own = len(reads["curriculum"].known) if "curriculum" in reads else 0
        if max(len(self.curricula), own) > MOST_CURRICULA or texts > MOST_KEPT:
            self._forget()
        if isinstance(batch, Joined):
            given, start, rows = batch.learners, batch.start, batch.rows
        else:
            given, (start, rows) = batch, records_of(batch.column("records"))
        bad = np.zeros(given.num_rows, np.uint8)
        learners = self._learners(given, bad)
        records, names = self._records(rows, start, learners.curriculum, bad)
        return Encoded(learners, records, self.certificates.columns(), self.curricula.columns(), bad, names)

    def _learners(self, nested: pa.RecordBatch, bad: Bytes) -> Learners:
        found = self._reader.filled(
            nested, LEARNER_COLUMNS, np.zeros(nested.num_rows, np.int8), ONE_KIND, bad
        )
        major = found.pop("major")
        curriculum = self._curricula_of(nested.column("curriculum"), major, bad)
        latest, same = self._degrees(nested.column(PREVIOUS), found["degree"], major, bad)
        return Learners(**found, curriculum=curriculum, latest_degree=latest, same_major=same)

    def _curricula_of(self, array: pa.Array, major: Int32, bad: Bytes) -> Int32:
        """The place of each learner's curriculum: the one given, else that of the major."""
        given = np.full(len(major), NULL, np.int32)
        if array.null_count < len(array):
            read = self._reader.reads.setdefault("curriculum", Read(self._curriculum_of_text))
            codes, table, _ = self._reader.in_dictionary(array, read)
            there = np.asarray(array.is_valid())
            given[there] = table[codes[there]]
        missing = given == NULL
        wanted = np.unique(major[missing])
        places = np.array([self._curriculum_of_major(int(code)) for code in wanted], np.int32)
        if missing.any():
            given[missing] = places[np.searchsorted(wanted, major[missing])]
        bad[given == UNREADABLE] = 1
        return np.maximum(given, -1)

    def _curriculum_of_text(self, text: str) -> int:
        found = self.curricula.of_text(text)
        return NULL if found is None else found

    def _curriculum_of_major(self, code: int) -> int:
        if code < 0:
            return UNREADABLE
        if code not in self._of_major:
            known = self._reader.space(MAJORS).places
            self._majors += list(islice(known, len(self._majors), None))
            self._of_major[code] = self.curricula.of_major(self._majors[code])
        return self._of_major[code]

    def _degrees(self, array: pa.Array, degree: Int8, major: Int32, bad: Bytes) -> tuple[Int32, Int8]:
        latest, same = no_degrees(len(major))
        if array.null_count == len(array):
            return latest, same
        start, rows = records_of(lists_of_degrees(array, bad))
        held_bad = np.zeros(rows.num_rows, np.uint8)
        held = self._reader.filled(
            rows, DEGREE_COLUMNS, np.zeros(rows.num_rows, np.int8), ONE_DEGREE, held_bad
        )
        filling.spread(held_bad, start, bad)
        aims = (degree, major)
        fill_degrees(
            start, aims, (held["held_degree"], held["held_major"], held["conferred_on"]), latest, same
        )
        return latest, same

    def _records(
        self, rows: pa.RecordBatch | HeldRows, start: Int64, curriculum: Int32, bad: Bytes
    ) -> tuple[Records, pa.Array]:
        count = rows.num_rows
        row_bad = np.zeros(count, np.uint8)
        source = self._reader.filled(rows, (SOURCE,), np.zeros(count, np.int8), ONE_KIND, row_bad)["source"]
        found = self._reader.filled(rows, RECORD_COLUMNS, source, NEEDS, row_bad)
        found |= {"start": start, "source": source}
        self._judge_subjects(found, curriculum)
        self._judge_certificates(found, curriculum)
        names = self._ids.fill(rows, start, source, found, row_bad)
        records = Records(**found)
        check_together(records, row_bad)
        if rows.column("retake_of").null_count < rows.num_rows:
            check_retakes(records, row_bad)
        if row_bad.any():
            filling.spread(row_bad, start, bad)
        return records, names

    def _judge_subjects(self, found: dict[str, Any], curriculum: Int32) -> None:
        codes = found.pop("subject")
        kinds = {"key": np.int32, "listed": np.int8, "compatible": np.int8}
        kinds |= {"required": np.int32, "substitutes": np.int32}
        out = {name: self._room.of(name, len(codes), kind) for name, kind in kinds.items()}
        key, listed, compatible, *others = out.values()
        subjects, _ = self.curricula.lookups()
        fill = take_subjects if isinstance(subjects, Subjects) and len(subjects.table) else fill_subjects
        fill(found["start"], curriculum, codes, subjects, key, listed, compatible, tuple(others))
        found.update(out)

    def _judge_certificates(self, found: dict[str, Any], curriculum: Int32) -> None:
        codes = found.pop("name")
        count = len(codes)
        kinds = {"certificate": (-1, np.int32), "excluded": (0, np.int8), "linked": (0, np.int8)}
        if not (codes >= 0).any():
            found |= {name: self._room.all_of(value, count, kind) for name, (value, kind) in kinds.items()}
            return
        out = {name: self._room.of(name, count, kind) for name, (_, kind) in kinds.items()}
        _, linked = self.curricula.lookups()
        facts = self.certificates.facts()
        fill_certificates(found["start"], curriculum, codes, facts, linked.table, *out.values())
        found |= out
