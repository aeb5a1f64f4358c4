"""Writes synthetic learners and their records into a folder, block by block."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from .blocks import BLOCK, Block, draw_block
from .people import Setup
from .tables import LEARNERS, RECORDS, Texts, learners_table, records_table

FORMATS = ("parquet", "csv")
NAMES = ("learners", "records")
ROWS_OF_PAGE = 1 << 20  # a page for each column of a block, as a batch reads it soonest
DrawBlock = Callable[[int, Setup], Block]


def tables(count: int, setup: Setup) -> Iterator[tuple[pa.Table, pa.Table]]:
    """(learners, records) of each block, the last one cut to ``count`` learners in all."""
    texts = Texts(setup)
    for number in range(-(-count // BLOCK)):
        block = draw_block(number, setup)
        here = min(BLOCK, count - block.first)
        yield learners_table(block, here, setup, texts), records_table(block, here, texts)


def write(
    folder: Path,
    count: int,
    setup: Setup,
    form: str = "parquet",
    done: Callable[[int], None] = lambda _: None,
) -> int:
    """Write ``learners`` and ``records`` into a folder; ``done`` hears how many learners are behind.

    A block is in memory at a time. Returns the number of records. Raises OSError (BlockingIOError where
    another process writes there); what is not finished is not left behind, and takes the place of nothing.
    When all is written, tables of the other format and what a killed run left go: a folder holds one nation.
    """
    names = [f"{name}.{form}" for name in NAMES]
    making = [_making(folder, name) for name in names]
    written = records = 0
    with contextlib.ExitStack() as alone:
        alone.enter_context(_alone(folder))
        alone.callback(_forget, [_making(folder, f"{name}.{each}") for name in NAMES for each in FORMATS])
        with contextlib.ExitStack() as stack:
            writers = [
                stack.enter_context(_writer(path, schema, form))
                for path, schema in zip(making, (LEARNERS, RECORDS), strict=True)
            ]
            for both in tables(count, setup):
                for writer, table in zip(writers, both, strict=True):
                    writer.write_table(table if form == "parquet" else plain(table))
                written += both[0].num_rows
                records += both[1].num_rows
                done(written)
        for path, name in zip(making, names, strict=True):
            path.replace(folder / name)
        _forget([folder / f"{name}.{other}" for name in NAMES for other in FORMATS if other != form])
    return records


def is_unfinished(path: Path) -> bool:
    """Whether a file is one that a run was killed over, which the next one replaces."""
    return any(path.name == _making(path.parent, f"{name}.{form}").name for name in NAMES for form in FORMATS)


def _making(folder: Path, name: str) -> Path:
    """Where a file is written until it is whole."""
    return folder / f".{name}.making"


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder against other processes; the system lets go of it when this one ends, killed or not."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(held)


def _forget(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _writer(path: Path, schema: pa.Schema, form: str) -> Any:
    if form == "parquet":
        return pa.parquet.ParquetWriter(
            path, schema, compression="lz4", write_statistics=["learner"],
            write_batch_size=1 << 16, max_rows_per_page=ROWS_OF_PAGE,
        )  # fmt: skip
    return pa.csv.CSVWriter(path, plain(schema.empty_table()).schema)


def plain(table: pa.Table) -> pa.Table:
    """The table as CSV has it: texts without a dictionary, lists as JSON text."""
    columns = []
    for column in table.columns:
        if pa.types.is_list(column.type):
            columns.append(pa.array([_json(value) for value in column.to_pylist()], pa.string()))
        else:
            columns.append(column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column)
    return pa.table(columns, names=table.column_names)


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, default=str)
