"""Columns of Parquet files read page by page are those that pyarrow reads, however the file is laid out."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet
from tests.batch.flattening import loose

from baeum_rules.batch import page_levels, page_values, parquet_columns, table_rows
from baeum_rules.batch.parquet_columns import Column
from baeum_rules.batch.room import Shelf
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


@pytest.mark.parametrize("most", [0, 20, 700])
def test_words_are_forgotten_where_they_become_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(parquet_columns, "MOST_WORDS", most)
    path, given = str(tmp_path / "r.parquet"), drawn(5, most=900)
    parquet.write_table(given, path, row_group_size=1500, max_rows_per_page=250)
    for size in (250, 333):
        found, _ = taken(Table(path, RECORDS), 0, [size])
        assert found.equals(given.cast(loose(RECORDS)))


def test_behind_the_last_row_there_is_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "r.parquet")
    parquet.write_table(drawn(2), path)
    rows = rows_of(Table(path, RECORDS), ROWS)
    assert list(rows.names()) == [] and rows.take(10).num_rows == 0


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


def test_what_stands_at_a_null_is_a_place_in_the_dictionary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For who looks at it without asking whether it is there; memory holds what it held before."""

    class Used(Shelf):
        def of(self, count: int, kind: Any) -> Any:
            found = super().of(count, kind)
            found.view(np.uint8).fill(57)
            return found

    monkeypatch.setattr(table_rows, "Shelf", Used)
    path = str(tmp_path / "r.parquet")
    columns = [drawn(6)[name] for name in RECORDS.names[:4]]
    texts = [None] * 900 + ["a", "b"] * 100 + [None] * 2000 + ["c"] + [None] * 1899
    parquet.write_table(
        pa.table([*columns, pa.array(texts)], names=[*RECORDS.names[:4], "subject"]),
        path,
        max_rows_per_page=100,
    )
    for size in (ROWS, 330):
        rows = rows_of(Table(path, RECORDS), 0)
        while (part := rows.take(size)).num_rows:
            found = part.column("subject")
            if not pa.types.is_null(found.type):
                places = np.frombuffer(found.indices.buffers()[1], np.int16, len(found))
                assert places.min() >= 0 and places.max() < len(found.dictionary)


TABLE = np.array([5, 6, 7, 0], np.int32)


@pytest.mark.parametrize(
    ("text", "count", "wanted"),
    [
        (b"\x08\x01", 4, [6, 6, 6, 6]),
        (b"\x03\x24\x00", 4, [5, 6, 7, 5]),
        (b"\x03\x27\x00", 4, None),  # a place that no text has
        (b"\x08\x03", 4, None),
        (b"\x03\x24", 8, None),  # too short
        (b"\x08", 4, None),
        (b"\x00\x01", 4, None),  # a run of nothing
        (b"\x01", 4, None),
        (b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 4, None),  # a length that is none
        (b"", 1, None),
    ],
)
def test_places_of_a_page(text: bytes, count: int, wanted: list[int] | None) -> None:
    page, out = np.frombuffer(text + b"\x01" * 9, np.uint8), np.zeros(count, np.int32)
    told = page_values.fill_places(page, 0, len(text), count, 2, TABLE, 3, out)
    assert told == (page_levels.BROKEN if wanted is None else 0)
    if wanted is not None:
        assert out.tolist() == wanted


@pytest.mark.parametrize(
    ("text", "count", "wanted"),
    [
        (b"\x14\x01", 10, 0b1111111111),
        (b"\x14\x00", 10, 0),
        (b"\x05\x0f\x02", 10, 0b1000001111),
        (b"\x03\xff\x04\x01", 10, 0b1111111111),
        (b"\x14\x02", 10, None),  # a level of two
        (b"\x05\x0f", 10, None),
        (b"\x08\x01", 10, None),
        (b"\x01", 10, None),
    ],
)
def test_levels_of_a_page(text: bytes, count: int, wanted: int | None) -> None:
    page, bits = np.frombuffer(text + b"\x01" * 9, np.uint8), np.zeros(4, np.uint8)
    told = page_levels.fill_valid(page, 0, len(text), count, bits, 3)
    if wanted is None:
        assert told == page_levels.BROKEN
    else:
        assert int.from_bytes(bits.tobytes(), "little") == wanted << 3 and told == wanted.bit_count()


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
