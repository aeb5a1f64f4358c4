"""Answers as Parquet files, a row group at a time, and files made of the row groups of others as they stand.

Written here because the library takes four times as long for lists of structs; the files are of the plainest
kind, one page a column: levels in runs, values in dictionaries or as they are, compressed by zstd.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from pyarrow import compute, parquet, types

from . import packing, thrift
from .arrow import bits_of, records_of, text_of, values_of
from .page_headers import DATA, DICTIONARY, PLAIN, RLE, RLE_DICTIONARY
from .parquet_footer import CODEC, MAGIC, Group, Written, footer, leaves, moved
from .room import fresh

LEVEL = 1  # of zstd
ROWS = 1 << 15  # learners of a row group at most


class Levels(NamedTuple):
    """Which entries of a column there are: their bytes, and how many."""

    text: bytes
    entries: int


class Values(NamedTuple):
    """The values of a column that are there, and the dictionary they are in."""

    text: bytes
    encoding: int
    dictionary: bytes
    distinct: int


def write_file(batch: pa.RecordBatch, schema: pa.Schema, file: Any) -> None:
    """A whole file of a batch. ``schema``: what it says it holds; texts may stand in dictionaries instead."""
    file.write(MAGIC)
    at, groups = len(MAGIC), []
    paths = leaves(schema)
    for first in range(0, batch.num_rows, ROWS):
        part = batch.slice(first, ROWS)
        columns = []
        for (path, physical), (array, levels) in zip(paths, _columns(part, schema), strict=True):
            text, column = _column(array, levels, path, physical, at)
            file.write(text)
            columns.append(column)
            at += len(text)
        groups.append(Group(part.num_rows, columns))
    file.write(footer(schema, groups))


def join_files(paths: Iterable[Path], schema: pa.Schema, file: Any) -> None:
    """One file of the row groups of several that were written here, which are not looked into."""
    file.write(MAGIC)
    at, groups = len(MAGIC), []
    for path in paths:
        found = parquet.read_metadata(path)
        with path.open("rb") as part:
            size = path.stat().st_size - found.serialized_size - len(MAGIC) - 4
            part.seek(len(MAGIC))
            _copy(part, file, size - len(MAGIC))
        groups += [moved(found.row_group(place), at - len(MAGIC)) for place in range(found.num_row_groups)]
        at += size - len(MAGIC)
    file.write(footer(schema, groups))


def _copy(part: Any, file: Any, size: int) -> None:
    while size:
        text = part.read(min(size, 1 << 20))
        if not text:
            raise OSError(f"{part.name} ends too early")
        file.write(text)
        size -= len(text)


def _columns(batch: pa.RecordBatch, schema: pa.Schema) -> Iterable[tuple[pa.Array, Levels]]:
    """The values of each column of the file and its levels; a list of structs is one column a field."""
    for field, array in zip(schema, batch.columns, strict=True):
        if types.is_list(field.type):
            yield from _of_lists(array)
        elif field.nullable:
            bits = bits_of(array)
            if bits.bits.size:
                text = packing.runs_of(np.asarray(array.is_valid()).view(np.uint8), 1)
            else:
                text = thrift.number(len(array) << 1) + b"\1"
            yield array, Levels(_sized(text), len(array))
        else:
            yield array, Levels(b"", len(array))


def _of_lists(lists: pa.Array) -> Iterable[tuple[pa.Array, Levels]]:
    start, rows = records_of(lists)
    most = rows.num_rows + len(lists)
    first, levels = fresh(most, np.int8), fresh(most, np.int8)
    there = np.asarray(lists.is_valid()).view(np.int8)
    count = int(packing.fill_levels(start, there, first, levels))
    repeated, levels = _sized(packing.runs_of(first[:count], 1)), levels[:count]
    for array in rows.columns:
        own, bits = levels, bits_of(array)
        if bits.bits.size:
            own = fresh(count, np.int8)
            packing.lower_absent(levels, bits.bits, bits.at, own)
        yield array, Levels(repeated + _sized(packing.runs_of(own, 3)), count)


def _sized(text: bytes) -> bytes:
    return len(text).to_bytes(4, "little") + text


def _column(array: pa.Array, levels: Levels, path: str, physical: str, at: int) -> tuple[bytes, Written]:
    """The pages of a column, and what is to be said of them."""
    values = _values(array)
    pages, whole = b"", 0
    if values.distinct:
        head = thrift.struct({1: thrift.i32(values.distinct), 2: thrift.i32(PLAIN)})
        pages, whole = _page(DICTIONARY, values.dictionary, {7: head})
    kinds = {1: thrift.i32(levels.entries), 2: thrift.i32(values.encoding)}
    head = thrift.struct({**kinds, 3: thrift.i32(RLE), 4: thrift.i32(RLE)})
    page, size = _page(DATA, levels.text + values.text, {5: head})
    ends = None
    if types.is_string(array.type) and len(array) > array.null_count:
        least = compute.min_max(array)
        ends = (least["min"].as_py().encode(), least["max"].as_py().encode())
    text = pages + page
    return text, Written(path, physical, at, len(pages), len(text), whole + size, levels.entries, ends)


def _page(kind: int, text: bytes, head: dict[int, thrift.Field]) -> tuple[bytes, int]:
    """A page with its header, and its bytes before they were compressed."""
    stored = pa.Codec(CODEC, LEVEL).compress(text, asbytes=True)
    sizes = {1: thrift.i32(kind), 2: thrift.i32(len(text)), 3: thrift.i32(len(stored))}
    header = thrift.struct({**sizes, **head})[1]
    return header + stored, len(header) + len(text)


def _values(array: pa.Array) -> Values:
    """What stands in a column, without what is absent."""
    kind = array.type
    if types.is_string(kind):
        return Values(_plain(array.drop_null()), PLAIN, b"", 0)
    if types.is_dictionary(kind):
        codes = _there(array.indices, array.indices.type.to_pandas_dtype())
        words = array.dictionary.cast(pa.string())
        return _in_dictionary(codes, _plain(words), len(words))
    if types.is_boolean(kind):
        flags = np.asarray(array.drop_null())
        return Values(np.packbits(flags, bitorder="little").tobytes(), PLAIN, b"", 0)
    if types.is_uint64(kind):
        return _of_distinct(_there(array, np.uint64))
    size = np.int16 if types.is_int16(kind) else np.int32
    numbers = _there(array, size)
    least, most = (int(numbers.min()), int(numbers.max())) if numbers.size else (0, 0)
    if not numbers.size or most - least >= packing.MOST_DISTINCT:
        return Values(numbers.astype(np.int32).tobytes(), PLAIN, b"", 0)
    words = np.arange(least, most + 1, dtype=np.int32)
    return _in_dictionary(numbers - size(least), words.tobytes(), len(words))


def _there(array: pa.Array, kind: Any) -> Any:
    """The numbers of an array that are there."""
    values, bits = values_of(array, kind), bits_of(array)
    if not bits.bits.size:
        return values
    found = fresh(len(array) - array.null_count + 1, kind)
    packing.keep_there(values, bits.bits, bits.at, found)
    return found[:-1]


def _of_distinct(numbers: Any) -> Values:
    places, found = fresh(numbers.size, np.int16), np.empty(packing.MOST_DISTINCT, np.uint64)
    count = int(packing.distinct(numbers, np.zeros(packing.SLOTS, np.int16), places, found))
    if not 0 < count <= found.size:
        return Values(numbers.tobytes(), PLAIN, b"", 0)
    return _in_dictionary(places, found[:count].tobytes(), count)


def _in_dictionary(codes: Any, words: bytes, count: int) -> Values:
    if not codes.size:
        return Values(b"", PLAIN, b"", 0)
    width = max(1, (count - 1).bit_length())
    return Values(bytes([width]) + packing.runs_of(codes, width), RLE_DICTIONARY, words, count)


def _plain(texts: pa.Array) -> bytes:
    offsets, text, _ = text_of(texts)
    out = fresh(int(offsets[-1] - offsets[0]) + 4 * len(texts), np.uint8)
    packing.plain_texts(offsets, text, out)
    return out.tobytes()
