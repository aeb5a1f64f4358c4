"""Rows of a column of a Parquet file on their way to Arrow: what they hold, the dictionary of their texts."""

from __future__ import annotations

from itertools import islice
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import types

from . import page_levels as levels
from .arrow import Bits, Bytes, aligned, is_text
from .room import Shelf

MOST_NARROW = 1 << 15  # distinct texts whose places are kept in 16 bits

Numbers = npt.NDArray[Any]


class Kind(NamedTuple):
    """What a column holds: values of ``number``, which are places in a dictionary where they are texts."""

    number: Any
    arrow: pa.DataType
    texts: bool = False


def kind_of(field: pa.Field, column: Any) -> Kind | None:
    """What a column holds that can be read here, else None. ``column``: its schema in the Parquet file."""
    kind, physical = field.type, column.physical_type
    if column.max_repetition_level or column.max_definition_level > 1 or column.path != field.name:
        return None
    if physical == "BYTE_ARRAY" and is_text(kind):
        return Kind(np.int32, pa.string(), texts=True)
    if physical == "INT32" and (types.is_int32(kind) or types.is_date32(kind)):
        return Kind(np.int32, kind)
    if physical == "INT64" and types.is_int64(kind):
        return Kind(np.int64, kind)
    if physical == "DOUBLE" and types.is_float64(kind):
        return Kind(np.float64, kind)
    if physical == "BOOLEAN" and types.is_boolean(kind):
        return Kind(np.uint8, kind)
    return None


class Out:
    """Rows that are being filled; nothing is allocated before there is a value."""

    def __init__(self, kind: Kind, count: int, shelf: Shelf, *, nullable: bool) -> None:
        self.kind, self.count, self.there, self._shelf = kind, count, 0, shelf
        self.bits: Bytes | None = np.zeros((count >> 3) + 2, np.uint8) if nullable else None
        self._values: Numbers | None = None

    def values(self, number: Any, filled: int) -> Numbers:
        """One place a row, of flags one bit; ``filled``: the rows so far, at first without a value."""
        if types.is_boolean(self.kind.arrow):
            if self._values is None:
                self._values = np.zeros((self.count >> 3) + 2, np.uint8)
        elif self._values is None:
            self._values = self._shelf.of(self.count, number)
            self._values[:filled] = 0
        elif self._values.dtype != number:  # places in a dictionary that has grown
            self._values = self._values.astype(number)
        return self._values

    @property
    def number(self) -> Any:
        """The kind of the values so far, None before there is one."""
        return None if self._values is None else self._values.dtype

    def skip(self, first: int, count: int) -> None:
        """Rows without a value."""
        if self._values is not None and not types.is_boolean(self.kind.arrow):
            self._values[first : first + count] = 0

    def array(self, words: pa.Array | None) -> pa.Array:
        """The rows as Arrow; of type null where no row has a value."""
        if self.there == 0 or self._values is None:
            return pa.nulls(self.count)
        valid = None if self.there == self.count or self.bits is None else pa.py_buffer(self.bits)
        buffers = [valid, pa.py_buffer(self._values)]
        nulls = self.count - self.there
        if words is None:
            return pa.Array.from_buffers(self.kind.arrow, self.count, buffers, nulls)
        places = pa.Array.from_buffers(pa.from_numpy_dtype(self._values.dtype), self.count, buffers, nulls)
        return pa.DictionaryArray.from_arrays(places, words, safe=False)


class Words:
    """The distinct texts of a column over its row groups, each with its place."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._array = pa.array([], pa.string())

    def places(self, texts: list[str]) -> Numbers:
        """The place of each text, a new one where it was not met before; narrow while there are few."""
        known = self._places
        found = [known.setdefault(text, len(known)) for text in texts]
        return np.array(found, np.int16 if len(known) <= MOST_NARROW else np.int32)

    def texts(self, first: int) -> list[str]:
        """The texts from a place on."""
        return list(islice(self._places, first, None))

    def array(self) -> pa.Array:
        """The texts by place; the same memory until there is one more."""
        if len(self._array) != len(self._places):
            self._array = pa.array(list(self._places), pa.string())
        return self._array

    def __len__(self) -> int:
        return len(self._places)


def copy_rows(held: Out, at: int, count: int, out: Out, first: int) -> None:
    """Rows of a page that was read whole to where they are wanted."""
    there = count
    if out.bits is not None and held.bits is not None:
        there = int(levels.copy_bits(aligned(Bits(held.bits, at), count), count, out.bits, first))
    if there == 0:
        out.skip(first, count)
        return
    out.there += there
    number = np.int8 if held.number is None else held.number
    values = held.values(number, 0)
    if types.is_boolean(held.kind.arrow):
        levels.copy_bits(aligned(Bits(values, at), count), count, out.values(number, first), first)
    else:
        wide = number if out.number is None else np.promote_types(number, out.number)
        out.values(wide, first)[first : first + count] = values[at : at + count]
