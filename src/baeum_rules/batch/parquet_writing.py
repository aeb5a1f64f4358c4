"""Answers as Parquet files, a row group at a time, and files made of the row groups of others as they stand.

Written here because the library takes four times as long for lists of structs; the files are of the plainest
kind, one page a column: levels in runs, values in dictionaries or as they are, compressed by snappy.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from pyarrow import parquet, types

from . import ids, packing, thrift
from .arrow import Bytes, aligned, bits_of, records_of, text_of, values_of
from .page_headers import DATA, DICTIONARY, PLAIN, RLE, RLE_DICTIONARY
from .page_sheet import Sheet, run_of, run_of_bits
from .parquet_footer import CODEC, MAGIC, Group, Written, footer, leaves, moved
from .parquet_pages import NOTHING
from .room import fresh

ROWS = 1 << 15  # learners of a row group at most
THERE = 4  # the level of a value that is there, in a list of structs
OF_LEVEL = 3  # bits of such a level
WHOLE = 16  # bits of a place in a large dictionary


class Levels(NamedTuple):
    """Which entries of a column there are: their bytes, and how many."""

    text: bytes
    entries: int


class Values(NamedTuple):
    """How the values of a column that are there were put down, and the dictionary they are in."""

    encoding: int
    dictionary: Bytes
    distinct: int


def write_file(batch: pa.RecordBatch, schema: pa.Schema, file: Any) -> None:
    """A whole file of a batch. ``schema``: what it says it holds; texts may stand in dictionaries instead."""
    file.write(MAGIC)
    at, groups = len(MAGIC), []
    paths, sheet = leaves(schema), Sheet()
    for first in range(0, batch.num_rows, ROWS):
        part = batch.slice(first, ROWS)
        columns = []
        for (path, physical), (array, levels) in zip(paths, _columns(part, schema), strict=True):
            pages, column = _column(sheet, array, levels, path, physical, at)
            for text in pages:
                file.write(text)
            columns.append(column)
            at += column.stored
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
            bits, count = bits_of(array), len(array)
            text = run_of_bits(aligned(bits, count), count) if bits.bits.size else run_of(1, count, 1)
            yield array, Levels(_sized(text), count)
        else:
            yield array, Levels(b"", len(array))


def _of_lists(lists: pa.Array) -> Iterable[tuple[pa.Array, Levels]]:
    start, rows = records_of(lists)
    count, sheet = rows.num_rows, Sheet()
    firsts: Bytes = fresh((count + 7) >> 3, np.uint8)
    plain = lists.null_count == 0 and bool(packing.mark_firsts(start, firsts))
    levels = fresh(count if plain else count + len(lists), np.int8)
    if plain:  # as nearly always
        levels.fill(THERE)
        repeated, every = run_of_bits(firsts, count), run_of(THERE, count, OF_LEVEL)
    else:
        first = fresh(levels.size, np.int8)
        there = np.asarray(lists.is_valid()).view(np.int8)
        count = int(packing.fill_levels(start, there, first, levels))
        levels = levels[:count]
        repeated, every = _runs(sheet, first[:count], 1), _runs(sheet, levels, OF_LEVEL)
    for array in rows.columns:
        own, bits = every, bits_of(array)
        if bits.bits.size:
            lower = fresh(count, np.int8)
            packing.lower_absent(levels, bits.bits, bits.at, lower)
            own = _runs(sheet, lower, OF_LEVEL)
        yield array, Levels(_sized(repeated) + _sized(own), count)


def _runs(sheet: Sheet, values: Any, width: int) -> bytes:
    sheet.size = 0
    sheet.put_runs(values, width)
    return sheet.text()


def _sized(text: bytes) -> bytes:
    return len(text).to_bytes(4, "little") + text


def _column(
    sheet: Sheet, array: pa.Array, levels: Levels, path: str, physical: str, at: int
) -> tuple[list[Any], Written]:
    """The pages of a column, and what is to be said of them."""
    sheet.size = 0
    sheet.put(levels.text)
    values = _put_values(sheet, array)
    kinds = {1: thrift.i32(levels.entries), 2: thrift.i32(values.encoding)}
    head = thrift.struct({**kinds, 3: thrift.i32(RLE), 4: thrift.i32(RLE)})
    page, whole = _page(sheet, DATA, {5: head})
    pages: list[Any] = []
    if values.distinct:
        sheet.size = 0
        sheet.put(values.dictionary)
        head = thrift.struct({1: thrift.i32(values.distinct), 2: thrift.i32(PLAIN)})
        pages, more = _page(sheet, DICTIONARY, {7: head})
        whole += more
    ends = None
    if types.is_string(array.type) and len(array) > array.null_count:
        given = array.drop_null()
        least, greatest = ids.ends_of(text_of(given))
        ends = (given[least].as_py().encode(), given[greatest].as_py().encode())
    before = sum(map(len, pages))
    stored = before + sum(map(len, page))
    return [*pages, *page], Written(path, physical, at, before, stored, whole, levels.entries, ends)


def _page(sheet: Sheet, kind: int, head: dict[int, thrift.Field]) -> tuple[list[Any], int]:
    """A page, its header before it, and its bytes before they were compressed."""
    stored = sheet.compressed(CODEC)
    sizes = {1: thrift.i32(kind), 2: thrift.i32(sheet.size), 3: thrift.i32(len(stored))}
    header = thrift.struct({**sizes, **head})[1]
    return [header, stored], len(header) + sheet.size


def _put_values(sheet: Sheet, array: pa.Array) -> Values:
    """What stands in a column, without what is absent."""
    kind = array.type
    if types.is_string(kind):
        return _put_plain(sheet, _plain(array.drop_null()))
    if types.is_dictionary(kind):
        codes = _there(array.indices, array.indices.type.to_pandas_dtype())
        words = array.dictionary.cast(pa.string())
        return _put_places(sheet, codes, _plain(words), len(words))
    if types.is_boolean(kind):
        flags = np.asarray(array.drop_null())
        return _put_plain(sheet, np.packbits(flags, bitorder="little"))
    if types.is_uint64(kind):
        return _put_distinct(sheet, _there(array, np.uint64))
    size = np.int16 if types.is_int16(kind) else np.int32
    numbers = _there(array, size)
    least, most = (int(numbers.min()), int(numbers.max())) if numbers.size else (0, 0)
    if not numbers.size or most - least >= packing.MOST_DISTINCT:
        return _put_plain(sheet, numbers.astype(np.int32).view(np.uint8))
    words = np.arange(least, most + 1, dtype=np.int32)
    return _put_places(sheet, numbers - size(least), words.view(np.uint8), len(words))


def _there(array: pa.Array, kind: Any) -> Any:
    """The numbers of an array that are there."""
    values, bits = values_of(array, kind), bits_of(array)
    if not bits.bits.size:
        return values
    found = fresh(len(array) - array.null_count + 1, kind)
    packing.keep_there(values, bits.bits, bits.at, found)
    return found[:-1]


def _put_plain(sheet: Sheet, text: Bytes) -> Values:
    sheet.put(text)
    return Values(PLAIN, NOTHING, 0)


def _put_distinct(sheet: Sheet, numbers: Any) -> Values:
    places, found = fresh(numbers.size, np.int16), np.empty(packing.MOST_DISTINCT, np.uint64)
    count = int(packing.distinct(numbers, np.zeros(packing.SLOTS, np.int16), places, found))
    if not 0 < count <= found.size:
        return _put_plain(sheet, numbers.view(np.uint8))
    return _put_places(sheet, places, found[:count].view(np.uint8), count)


def _put_places(sheet: Sheet, codes: Any, words: Bytes, count: int) -> Values:
    if not codes.size:
        return Values(PLAIN, NOTHING, 0)
    width = max(1, (count - 1).bit_length())
    if packing.NARROW < width <= WHOLE:  # what is not packed is made sooner, and compressed to less
        width = WHOLE
    sheet.put(bytes([width]))
    sheet.put_runs(codes, width)
    return Values(RLE_DICTIONARY, words, count)


def _plain(texts: pa.Array) -> Bytes:
    offsets, text, _ = text_of(texts)
    out = fresh(int(offsets[-1] - offsets[0]) + 4 * len(texts), np.uint8)
    packing.plain_texts(offsets, text, out)
    return out
