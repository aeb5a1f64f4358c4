"""Arrow arrays as the buffers that compiled loops read, without copies where the layout allows it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import types

Bytes = npt.NDArray[np.uint8]
NO_BITS: Bytes = np.empty(0, np.uint8)


class Bits(NamedTuple):
    """A validity bitmap from bit ``at``; no bytes where nothing is null."""

    bits: Bytes
    at: int


class Text(NamedTuple):
    """Texts as offsets into bytes, and which are not null."""

    offsets: npt.NDArray[np.int32]
    text: Bytes
    valid: Bits


def bits_of(array: pa.Array) -> Bits:
    """Which values of an array are not null."""
    buffer = array.buffers()[0]
    if array.null_count == 0 or buffer is None:
        return Bits(NO_BITS, 0)
    return Bits(np.frombuffer(buffer, np.uint8), array.offset)


def aligned(valid: Bits, count: int) -> Bytes:
    """The same bits of ``count`` values from bit 0 on; no bytes where nothing is null."""
    bits, at = valid
    if not bits.size:
        return bits
    size, shift = (count + 7) >> 3, at & 7
    found = bits[at >> 3 : (at >> 3) + size + 1]
    if not shift:
        return found[:size]
    after = np.append(found[1:], np.uint8(0))[: found.size]
    moved: Bytes = ((found >> shift) | (after << (8 - shift))).astype(np.uint8)
    return moved[:size]


def values_of(array: pa.Array, kind: Any) -> npt.NDArray[Any]:
    """The values of an array of numbers; what stands at a null is arbitrary."""
    buffer = array.buffers()[1]
    return np.frombuffer(buffer, kind)[array.offset : array.offset + len(array)]


def text_of(array: pa.Array) -> Text:
    """The bytes of an array of texts, which becomes a plain one first where it is another kind of text."""
    if array.type != pa.string():
        array = array.cast(pa.string())
    _, offsets, text = array.buffers()
    first, count = array.offset, len(array)
    if offsets is None or not offsets.size:
        return Text(np.zeros(1, np.int32), NO_BITS, Bits(NO_BITS, 0))
    places = np.frombuffer(offsets, np.int32)[first : first + count + 1]
    return Text(places, NO_BITS if text is None else np.frombuffer(text, np.uint8), bits_of(array))


def is_same(one: pa.Array, other: pa.Array | None) -> bool:
    """Whether two arrays are the same memory; what they hold is not compared."""
    if other is None or one.type != other.type or len(one) != len(other) or one.offset != other.offset:
        return False
    places = ([buffer and buffer.address for buffer in array.buffers()] for array in (one, other))
    return bool(next(places) == next(places))


def is_text(kind: pa.DataType) -> bool:
    """Whether a type holds texts, in a dictionary or plain."""
    if types.is_dictionary(kind):
        kind = kind.value_type
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def records_of(lists: pa.Array) -> tuple[npt.NDArray[np.int64], pa.RecordBatch]:
    """Where each learner's structs begin, and those of all learners as one table; null lists are empty."""
    if types.is_large_list(lists.type):
        lists = lists.cast(pa.list_(lists.type.value_type))
    offsets = np.asarray(lists.offsets, np.int64)
    if lists.null_count:  # what a null list spans is not part of the table
        rows = lists.flatten()
        lengths = np.asarray(lists.value_lengths().fill_null(0), np.int64)
        offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    else:
        rows = lists.values.slice(offsets[0], offsets[-1] - offsets[0])
        offsets = offsets - offsets[0]
    children = rows.flatten() if rows.null_count else [rows.field(i) for i in range(rows.type.num_fields)]
    names = [rows.type.field(i).name for i in range(rows.type.num_fields)]
    return offsets, pa.RecordBatch.from_arrays(children, names)


def nested_of(
    learners: pa.RecordBatch, start: npt.NDArray[np.int64], records: pa.RecordBatch
) -> pa.RecordBatch:
    """The nested form of two tables, not copied: learner i has the records from start[i] to start[i + 1]."""
    rows = pa.StructArray.from_arrays(records.columns, fields=list(records.schema))
    lists = pa.ListArray.from_arrays(pa.array(start, pa.int32()), rows)
    return pa.RecordBatch.from_arrays(
        [*learners.columns, lists], schema=learners.schema.append(pa.field("records", lists.type))
    )
