"""Columns of an Arrow table as columns of integers, whatever type holds them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import types

from baeum_rules.recognition.fields import LONGEST_TEXT, Problem, read_text
from baeum_rules.recognition.names import duplicate_key, same_text

from . import filling, ids
from .arrow import Bits, Bytes, bits_of, is_same, text_of, values_of
from .cells import EPOCH, KINDS, written
from .codes import UNREADABLE, Codes, Read
from .columns import Int8, Int32
from .layout import CONFERRAL, NAMES, SUBJECTS, Column
from .room import Room

FIRST_DAY, LAST_DAY = 1 - EPOCH, 3652059 - EPOCH  # of the calendar, in days of Arrow

Numbers = dict[str, npt.NDArray[Any]]


class ColumnReader:
    """Reads columns; what a distinct value was read as is remembered. ``of_title``: names of certificates."""

    def __init__(self, of_title: Callable[[str], int], room: Room) -> None:
        self.spaces: dict[str, Codes] = {}
        self.reads: dict[str, Read] = {}
        self._of_title, self._room = of_title, room

    def space(self, name: str) -> Codes:
        """The codes of one kind of text."""
        return self.spaces.setdefault(name, Codes())

    def filled(
        self,
        table: pa.RecordBatch,
        columns: tuple[Column, ...],
        source: Int8,
        rules: dict[str, Int8],
        bad: Bytes,
    ) -> Numbers:
        """Every column of a table as integers; rows whose value cannot stand there are marked in ``bad``."""
        found: Numbers = {}
        for column in columns:
            array, need = table.column(column.name), rules[column.name]
            if array.null_count == len(array):
                out = self._room.all_of(column.missing, len(source), column.kind)
                if need.max() == filling.NEEDED:
                    filling.mark_absent(need, source, bad)
            else:
                out = self._room.of(column.into, len(source), column.kind)
                self._fill(array, column, (need, source, column.missing), out, bad)
            found[column.into] = out
        return found

    def _fill(self, array: pa.Array, column: Column, rules: Any, out: npt.NDArray[Any], bad: Bytes) -> None:
        kind = array.type
        if types.is_boolean(kind):
            flags = np.frombuffer(array.buffers()[1], np.uint8)
            filling.fill_flags(flags, array.offset, bits_of(array), rules, out, bad)
        elif types.is_float64(kind):
            filling.fill_shares(values_of(array, np.float64), bits_of(array), rules, out, bad)
        elif types.is_date32(kind):
            limits = (FIRST_DAY, LAST_DAY, EPOCH)
            filling.fill_numbers(values_of(array, np.int32), limits, bits_of(array), rules, out, bad)
        elif types.is_int32(kind) and column.limits[1]:
            limits = (*column.limits, 0)
            filling.fill_numbers(values_of(array, np.int32), limits, bits_of(array), rules, out, bad)
        else:  # texts, other whole numbers, decimals: each distinct one is read once
            codes, table, valid = self.in_dictionary(array, self._read(column))
            filling.fill_codes(codes, table, valid, rules, out, bad)

    def in_dictionary(self, array: pa.Array, read: Read) -> tuple[Int32, Int32, Bits]:
        """The place of each value among the distinct ones, what those are read as, which values are there."""
        if types.is_string_view(array.type):
            array = array.cast(pa.string())
        if not types.is_dictionary(array.type):
            array = array.dictionary_encode()
        distinct, indices = array.dictionary, array.indices
        if not is_same(distinct, read.last[0]):  # slices of a batch share theirs
            table = np.fromiter(map(read.of, distinct.to_pylist()), np.int32, len(distinct))
            read.last = (distinct, table)
        codes = values_of(indices, indices.type.to_pandas_dtype())
        return codes.astype(np.int32, copy=False), read.last[1], bits_of(indices)

    def _read(self, column: Column) -> Read:
        """What reads the distinct values of a column."""
        name = f"{column.name}>{column.into}"
        if name not in self.reads:
            number = self._number_of(column)

            def read(value: Any) -> int:
                found = column.field.check(written(KINDS[column.name], value))
                return UNREADABLE if isinstance(found, Problem) else number(found)

            self.reads[name] = Read(read)
        return self.reads[name]

    def _number_of(self, column: Column) -> Callable[[Any], int]:
        """The number that a value of a column becomes, once read."""
        numbers = column.numbers
        if isinstance(numbers, dict):
            return numbers.__getitem__
        if numbers is None:
            return int
        if numbers == CONFERRAL:
            return lambda month: int(month.replace("-", ""))
        if numbers == NAMES:
            return self._of_title
        space = self.space(numbers)
        if numbers == SUBJECTS:
            return lambda subject: space.of(duplicate_key(subject))
        return lambda text: space.of(same_text(text))


def as_read(array: pa.Array, bad: Bytes, *, needed: bool) -> pa.Array:
    """Texts as ``read_text`` reads them; rows it refuses, or that lack a text where needed, are bad."""
    if array.type != pa.string():
        array = array.cast(pa.string())
    odd = np.zeros(len(array), np.uint8)
    ids.mark_odd(text_of(array), LONGEST_TEXT, odd)
    if needed and array.null_count:
        bad |= np.asarray(array.is_null())
    changed: dict[int, str] = {}
    for row in map(int, np.flatnonzero(odd)):
        value = array[row].as_py()
        read = read_text(value)
        if isinstance(read, Problem):
            bad[row] = 1
        elif read != value:
            changed[row] = read
    if not changed:
        return array
    values = array.to_pylist()
    for row, text in changed.items():
        values[row] = text
    return pa.array(values, pa.string())
