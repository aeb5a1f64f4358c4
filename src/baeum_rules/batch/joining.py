"""The table of learners and that of their records, joined chunk by chunk while both are read once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from pyarrow import compute, types

from .arrow import text_of, values_of
from .columns import Int64
from .compiling import compiled
from .held_rows import Batch, Joined, nested_in
from .page_values import run_begins
from .room import fresh
from .surveying import as_texts, hashes_of, ids_of
from .table_faults import SHOWN, Faults, TableError, table_fault
from .table_rows import rows_of, together
from .tables import Table

CHUNK = 20_000  # learners, where nobody asks for another number


class Chunk(NamedTuple):
    """Some learners with their records. ``learner`` and ``record``: the first row of each table, from 0.

    ``next_record``: the row of the table of records at which the next chunk begins.
    """

    batch: Batch
    learner: int
    record: int
    next_record: int

    @property
    def nested(self) -> pa.RecordBatch:
        """The learners in the form of ``schema.NESTED``."""
        return nested_in(self.batch)


def chunks_of(
    learners: Table, records: Table | None, size: int, first: int = 0, first_record: int = 0
) -> Iterator[Chunk]:
    """The learners from a row on in chunks of ``size``, each with all its records.

    ``records``: None where the table of learners holds them. Raises TableError where the tables do not fit.
    """
    at, row = first, first_record
    joining = None if records is None else _Joining(learners, records, first_record)
    for batch in _learners(learners, size, first):
        if joining is None:
            count = compute.sum(batch.column("records").value_lengths()).as_py() or 0
            yield Chunk(batch, at, row, row + count)
            row += count
        else:
            yield Chunk(joining.take(batch, at), at, row, joining.row)
            row = joining.row
        at += batch.num_rows
    if joining is not None:
        joining.end()


def in_chunks(batches: Iterator[pa.RecordBatch], size: int) -> Iterator[pa.RecordBatch]:
    """The same rows in batches of ``size``, the last one shorter."""
    waiting: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        at = 0
        while at < batch.num_rows:
            part = batch.slice(at, size - count)
            waiting.append(part)
            at, count = at + part.num_rows, count + part.num_rows
            if count == size:
                yield together(waiting)
                waiting, count = [], 0
    if waiting:
        yield together(waiting)


def _learners(learners: Table, size: int, first: int) -> Iterator[pa.RecordBatch]:
    """The table of learners from a row on in batches of ``size``, the last one shorter."""
    if learners.nested:
        yield from in_chunks(learners.batches(first), size)
        return
    rows = rows_of(learners, first)
    while (batch := rows.take(size)).num_rows:
        yield batch


class _Joining:
    """Reads the records once; a batch of them waits where its learners are still to come."""

    def __init__(self, learners: Table, records: Table, first: int) -> None:
        self.learners, self.records, self.row = learners, records, first
        self._rows = rows_of(records, first, named=False)
        self._names = self._rows.names()
        self._waiting = 0  # rows whose names were read and that no learner has taken
        self._runs: tuple[Int64, pa.Array] = (np.empty(0, np.int64), pa.array([], pa.string()))  # of them
        self._comes_at = -1  # the row of the learner whose records wait, where it was looked up

    def take(self, learners: pa.RecordBatch, first: int) -> Joined:
        """The learners, who stand from row ``first`` on, with their records."""
        names = as_texts(learners.column("learner"))
        lengths = np.zeros(learners.num_rows, np.int64)
        last, begun = -1, self.row
        while self._waiting or self._read():
            begins, of = self._runs
            found = _places(of, names, max(last, 0))
            counted = self._fitting(found, of, begins, last, first + learners.num_rows)
            rows = self._waiting if counted == len(begins) else int(begins[counted])
            if counted:
                at = np.asarray(found.slice(0, counted), np.int64)
                lengths[at] += np.diff(np.append(begins[:counted], rows))
                last = int(at[-1])
            self.row += rows
            self._waiting -= rows
            if self._waiting:
                self._runs = (begins[counted:] - rows, of.slice(counted))
                break
        if self.row == begun:
            self._must_come_later(first + learners.num_rows, first)
        start = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        return Joined(learners, start, self._rows.hold(self.row - begun))

    def _read(self) -> bool:
        """Let the next records wait; whether there are any."""
        names = next(self._names, None)
        if names is None:
            return False
        self._waiting, self._runs = len(names), runs(names)
        return True

    def _fitting(self, found: pa.Array, of: pa.Array, begins: Int64, last: int, after: int) -> int:
        """How many runs of records belong to the chunk: all before the first that does not, rising.

        ``after``: the row of the first learner after the chunk.
        """
        there = np.asarray(found.is_valid())
        counted = len(there) if there.all() else int(np.argmin(there))
        if there[counted:].any():  # learners of the chunk follow one who is not in it
            name, back = of[counted].as_py(), counted
            if name is not None and self._row_of(name) >= after:  # who goes back is the one after
                back += int(np.argmax(there[counted:]))
                raise self._error("order", of[back].as_py(), self.row + int(begins[back]))
            self._refuse(name, self.row + int(begins[counted]))
        at = np.asarray(found.slice(0, counted), np.int64)
        before = np.concatenate([[last], at[:-1]])
        wrong = at <= before
        if counted and at[0] == last:  # the records of a learner go on from the batch before
            wrong[0] = False
        if wrong.any():
            place = int(np.argmax(wrong))
            raise self._error("order", of[place].as_py(), self.row + int(begins[place]))
        return counted

    def _must_come_later(self, after: int, first: int) -> None:
        """Where records wait and no learner of a chunk has any: their learner must come in a later one."""
        if not self._waiting or self._comes_at >= after:
            return
        name = self._runs[1][0].as_py()
        self._comes_at = self._row_of(name)
        if self._comes_at < first:
            self._refuse(name, self.row)

    def end(self) -> None:
        """After all learners no record may be left."""
        if self._waiting or self._read():
            self._refuse(self._runs[1][0].as_py(), self.row)

    def _refuse(self, name: str | None, row: int) -> None:
        """Records that cannot be joined: their learner is not there at all, or stands elsewhere."""
        if name is not None and self._row_of(name) >= 0:
            raise self._error("order", name, row)
        self._strangers(row).must_be_none()

    def _strangers(self, row: int) -> Faults:
        """Every record without a learner of the table from a row on, whose own is known to be none."""
        known = np.sort(np.concatenate([hashes_of(names) for names in ids_of(self.learners)]))
        faults, first = Faults(self.records.path), True
        for batch in self.records.batches(row, only=("learner",)):
            begins, of = runs(batch.column("learner"))
            hashes = hashes_of(of)
            near = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
            strange = (known[near] != hashes) | np.asarray(of.is_null())
            strange[:1] |= first
            places = np.flatnonzero(strange)
            for place in places[:SHOWN]:
                name, at = of[int(place)].as_py(), row + int(begins[place]) + 1
                faults.add(*(("no_learner", at) if name is None else ("learner_unknown", name, at)))
            faults.add_more(max(0, len(places) - SHOWN))
            row, first = row + batch.num_rows, False
        return faults

    def _error(self, code: str, name: str | None, row: int) -> TableError:
        return TableError([table_fault(self.records.path, code, name, row + 1)])

    def _row_of(self, name: str | None) -> int:
        """The row of a learner, -1 where there is none; only asked where something is strange."""
        at = 0
        for names in ids_of(self.learners):
            found = compute.index(names, name).as_py()
            if found >= 0:
                return at + int(found)
            at += len(names)
        return -1


def _places(of: pa.Array, names: pa.Array, first: int) -> pa.Array:
    """The place of each among the names, null where it is not; by going along, where they stand in order."""
    found = np.empty(len(of), np.int32)
    if of.null_count == 0 and go_along(text_of(of)[:2], text_of(names)[:2], first, found):
        return pa.array(found)
    return compute.index_in(of, value_set=names)


@compiled
def go_along(of: Any, names: Any, at: int, found: Any) -> int:
    """Find texts among names in one pass over both from name ``at`` on; 0 where one does not come."""
    offsets, text = of
    name_offsets, name_text = names
    for place in range(found.size):
        first, end = offsets[place], offsets[place + 1]
        while True:
            if at == name_offsets.size - 1:
                return 0
            begin = name_offsets[at]
            left = end - first if name_offsets[at + 1] - begin == end - first else -1
            while left > 0 and text[first + left - 1] == name_text[begin + left - 1]:
                left -= 1  # from the end, where ids that follow one another differ
            if left == 0:
                break
            at += 1
        found[place] = at
    return 1


def runs(names: pa.Array) -> tuple[Int64, pa.Array]:
    """Where each run of equal values begins, and the value of each."""
    if types.is_dictionary(names.type) and names.null_count == 0:
        codes = values_of(names.indices, names.indices.type.to_pandas_dtype())
        found = fresh(len(names), np.int64)
        begins = found[: int(run_begins(codes, found))].copy()
        return begins, as_texts(names.dictionary.take(pa.array(codes[begins])))
    names = as_texts(names)
    if len(names) == 0:
        return np.empty(0, np.int64), names
    changed = compute.not_equal(names.slice(1), names.slice(0, len(names) - 1)).fill_null(True)
    begins = np.concatenate([np.zeros(1, np.int64), np.flatnonzero(np.asarray(changed)) + 1])
    return begins, names.take(pa.array(begins))
