"""Table files (Parquet, Arrow IPC, CSV) as batches of checked columns, from any row on, little in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv, ipc, parquet

from .csv_faults import must_be_by_commas, must_be_csv
from .table_columns import check_columns, in_order, repeats
from .table_faults import TableError, table_fault, table_fault_hint

PARQUET, ARROW, CSV = ".parquet", (".arrow", ".feather", ".ipc"), ".csv"
SUFFIXES = (PARQUET, *ARROW, CSV)
ROWS = 1 << 17  # of a batch
SLICE = 1 << 20  # rows of a batch of an Arrow file, which is not copied
BUFFER = 1 << 20  # bytes of each column of a Parquet file that are read at once
BLOCK = 1 << 24  # bytes of a CSV file that are read at once; a row must fit in


class Table:
    """A file whose columns were checked. ``size``: its rows, 0 where only reading it tells."""

    def __init__(self, path: str, schema: pa.Schema, *, nested: bool = False) -> None:
        """``schema``: what its columns may and must be; ``nested``: a column ``records`` may be there.

        Raises TableError with every mistake of its columns.
        """
        self.path, self.schema = path, schema
        _must_be_a_file(path)
        with told(path):
            found = self._opened().schema_arrow if self._is(PARQUET) else self._first_schema()
            self.size = self._opened().metadata.num_rows if self._is(PARQUET) else 0
            if self._is(CSV):
                must_be_by_commas(path, found.names)
        self.nested = nested and "records" in found.names and not self._is(CSV)
        faults = check_columns(path, found, schema, nested=self.nested, text=self._is(CSV))
        if faults:
            raise TableError(faults)

    def batches(self, first: int = 0, only: tuple[str, ...] = ()) -> Iterator[pa.RecordBatch]:
        """The rows from one on, in the order of the schema; ``only``: these columns alone."""
        with told(self.path):
            source = self._parquet if self._is(PARQUET) else self._csv if self._is(CSV) else self._arrow
            for batch in source(first, only):
                if batch.num_rows:
                    yield in_order(batch, self.schema, nested=self.nested, only=only)

    def _is(self, suffix: str) -> bool:
        return self.path.lower().endswith(suffix)

    def _opened(self, *, dictionaries: bool = True) -> parquet.ParquetFile:
        """The Parquet file; with ``dictionaries`` texts that come again and again stay in theirs."""
        metadata = parquet.read_metadata(self.path)
        leaves = (metadata.schema.column(place) for place in range(metadata.num_columns))
        texts = [leaf.path for leaf in leaves if dictionaries and leaf.physical_type == "BYTE_ARRAY"]
        return parquet.ParquetFile(
            self.path,
            metadata=metadata,
            read_dictionary=[path for path in texts if repeats(path, self.schema)],
            buffer_size=BUFFER,
            pre_buffer=False,
        )

    def _parquet(self, first: int, only: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
        """Row group by row group, for each has its own dictionaries."""
        file, before = self._opened(), 0
        rows = ROWS // 32 if self.nested and not only else ROWS
        for group in range(file.num_row_groups):
            count = file.metadata.row_group(group).num_rows
            at = max(0, first - before)
            before += count
            if at >= count:
                continue
            try:
                for batch in _from_row(file.iter_batches(rows, [group], list(only) or None), at):
                    yield batch
                    at += batch.num_rows
            except (pa.ArrowNotImplementedError, OSError) as error:
                if "implemented" not in str(error):
                    raise
                # a dictionary that was given up inside a list, or texts as differences of one another
                plain = self._opened(dictionaries=False)
                yield from _from_row(plain.iter_batches(rows, [group], list(only) or None), at)

    def _csv(self, first: int, only: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
        types = {field.name: pa.string() for field in self.schema}
        convert = csv.ConvertOptions(
            column_types=types, strings_can_be_null=True, null_values=[""], include_columns=list(only) or None
        )
        reading = csv.ReadOptions(block_size=BLOCK)
        with csv.open_csv(self.path, reading, csv.ParseOptions(newlines_in_values=True), convert) as reader:
            yield from _from_row(iter(reader), first)

    def _arrow(self, first: int, only: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
        with pa.memory_map(self.path) as source:
            batches = (b.select(list(only)) if only else b for b in _ipc_batches(source))
            for batch in _from_row(batches, first):
                for at in range(0, batch.num_rows, SLICE):
                    yield batch.slice(at, SLICE)

    def _first_schema(self) -> pa.Schema:
        if self._is(CSV):
            with csv.open_csv(self.path, csv.ReadOptions(block_size=BLOCK)) as reader:
                return pa.schema([pa.field(name, pa.string()) for name in reader.schema.names])
        with pa.memory_map(self.path) as source:
            try:
                return ipc.open_file(source).schema
            except pa.ArrowInvalid:
                source.seek(0)
                return ipc.open_stream(source).schema


def _ipc_batches(source: Any) -> Iterator[pa.RecordBatch]:
    """The batches of an Arrow file, or of a stream that was kept as one."""
    try:
        file = ipc.open_file(source)
    except pa.ArrowInvalid:
        source.seek(0)
        yield from ipc.open_stream(source)
        return
    for place in range(file.num_record_batches):
        yield file.get_batch(place)


def _from_row(batches: Iterator[pa.RecordBatch], first: int) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        if first < batch.num_rows:
            yield batch.slice(first) if first > 0 else batch
        first = max(0, first - batch.num_rows)


class told:
    """What a library says of a broken file becomes a fault of the table."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, OSError) and error.errno:
            raise TableError([table_fault(self.path, "unreadable", error.strerror)]) from error
        if isinstance(error, pa.ArrowException | OSError | UnicodeDecodeError):
            text = str(error).strip().rstrip(".").replace("\n", " ")
            if "straddl" in text:
                raise TableError([table_fault(self.path, "long_row", BLOCK)]) from error
            if self.path.lower().endswith(CSV):
                must_be_csv(self.path)
            suffix = self.path.rpartition(".")[2]
            raise TableError([table_fault(self.path, "broken", suffix, text)]) from error


def _must_be_a_file(path: str) -> None:
    given = Path(path)
    if given.is_dir():
        raise TableError([table_fault(path, "folder")])
    if not given.exists():
        import difflib  # only after a mistake

        beside = [one.name for one in given.parent.iterdir()] if given.parent.is_dir() else []
        near = difflib.get_close_matches(given.name, beside, 1, 0.6)
        close = given.parent / near[0] if near else ""
        hints = (f" 혹시 {close} 입니까?", f" Did you mean {close}?") if near else ("", "")
        raise TableError([table_fault_hint(path, "missing", hints)])
    if not path.lower().endswith(SUFFIXES):
        raise TableError([table_fault(path, "suffix", ", ".join(SUFFIXES))])
