"""The end of a Parquet file: its schema as the library writes it, and row groups of our own."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any, NamedTuple

import pyarrow as pa
from pyarrow import parquet

from . import thrift
from .page_headers import BINARY, I32, PLAIN, RLE, RLE_DICTIONARY, STRUCT

MAGIC = b"PAR1"
PHYSICAL = {"BOOLEAN": 0, "INT32": 1, "INT64": 2, "DOUBLE": 5, "BYTE_ARRAY": 6}
CODEC, SNAPPY = "snappy", 1
CREATED_BY = b"baeum"


class Written(NamedTuple):
    """A column of a row group. ``at``: where its bytes begin; ``dictionary``: its bytes, 0 without one."""

    path: str
    physical: str
    at: int
    dictionary: int
    stored: int
    whole: int
    entries: int
    ends: tuple[bytes, bytes] | None  # least and greatest


class Group(NamedTuple):
    """A row group of a file."""

    rows: int
    columns: list[Written]


def moved(group: Any, by: int) -> Group:
    """A row group as pyarrow describes it, so many bytes further on."""
    columns = []
    for place in range(group.num_columns):
        one = group.column(place)
        first = one.data_page_offset
        dictionary = 0
        if one.has_dictionary_page:
            dictionary, first = first - one.dictionary_page_offset, one.dictionary_page_offset
        ends = None
        if one.is_stats_set and one.statistics.has_min_max:
            ends = (one.statistics.min.encode(), one.statistics.max.encode())
        sizes = (one.total_compressed_size, one.total_uncompressed_size, one.num_values)
        columns.append(Written(one.path_in_schema, one.physical_type, first + by, dictionary, *sizes, ends))
    return Group(group.num_rows, columns)


@lru_cache(maxsize=8)
def leaves(schema: pa.Schema) -> list[tuple[str, str]]:
    """The path and the physical type of each column of the file."""
    found = parquet.ParquetFile(pa.BufferReader(_empty(schema))).schema
    return [(found.column(place).path, found.column(place).physical_type) for place in range(len(found))]


@lru_cache(maxsize=8)
def _empty(schema: pa.Schema) -> bytes:
    """A file without rows, as the library writes it: what it says of the schema is what ours say."""
    sink = io.BytesIO()
    parquet.ParquetWriter(sink, schema).close()
    return sink.getvalue()


@lru_cache(maxsize=8)
def _told(schema: pa.Schema) -> dict[int, thrift.Field]:
    """What stands at the end of a file without rows, field by field."""
    empty = _empty(schema)
    size = int.from_bytes(empty[-8:-4], "little")
    return thrift.fields_of(empty[-8 - size : -8])


def footer(schema: pa.Schema, groups: list[Group]) -> bytes:
    """What stands at the end of a file: its schema, its row groups."""
    told: dict[int, thrift.Field | None] = dict(_told(schema))
    told[3] = thrift.i64(sum(group.rows for group in groups))
    told[4] = thrift.list_of((_group(number, group) for number, group in enumerate(groups)), STRUCT)
    told[6] = thrift.binary(CREATED_BY)
    text = thrift.struct(dict(sorted(told.items())))[1]
    return text + len(text).to_bytes(4, "little") + MAGIC


def _group(number: int, group: Group) -> thrift.Field:
    stored = sum(column.stored for column in group.columns)
    return thrift.struct(
        {
            1: thrift.list_of(map(_chunk, group.columns), STRUCT),
            2: thrift.i64(sum(column.whole for column in group.columns)),
            3: thrift.i64(group.rows),
            5: thrift.i64(group.columns[0].at),
            6: thrift.i64(stored),
            7: thrift.i16(number) if number < 1 << 15 else None,
        }
    )


@lru_cache(maxsize=256)
def _kind(path: str, physical: str, *, dictionary: bool) -> dict[int, thrift.Field]:
    """What is said of a column in every row group alike."""
    encodings = (PLAIN, RLE, RLE_DICTIONARY) if dictionary else (PLAIN, RLE)
    return {
        1: thrift.i32(PHYSICAL[physical]),
        2: thrift.list_of(map(thrift.i32, encodings), I32),
        3: thrift.list_of((thrift.binary(name.encode()) for name in path.split(".")), BINARY),
        4: thrift.i32(SNAPPY),
    }


def _chunk(column: Written) -> thrift.Field:
    ends = column.ends and thrift.struct({5: thrift.binary(column.ends[1]), 6: thrift.binary(column.ends[0])})
    told = thrift.struct(
        {
            **_kind(column.path, column.physical, dictionary=column.dictionary > 0),
            5: thrift.i64(column.entries),
            6: thrift.i64(column.whole),
            7: thrift.i64(column.stored),
            9: thrift.i64(column.at + column.dictionary),
            11: thrift.i64(column.at) if column.dictionary else None,
            12: ends,
        }
    )
    return thrift.struct({2: thrift.i64(0), 3: told})
