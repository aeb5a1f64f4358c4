"""The rows of a table as many at a time as one asks for; the names of their learners may be read ahead."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
from pyarrow import parquet

from .held_columns import HeldColumn
from .held_rows import HeldRows
from .parquet_columns import Column
from .parquet_pages import NotRead
from .parquet_rows import kind_of
from .room import Shelf
from .tables import PARQUET, Table, told

LEARNER = "learner"
AHEAD = 1 << 17  # rows whose names are read ahead at most


class Rows(Protocol):
    """Rows in the order of the table, each given once."""

    def take(self, count: int) -> pa.RecordBatch:
        """The next rows, fewer at the end, in the order of the schema; absent columns are all null."""

    def hold(self, count: int) -> pa.RecordBatch | HeldRows:
        """The same, where they can be held not yet made into Arrow."""

    def names(self) -> Iterator[pa.Array]:
        """The column ``learner``, read ahead of the rows by as much as is asked for."""


def rows_of(table: Table, first: int, *, named: bool = True) -> Rows:
    """The rows of a table from one on; without the column ``learner`` where they are not ``named``."""
    names = [name for name in table.schema.names if named or name != LEARNER]
    kind = _OfParquet if table.path.lower().endswith(PARQUET) else _OfBatches
    return kind(table, first, pa.schema([table.schema.field(name) for name in names]))


class _OfBatches:
    """Rows of a table that is read as batches; those whose names were read wait."""

    def __init__(self, table: Table, first: int, schema: pa.Schema) -> None:
        self._batches = table.batches(first)
        self._waiting: deque[pa.RecordBatch] = deque()
        self._schema = schema

    def names(self) -> Iterator[pa.Array]:
        for batch in self._batches:
            self._waiting.append(batch)
            yield batch.column(LEARNER)

    def take(self, count: int) -> pa.RecordBatch:
        parts: list[pa.RecordBatch] = []
        while count:
            if not self._waiting:
                batch = next(self._batches, None)
                if batch is None:
                    break
                self._waiting.append(batch)
            batch = self._waiting.popleft()
            parts.append(batch.slice(0, count))
            if batch.num_rows > count:
                self._waiting.appendleft(batch.slice(count))
            count -= parts[-1].num_rows
        return together(parts).select(self._schema.names) if parts else empty(self._schema)

    def hold(self, count: int) -> pa.RecordBatch:
        return self.take(count)


class _OfParquet:
    """Rows of a Parquet file, column by column."""

    def __init__(self, table: Table, first: int, schema: pa.Schema) -> None:
        self._table, self._row, self._schema = table, first, schema
        self._file = Path(table.path).open("rb")  # noqa: SIM115  closed with the rows
        self._metadata, self._shelf = parquet.read_metadata(table.path), Shelf()
        arrow = self._metadata.schema.to_arrow_schema()
        self._columns: dict[str, Column | _ByLibrary] = {
            name: self._opened(name, arrow) for name in schema.names if name in arrow.names
        }
        self._arrow = arrow

    def names(self) -> Iterator[pa.Array]:
        row = self._row
        with told(self._table.path):
            try:
                column = self._column(LEARNER, self._arrow, apart=True)
                column.start(row)
                while left := column.left_in_group():
                    found = column.take(min(left, AHEAD))
                    if found.null_count:
                        raise NotRead
                    yield found
                    row += len(found)
            except NotRead:
                for batch in self._table.batches(row, (LEARNER,)):
                    yield batch.column(LEARNER)

    def take(self, count: int) -> pa.RecordBatch:
        return self.hold(count).batch()

    def hold(self, count: int) -> HeldRows:
        count = max(0, min(count, self._metadata.num_rows - self._row))
        row = self._row
        with told(self._table.path):
            columns = {name: self._held(name, count) for name in self._columns} if count else {}
        self._row += count
        return HeldRows(self._schema, count, columns, lambda name: self._instead(name, row, count))

    def _held(self, name: str, count: int) -> HeldColumn | pa.Array:
        column = self._columns[name]
        if isinstance(column, _ByLibrary):
            return column.take(count)
        try:
            return column.hold(count)
        except NotRead:
            column = self._columns[name] = _ByLibrary(self._table, name, self._row)
            return column.take(count)

    def _instead(self, name: str, row: int, count: int) -> pa.Array:
        """Rows of a column by the library, which reads it from here on where nothing after was held yet."""
        with told(self._table.path):
            column = _ByLibrary(self._table, name, row)
            found = column.take(count)
        if self._row == row + count:
            self._columns[name] = column
        return found

    def _opened(self, name: str, arrow: pa.Schema) -> Column | _ByLibrary:
        try:
            column = self._column(name, arrow)
            column.start(self._row)
        except NotRead:
            return _ByLibrary(self._table, name, self._row)
        return column

    def _column(self, name: str, arrow: pa.Schema, *, apart: bool = False) -> Column:
        """Raises NotRead where a column is of a kind that only the library reads."""
        schema = self._metadata.schema
        paths = [schema.column(place).path for place in range(len(schema))]
        if name not in paths:
            raise NotRead
        place = paths.index(name)
        kind = kind_of(arrow.field(name), schema.column(place))
        if kind is None:
            raise NotRead
        return Column(self._file, self._metadata, place, kind, self._shelf, apart=apart)


class _ByLibrary:
    """A column of a Parquet file as pyarrow reads it."""

    def __init__(self, table: Table, name: str, row: int) -> None:
        self._batches = table.batches(row, (name,))
        self._left: pa.RecordBatch | None = None

    def take(self, count: int) -> pa.Array:
        parts: list[pa.RecordBatch] = []
        while count:
            batch = self._left if self._left is not None else next(self._batches)
            parts.append(batch.slice(0, count))
            self._left = batch.slice(count) if batch.num_rows > count else None
            count -= parts[-1].num_rows
        found = together(parts).column(0)
        found.validate(full=True)  # places in a dictionary of a broken file are not looked at by the library
        return found


def empty(schema: pa.Schema) -> pa.RecordBatch:
    """No rows, with all columns."""
    return pa.RecordBatch.from_arrays([pa.nulls(0)] * len(schema), schema.names)


def together(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    """Several batches as one; columns absent from some (of type null) take the type of the others."""
    if len(batches) == 1:
        return batches[0]
    table = pa.concat_tables([pa.Table.from_batches([b]) for b in batches], promote_options="permissive")
    table = table.unify_dictionaries().combine_chunks()
    found: list[Any] = table.to_batches()
    return found[0] if found else table.schema.empty_table().to_batches()[0]
