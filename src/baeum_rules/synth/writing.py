"""Writes synthetic learners and their records into a folder, block by block."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from .blocks import BLOCK, Block, draw_block
from .people import Setup
from .tables import LEARNERS, RECORDS, Texts, learners_table, records_table

FORMATS = ("parquet", "csv")
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

    A block is in memory at a time. Returns the number of records. Raises OSError; what is not finished is
    not left behind, and takes the place of nothing.
    """
    names = [f"{name}.{form}" for name in ("learners", "records")]
    making = [folder / f".{name}.making" for name in names]
    written = records = 0
    try:
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
    finally:
        for path in making:
            path.unlink(missing_ok=True)
    return records


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
