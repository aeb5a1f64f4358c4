"""Rows of tables as they were held: what is not asked for as Arrow is never made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from .arrow import Bytes, nested_of
from .columns import Int64
from .held_columns import HeldColumn
from .parquet_pages import NotRead
from .table_columns import in_order


class HeldRows:
    """Rows of a Parquet file. ``instead``: reads a column by the library, where its pages cannot be read."""

    def __init__(
        self,
        schema: pa.Schema,
        count: int,
        columns: Mapping[str, HeldColumn | pa.Array],
        instead: Callable[[str], pa.Array],
    ) -> None:
        self.schema, self.num_rows = schema, count
        self._columns, self._instead = columns, instead
        self._arrays: dict[str, pa.Array] = {}

    def held(self, name: str) -> HeldColumn | None:
        """A column that stands in pages still."""
        column = self._columns.get(name)
        return column if isinstance(column, HeldColumn) and name not in self._arrays else None

    def column(self, name: str) -> pa.Array:
        """A column as Arrow; all null where the file has none."""
        if name not in self._arrays:
            self._arrays[name] = self._made(name)
        return self._arrays[name]

    def _made(self, name: str) -> pa.Array:
        column = self._columns.get(name)
        if column is None:
            return pa.nulls(self.num_rows)
        if not isinstance(column, HeldColumn):
            return column
        try:
            return column.array()
        except NotRead:
            return self._instead(name)

    def batch(self) -> pa.RecordBatch:
        """All columns, in the order of the schema."""
        return self._ordered({name: self.column(name) for name in self._columns}, self.num_rows)

    def some(self, stretches: list[tuple[int, int]]) -> pa.RecordBatch:
        """The same of some of the rows, from one to before another, rising."""
        rows = pa.array(np.concatenate([np.arange(*stretch) for stretch in stretches]), pa.int64())
        given = {}
        for name in self._columns:
            held = self.held(name)
            try:
                given[name] = self.column(name).take(rows) if held is None else held.some(stretches).array()
            except NotRead:
                given[name] = self.column(name).take(rows)
        return self._ordered(given, len(rows))

    def _ordered(self, given: dict[str, pa.Array], count: int) -> pa.RecordBatch:
        if not given:
            return pa.RecordBatch.from_arrays([pa.nulls(count)] * len(self.schema), self.schema.names)
        found = pa.RecordBatch.from_arrays(list(given.values()), list(given))
        return in_order(found, self.schema, nested=False)


class Joined:
    """Learners with their records: learner i has those from start[i] to start[i + 1]."""

    def __init__(self, learners: pa.RecordBatch, start: Int64, rows: pa.RecordBatch | HeldRows) -> None:
        self.learners, self.start, self.rows = learners, start, rows

    @cached_property
    def nested(self) -> pa.RecordBatch:
        """The same in the form of ``schema.NESTED``."""
        rows = self.rows.batch() if isinstance(self.rows, HeldRows) else self.rows
        return nested_of(self.learners, self.start, rows)

    def chosen(self, places: Bytes) -> pa.RecordBatch:
        """The learners that are marked, in the same form; at least one is."""
        if not isinstance(self.rows, HeldRows) or "nested" in self.__dict__:
            return chosen(self.nested, places)
        marked = np.flatnonzero(places)
        first, end = self.start[marked], self.start[marked + 1]
        rows = self.rows.some(list(zip(first.tolist(), end.tolist(), strict=True)))
        start = np.concatenate([np.zeros(1, np.int64), np.cumsum(end - first)])
        return nested_of(chosen(self.learners, places), start, rows)


Batch: TypeAlias = pa.RecordBatch | Joined


def nested_in(batch: Batch) -> pa.RecordBatch:
    """Learners and records in the form of ``schema.NESTED``."""
    return batch.nested if isinstance(batch, Joined) else batch


def chosen_in(batch: Batch, places: Bytes) -> pa.RecordBatch:
    """The learners that are marked, with their records, in the form of ``schema.NESTED``."""
    return batch.chosen(places) if isinstance(batch, Joined) else chosen(batch, places)


def chosen(table: pa.RecordBatch, places: Bytes) -> pa.RecordBatch:
    """The rows that are marked."""
    return table.filter(pa.array(places.view(np.bool_)))


def learners_in(batch: Batch) -> pa.RecordBatch:
    """The columns of the learners."""
    return batch.learners if isinstance(batch, Joined) else batch
