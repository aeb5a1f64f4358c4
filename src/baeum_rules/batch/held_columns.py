"""Rows of a column of a Parquet file as the pages they stand in, to become Arrow or columns of integers.

Most rows are only ever wanted as integers, and go there from the page at once; the pages are kept as long as
somebody may ask for the same rows as they stand.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

import numpy as np
import pyarrow as pa
from pyarrow import types

from . import page_headers as header
from . import page_levels as levels
from . import page_values as pages
from .arrow import Bits, Bytes, aligned
from .parquet_pages import LENGTH, NotRead, Page
from .parquet_rows import Kind, Numbers, Out, Words, copy_rows
from .room import Shelf

FLAGS = np.array([0, 1], np.uint8)
RARE = 4  # rows for each value, at least, of a column that is mostly empty


class Encode(Protocol):
    """What values become in a column of integers; ``missing``: what stands where there is none."""

    missing: int

    def table(self, values: Numbers, words: Words) -> Numbers:
        """What the values of a dictionary become, of which texts are places among ``words``."""

    def plain(self, values: Numbers, out: Numbers) -> None:
        """Values as they stand in a page."""


class Whole(NamedTuple):
    """All rows of a page as integers, and what made them so."""

    values: Numbers
    by: Encode


class HeldPage:
    """A page with what the places in its dictionary stand for. ``array``, ``whole``: its rows, if asked."""

    def __init__(self, page: Page, table: Numbers | None) -> None:
        self.page, self.table = page, table
        self.array: Out | None = None
        self.whole: Whole | None = None


class Piece(NamedTuple):
    """Some rows of a page."""

    held: HeldPage
    at: int
    rows: int


class HeldColumn:
    """Rows of a column. ``words``: the texts that places stand for, or None for those of ``texts``."""

    def __init__(
        self,
        kind: Kind,
        pieces: list[Piece],
        shelf: Shelf,
        words: Words,
        texts: pa.Array | None,
        *,
        nullable: bool,
    ) -> None:
        self.kind, self._pieces, self._shelf, self._nullable = kind, pieces, shelf, nullable
        self._words, self._texts = words, texts
        self._count = sum(piece.rows for piece in pieces)
        self._there: list[int] = []  # how many rows of each piece have a value, once they were counted
        self._flags = types.is_boolean(kind.arrow)

    def array(self) -> pa.Array:
        """The rows as Arrow; of type null where no row has a value. Raises NotRead."""
        out, done = self._out(self._count), 0
        for held, at, count in self._pieces:
            if count == held.page.size:
                self._decode(held, out, done)
            else:
                if held.array is None:
                    whole = self._out(held.page.size)
                    self._decode(held, whole, 0)  # may raise: then the page has no array
                    held.array = whole
                copy_rows(held.array, at, count, out, done)
            done += count
        if not self.kind.texts:
            return out.array(None)
        return out.array(self._words.array() if self._texts is None else self._texts)

    def some(self, stretches: list[tuple[int, int]]) -> HeldColumn:
        """Some of the rows, from one to before another, rising; of a page none of whose rows is asked for
        nothing is decoded."""
        pieces, done = [], 0
        for held, at, count in self._pieces:
            for first, end in stretches:
                low, high = max(first, done), min(end, done + count)
                if low < high:
                    pieces.append(Piece(held, at + low - done, high - low))
            done += count
        kept = (self.kind, pieces, self._shelf, self._words, self._texts)
        return HeldColumn(*kept, nullable=self._nullable)

    def valid(self) -> tuple[Bytes, int]:
        """Which rows have a value, as bits with some room behind them, and how many. Raises NotRead."""
        bits = np.zeros((self._count >> 3) + 2, np.uint8)
        there, done = [], 0
        for held, at, count in self._pieces:
            if not self._nullable:
                there.append(count)
            elif count == held.page.size:
                there.append(_valid(held.page, bits, done))
            else:
                whole = np.zeros((held.page.size >> 3) + 2, np.uint8)
                _valid(held.page, whole, 0)
                there.append(int(levels.copy_bits(aligned(Bits(whole, at), count), count, bits, done)))
            done += count
        self._there = there
        return bits, sum(there)

    def fill(self, encode: Encode, bits: Bytes, out: Numbers) -> None:
        """The rows as integers; ``bits``: those of ``valid``. Raises NotRead, and what ``encode`` does."""
        done = 0
        for (held, at, count), there in zip(self._pieces, self._there, strict=True):
            if there == 0:
                out[done : done + count].fill(encode.missing)
            elif count == held.page.size:
                self._fill(held, encode, (bits, done, there), out)
            else:
                if held.whole is None or held.whole.by is not encode:
                    held.whole = self._whole(held, encode, out.dtype)
                out[done : done + count] = held.whole.values[at : at + count]
            done += count

    def _whole(self, held: HeldPage, encode: Encode, kind: Any) -> Whole:
        """All rows of a page, of which not all are wanted now."""
        count = there = held.page.size
        bits = np.zeros((count >> 3) + 2, np.uint8)
        if self._nullable:
            there = _valid(held.page, bits, 0)
        values = np.empty(count, kind)
        self._fill(held, encode, (bits, 0, there), values)
        return Whole(values, encode)

    def _fill(self, held: HeldPage, encode: Encode, valid: tuple[Bytes, int, int], out: Numbers) -> None:
        """The rows of a page; ``valid``: bits, the first row's place among them and in ``out``, how many."""
        bits, first, there = valid
        rows = held.page.size
        into = out[first : first + rows]
        if there == 0:
            into.fill(encode.missing)
        elif there == rows:
            self._dense(held, there, into, encode)
        else:
            dense = self._shelf.of(there + 1, out.dtype)
            dense[0] = encode.missing
            self._dense(held, there, dense[1:], encode)
            if there * RARE < rows:
                into.fill(encode.missing)
                pages.spread_rare(dense, bits, first, rows, out)
            else:
                pages.spread_over(dense, bits, first, rows, out)

    def _out(self, count: int) -> Out:
        return Out(self.kind, count, self._shelf, nullable=self._nullable)

    def _decode(self, held: HeldPage, out: Out, first: int) -> None:
        """The rows of a page as Arrow has them, to rows from ``first`` on."""
        there = rows = held.page.size
        if out.bits is not None:
            there = _valid(held.page, out.bits, first)
        if there == 0:
            out.skip(first, rows)
            return
        out.there += there
        number = self.kind.number if not self.kind.texts or held.table is None else held.table.dtype
        values = out.values(number, first)
        if there == rows and not self._flags:
            self._dense(held, there, values[first : first + rows])
            return
        dense = self._shelf.of(there + 1, number)
        dense[there] = 0
        self._dense(held, there, dense)
        bits = np.full(((first + rows) >> 3) + 1, 255, np.uint8) if out.bits is None else out.bits
        spread = pages.spread_flags if self._flags else pages.spread_values
        spread(dense, bits, first, rows, values)

    def _dense(self, held: HeldPage, count: int, out: Numbers, encode: Encode | None = None) -> None:
        """The values of a page that are there, one after the other."""
        page, broken = held.page, 0
        text, at = page.values, page.values_at
        if page.encoding in (header.RLE_DICTIONARY, header.PLAIN_DICTIONARY):
            if held.table is None or at >= text.size:
                raise NotRead
            width, size = int(text[at]), len(held.table)
            given = held.table if encode is None else encode.table(held.table, self._words)
            table = _padded(given, width)
            broken = pages.fill_places(text, at + 1, text.size, count, width, table, size, out)
        elif page.encoding == header.PLAIN and self._flags:
            broken = pages.fill_from_bits(text, at, text.size, count, out)
        elif page.encoding == header.RLE and self._flags:
            flags = FLAGS.astype(out.dtype)
            broken = pages.fill_places(text, at + LENGTH, text.size, count, 1, flags, 2, out)
        elif page.encoding == header.PLAIN and not self.kind.texts:
            values = numbers_of(page, count, self.kind.number)
            if encode is None:
                out[:count] = values
            else:
                encode.plain(values, out[:count])
        else:
            raise NotRead
        if broken:
            raise NotRead


def _valid(page: Page, bits: Bytes, first: int) -> int:
    """Which rows of a page have a value, as bits from ``first`` on; how many."""
    there = int(levels.fill_valid(page.levels, page.levels_at, page.levels_end, page.size, bits, first))
    if there == levels.BROKEN:
        raise NotRead
    return there


def _padded(table: Numbers, width: int) -> Numbers:
    """A table with as many places as bits can name, where these are few."""
    lacking = (1 << width) - len(table) if width <= pages.NARROW else 0
    return np.concatenate([table, np.zeros(lacking, table.dtype)]) if lacking > 0 else table


def numbers_of(page: Page, count: int, kind: Any) -> Numbers:
    """The numbers of a page as they stand. Raises NotRead where there are fewer."""
    size = np.dtype(kind).itemsize * count
    text = page.values[page.values_at : page.values_at + size]
    if text.size < size:
        raise NotRead
    return np.frombuffer(text.tobytes(), kind).copy()
