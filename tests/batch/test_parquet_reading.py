"""Columns of Parquet files read page by page are those that pyarrow reads, however the file is laid out."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from tests.batch.flattening import loose

from baeum_rules.batch.parquet_columns import Column
from baeum_rules.batch.schema import DAY, FLAG, RECORDS, SHARE, TEXT
from baeum_rules.batch.table_faults import TableError
from baeum_rules.batch.table_rows import rows_of
from baeum_rules.batch.tables import Table

ROWS = 5000
NULLS = (0.0, 0.02, 0.5, 0.97, 1.0)
LAYOUTS: list[dict[str, Any]] = [
    {"compression": "zstd", "row_group_size": 1777},
    {"compression": "lz4", "max_rows_per_page": 1 << 20},
    {"compression": "snappy", "data_page_version": "2.0", "row_group_size": 4999},
    {"compression": "gzip", "max_rows_per_page": 301},
    {"compression": "none", "data_page_version": "2.0", "max_rows_per_page": 99, "row_group_size": 1000},
    {"compression": "brotli", "use_dictionary": ["source", "subject"], "version": "1.0"},
    {"compression": "none", "dictionary_pagesize_limit": 64, "write_statistics": False},
]


def value(draws: random.Random, kind: pa.DataType, few: int) -> Any:
    place = draws.randrange(few)
    if kind == TEXT:
        return f"가{place}" if place % 7 else ""
    if kind == DAY:
        return date(2020, 1, 1) + timedelta(days=place)
    if kind == SHARE:
        return place / 8
    return bool(place % 2) if kind == FLAG else place


def drawn(seed: int, schema: pa.Schema = RECORDS, most: int = 3000) -> pa.Table:
    """A table with all kinds of columns, many values and few, some in runs; not what a case may hold."""
    draws = random.Random(seed)
    columns = []
    for place, field in enumerate(schema):
        nulls, few, run = NULLS[place % len(NULLS)], draws.choice((1, 2, 9, 300, most)), draws.choice((1, 40))
        nulls = nulls if field.nullable else 0.0
        values: list[Any] = []
        while len(values) < ROWS:
            given = None if draws.random() < nulls else value(draws, field.type, few)
            values += [given] * draws.randint(1, run)
        columns.append(pa.array(values[:ROWS], field.type))
    return pa.table(columns, schema=schema)


def taken(table: Table, first: int, sizes: list[int]) -> tuple[pa.Table, Any]:
    """All rows from one on, so many at a time; and the reader."""
    rows, parts = rows_of(table, first), []
    while (part := rows.take(sizes[len(parts) % len(sizes)])).num_rows:
        for column in part.columns:
            column.validate(full=True)
        parts.append(part)
    return pa.concat_tables([plain(pa.Table.from_batches([part])) for part in parts]), rows


def plain(table: pa.Table) -> pa.Table:
    """The columns in the types of the schema, which an absent column takes too."""
    return pa.table([table[field.name].cast(field.type) for field in loose(RECORDS)], schema=loose(RECORDS))


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_rows_are_those_that_pyarrow_reads(tmp_path: Path, layout: dict[str, Any]) -> None:
    path = str(tmp_path / "r.parquet")
    given = drawn(len(str(layout)))
    parquet.write_table(given, path, **layout)
    table = Table(path, RECORDS)
    for first, sizes in ((0, [ROWS]), (0, [700, 1, 1300]), (1801, [513])):
        found, _ = taken(table, first, sizes)
        assert found.equals(given.slice(first).cast(loose(RECORDS)))
    names = [name for part in rows_of(table, 0, named=False).names() for name in part.to_pylist()]
    assert names == given["learner"].to_pylist()


def test_columns_in_dictionaries_are_not_read_by_the_library(tmp_path: Path) -> None:
    path = str(tmp_path / "r.parquet")
    parquet.write_table(drawn(1, most=700), path)
    _, rows = taken(Table(path, RECORDS), 0, [1000])
    by_library = [name for name, column in rows._columns.items() if not isinstance(column, Column)]
    assert by_library == []


def test_a_dictionary_that_grows_beyond_sixteen_bits(tmp_path: Path) -> None:
    path = str(tmp_path / "r.parquet")
    count = 240_000
    texts = pa.array([f"t{row % 25_000 + row // 120_000 * 15_000}" for row in range(count)])
    names = pa.array(["L"] * count)
    days = pa.array([1] * count, pa.int32()).view(DAY)
    given = pa.table([names, names, names, days, texts], names=[*RECORDS.names[:4], "subject"])
    parquet.write_table(given, path, row_group_size=120_000)
    rows = rows_of(Table(path, RECORDS), 0)
    assert _subjects(rows, count) == texts.to_pylist()


def _subjects(rows: Any, count: int) -> list[str]:
    found: list[str] = []
    while len(found) < count:
        part = rows.take(70_000).column("subject")
        assert pa.types.is_dictionary(part.type)
        found += part.to_pylist()
    assert isinstance(rows._columns["subject"], Column) and len(part.dictionary) > 1 << 15
    return found


@pytest.mark.parametrize("kind", ["wide", "deltas"])
def test_other_columns_are_read_by_the_library(tmp_path: Path, kind: str) -> None:
    path = str(tmp_path / "r.parquet")
    given = drawn(3)
    if kind == "wide":
        for name, other in (("completed_on", pa.date64()), ("stage", pa.int16()), ("months", pa.int64())):
            place = given.schema.get_field_index(name)
            given = given.set_column(place, name, given[name].cast(other))
        parquet.write_table(given, path)
    else:
        encodings = {"credits": "DELTA_BINARY_PACKED", "subject": "DELTA_BYTE_ARRAY"}
        parquet.write_table(given, path, use_dictionary=False, column_encoding=encodings)
    found, rows = taken(Table(path, RECORDS), 0, [1234])
    assert found.equals(plain(given))
    if kind == "deltas":
        assert not isinstance(rows._columns["credits"], Column)


def test_a_broken_file_is_an_error_and_no_more(tmp_path: Path) -> None:
    whole, path = tmp_path / "whole.parquet", tmp_path / "r.parquet"
    parquet.write_table(drawn(4).slice(0, 600), whole, compression="none", max_rows_per_page=200)
    text, draws, told = whole.read_bytes(), random.Random(4), 0
    pages = parquet.read_metadata(whole).row_group(0)
    end = sum(pages.column(place).total_compressed_size for place in range(pages.num_columns))
    for _ in range(150):
        broken = bytearray(text)
        for _ in range(draws.choice((1, 5, 50))):
            broken[draws.randrange(4, end)] = draws.randrange(256)
        path.write_bytes(broken)
        try:
            rows = rows_of(Table(str(path), RECORDS), 0)
            while (part := rows.take(250)).num_rows:
                for column in part.columns:
                    column.validate(full=True)
        except TableError as error:
            assert [fault.code for fault in error.faults] == ["broken"]
            told += 1
    assert told > 30
