"""Rows of tables as they were held: what is not asked for as Arrow is never made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TypeAlias

import pyarrow as pa

from .arrow import nested_of
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
        given = {name: self.column(name) for name in self._columns}
        if not given:
            return pa.RecordBatch.from_arrays([pa.nulls(self.num_rows)] * len(self.schema), self.schema.names)
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


Batch: TypeAlias = pa.RecordBatch | Joined


def nested_in(batch: Batch) -> pa.RecordBatch:
    """Learners and records in the form of ``schema.NESTED``."""
    return batch.nested if isinstance(batch, Joined) else batch


def learners_in(batch: Batch) -> pa.RecordBatch:
    """The columns of the learners."""
    return batch.learners if isinstance(batch, Joined) else batch
