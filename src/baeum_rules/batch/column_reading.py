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

from . import filling, ids, taking
from .arrow import NO_BITS, Bits, Bytes, aligned, bits_of, is_same, is_text, text_of, values_of
from .cells import KINDS, written
from .codes import NULL, UNREADABLE, Codes, Read
from .columns import Int8, Int32
from .held_rows import HeldRows
from .layout import CONFERRAL, NAMES, SUBJECTS, Column
from .page_encoding import PageEncoder, Unreadable, is_encoded, limits_of
from .parquet_pages import NotRead
from .parquet_rows import Kind
from .room import Room

Numbers = dict[str, npt.NDArray[Any]]


class ColumnReader:
    """Reads columns; what a distinct value was read as is remembered. ``of_title``: names of certificates."""

    def __init__(self, of_title: Callable[[str], int], room: Room) -> None:
        self.spaces: dict[str, Codes] = {}
        self.reads: dict[str, Read] = {}
        self._encoders: dict[str, PageEncoder] = {}
        self._of_title, self._room = of_title, room

    def space(self, name: str) -> Codes:
        """The codes of one kind of text."""
        return self.spaces.setdefault(name, Codes())

    def filled(
        self,
        table: pa.RecordBatch | HeldRows,
        columns: tuple[Column, ...],
        source: Int8,
        rules: dict[str, Int8],
        bad: Bytes,
    ) -> Numbers:
        """Every column of a table as integers; rows whose value cannot stand there are marked in ``bad``."""
        found: Numbers = {}
        where = _Where(source, len(next(iter(rules.values()))))
        for column in columns:
            need = rules[column.name]
            if isinstance(table, HeldRows) and self._from_pages(table, column, need, where, found):
                continue
            array = _in_dictionary(table.column(column.name), column)
            if array.null_count == len(array):
                found[column.into] = self._room.all_of(column.missing, len(source), column.kind)
                where.must_be(need)
                continue
            out = found[column.into] = self._room.of(column.into, len(source), column.kind)
            bits = aligned(bits_of(array), len(source))
            if self._taken(array, column, bits, out):
                where.mark(bits, need)
            else:  # a value somewhere cannot be read: the same again, row by row
                self._fill(array, column, (need, source, column.missing), out, bad)
        where.tell(bad)
        return found

    def _from_pages(self, rows: HeldRows, column: Column, need: Int8, where: _Where, found: Numbers) -> bool:
        """Fill a column from its pages; False where it must be looked at as Arrow."""
        held = rows.held(column.name)
        if held is None or not is_encoded(held.kind, column):
            return False
        into, count = column.into, rows.num_rows
        try:
            bits, there = held.valid()
            if there == 0:
                found[into] = self._room.all_of(column.missing, count, column.kind)
                where.must_be(need)
                return True
            out = self._room.of(into, count, column.kind)
            held.fill(self._page_encoder(column, held.kind), bits, out)
        except (NotRead, Unreadable):
            return False
        found[into] = out
        where.mark(NO_BITS if there == count else bits[: (count + 7) >> 3], need)
        return True

    def _page_encoder(self, column: Column, kind: Kind) -> PageEncoder:
        name = f"{column.name}>{column.into}:{kind.arrow}"
        if name not in self._encoders:
            self._encoders[name] = PageEncoder(column, kind, self._read(column))
        return self._encoders[name]

    def _taken(self, array: pa.Array, column: Column, bits: Bytes, out: npt.NDArray[Any]) -> bool:
        """Fill a column; False where a value cannot be read, and where all must be looked at again."""
        kind, missing = array.type, column.missing
        if types.is_boolean(kind):
            flags = Bits(np.frombuffer(array.buffers()[1], np.uint8), array.offset)
            taking.take_flags(aligned(flags, len(array)), bits, missing, out)
            return True
        if types.is_float64(kind):
            return not taking.take_shares(values_of(array, np.float64), bits, missing, out)
        limits = limits_of(kind, column)
        if limits is not None:
            return not taking.take_numbers(values_of(array, np.int32), limits, bits, missing, out)
        codes, table, _ = self.in_dictionary(array, self._read(column))
        if not table.size or table.min() <= NULL:
            return False
        taking.take_codes(codes, table, bits, missing, out)
        return True

    def _fill(self, array: pa.Array, column: Column, rules: Any, out: npt.NDArray[Any], bad: Bytes) -> None:
        kind = array.type
        if types.is_float64(kind):
            filling.fill_shares(values_of(array, np.float64), bits_of(array), rules, out, bad)
        elif (limits := limits_of(kind, column)) is not None:
            filling.fill_numbers(values_of(array, np.int32), limits, bits_of(array), rules, out, bad)
        else:
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
        return codes, read.last[1], bits_of(indices)

    def _read(self, column: Column) -> Read:
        """What reads the distinct values of a column."""
        name = f"{column.name}>{column.into}"
        if name not in self.reads:
            number, kind, check = self._number_of(column), KINDS[column.name], column.field.check
            as_it_is = is_text(kind)  # asked once, for it takes as long as reading a text

            def read(value: Any) -> int:
                found = check(value if as_it_is else written(kind, value))
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


def _in_dictionary(array: pa.Array, column: Column) -> pa.Array:
    """A column as it is read; texts, other whole numbers and decimals in a dictionary, each once."""
    kind = array.type
    as_it_is = types.is_boolean(kind) or types.is_float64(kind) or types.is_date32(kind)
    as_it_is = as_it_is or types.is_dictionary(kind) or (types.is_int32(kind) and column.limits[1] > 0)
    if as_it_is or array.null_count == len(array):
        return array
    return (array.cast(pa.string()) if types.is_string_view(kind) else array).dictionary_encode()


class _Where:
    """Which values stand where they may and must, by the source of each row; all as bits."""

    def __init__(self, source: Int8, sources: int) -> None:
        size = (len(source) + 7) >> 3
        self._of_source = np.zeros((sources, size), np.uint8)
        taking.bits_of_sources(source, self._of_source)
        self._bad = np.zeros(size, np.uint8)
        self._of_sources: dict[tuple[int, ...], Bytes] = {}

    def _rows(self, need: Int8, what: int) -> Bytes:
        """The rows of the sources that need a column, or may not have it; many columns ask for the same."""
        sources = tuple(np.flatnonzero(need == what).tolist())
        if sources not in self._of_sources:
            rows = np.zeros_like(self._bad)
            for source in sources:
                np.bitwise_or(rows, self._of_source[source], out=rows)
            self._of_sources[sources] = rows
        return self._of_sources[sources]

    def must_be(self, need: Int8) -> None:
        """A column without any value."""
        if need.max() == filling.NEEDED:
            self._bad |= self._rows(need, filling.NEEDED)

    def mark(self, bits: Bytes, need: Int8) -> None:
        """A column with the values that ``bits`` say, all where they say none."""
        forbidden = self._rows(need, filling.FORBIDDEN)
        if bits.size:
            taking.mark_misplaced(bits, forbidden, self._rows(need, filling.NEEDED), self._bad)
        else:
            self._bad |= forbidden

    def tell(self, bad: Bytes) -> None:
        """Mark the rows that are wrong."""
        if self._bad.any():
            bad |= np.unpackbits(self._bad, count=len(bad), bitorder="little")


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
