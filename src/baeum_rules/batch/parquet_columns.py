"""A column of a Parquet file as Arrow arrays of as many rows as one asks for, read page by page.

Read here is what a table of flat columns consists of almost always: texts in dictionaries, days, whole
numbers, doubles, flags. Anything else raises NotRead, and the library reads that column.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from . import page_headers as header
from . import page_values as pages
from .held_columns import HeldColumn, HeldPage, Piece, numbers_of
from .page_levels import BROKEN
from .parquet_pages import LENGTH, NotRead, Page, Pages
from .parquet_rows import Kind, Numbers, Words
from .room import Shelf

MOST_WORDS = 500_000  # distinct texts of one column that are kept from row group to row group
FEW_WORDS = 1000  # so many distinct texts are always few
OFTEN = 4  # rows read so far for each text of a larger dictionary, at least


class Column:
    """Reads a column from a row on. ``apart``: each row group has its own dictionary, as the file has it."""

    def __init__(
        self, file: Any, metadata: Any, place: int, kind: Kind, shelf: Shelf, *, apart: bool = False
    ) -> None:
        self._file, self._metadata, self._place = file, metadata, place
        self._kind, self._shelf, self._apart = kind, shelf, apart
        self._nullable = metadata.schema.column(place).max_definition_level == 1
        self._group, self._left = -1, 0  # the row group, and its rows in pages that were not looked at
        self._begun = 0  # rows of the row groups begun so far
        self._pages: Pages | None = None
        self._table: Numbers | None = None  # what the places in the dictionary of the row group stand for
        self._dictionary: bytes = b""  # of the row group, as the file has it
        self._texts: pa.Array = pa.array([], pa.string())
        self._words = Words()
        self._held: tuple[HeldPage, int] | None = None  # a page that was read in part, and from which row on

    def start(self, row: int) -> None:
        """Go to a row of the table, or behind the last."""
        before = 0
        for group in range(self._metadata.num_row_groups):
            count = self._metadata.row_group(group).num_rows
            if row < before + count:
                self._group = group - 1
                self._next_group()
                self.hold(row - before)
                return
            before += count
        self._group = self._metadata.num_row_groups - 1

    def left_in_group(self) -> int:
        """How many rows are left in the row group, or in the next where there are none; 0 at the end."""
        while self._left == 0 and self._held is None:
            if self._group + 1 >= self._metadata.num_row_groups:
                return 0
            self._next_group()
        held = 0 if self._held is None else self._held[0].page.size - self._held[1]
        return self._left + held

    def take(self, count: int) -> pa.Array:
        """The next rows. Raises NotRead where they cannot be read here."""
        return self.hold(count).array()

    def hold(self, count: int) -> HeldColumn:
        """The next rows, not yet decoded. Raises NotRead where they cannot be read here."""
        if len(self._words) > MOST_WORDS:
            self._forget_words()
        pieces, done = [], 0
        while done < count:
            held, at = self._held or (HeldPage(self._next_page(), self._table), 0)
            here = min(held.page.size - at, count - done)
            pieces.append(Piece(held, at, here))
            self._held = (held, at + here) if at + here < held.page.size else None
            done += here
        texts = self._texts if self._apart else None
        return HeldColumn(self._kind, pieces, self._shelf, self._words, texts, nullable=self._nullable)

    def _forget_words(self) -> None:
        """Begin a new dictionary; not while a page is held whose places are in the old one."""
        if self._held is None:
            self._words = Words()
            self._table = self._words.places(self._texts.to_pylist())
        elif len(self._words) > 2 * MOST_WORDS:
            raise NotRead

    def _next_group(self) -> None:
        self._group += 1
        group = self._metadata.row_group(self._group)
        self._left = group.num_rows
        self._begun += group.num_rows
        self._pages = Pages(self._file, group.column(self._place), self._shelf, nullable=self._nullable)
        if not self._kind.texts:
            self._table = None

    def _next_page(self) -> Page:
        """The next page of rows; a dictionary before it is taken in."""
        if self.left_in_group() == 0:
            raise NotRead
        assert self._pages is not None  # a row group was begun
        page = self._pages.next()
        while page.kind == header.DICTIONARY:
            self._take_dictionary(page)
            page = self._pages.next()
        if page.kind not in (header.DATA, header.DATA_2) or not 0 < page.size <= self._left:
            raise NotRead
        self._left -= page.size
        return page

    def _take_dictionary(self, page: Page) -> None:
        if not self._kind.texts:
            self._table = numbers_of(page, page.size, self._kind.number)
            return
        if page.size > FEW_WORDS and page.size * OFTEN > self._begun and not self._apart:
            raise NotRead  # each is hardly ever met again, and not worth a look
        if page.size * LENGTH > page.values.size:
            raise NotRead
        given = page.values.tobytes()
        if given == self._dictionary and self._table is not None:
            return
        places, text = np.zeros(page.size + 1, np.int32), np.zeros(page.values.size, np.uint8)
        if pages.text_offsets(page.values, 0, page.size, places, text) == BROKEN:
            raise NotRead
        buffers = [pa.py_buffer(places), pa.py_buffer(text)]
        self._texts = pa.StringArray.from_buffers(page.size, *buffers)
        try:
            self._texts.validate(full=True)
        except pa.ArrowInvalid as error:
            raise NotRead from error
        self._dictionary = given
        if self._apart:
            self._table = np.arange(page.size, dtype=np.int32)
        else:
            self._table = self._words.places(self._texts.to_pylist())
