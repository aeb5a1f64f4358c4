"""The pages of a column of a Parquet file, one after the other, without what the values mean."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from . import page_headers as header
from .arrow import Bytes
from .room import Shelf

WINDOW = 1 << 17  # bytes that are read at once, where a page is no larger
LENGTH = 4  # bytes of a length
LARGEST = 1 << 30  # bytes of a page that is still read here
NOTHING: Bytes = np.empty(0, np.uint8)
NOTHING.flags.writeable = False  # as all bytes of a file, so that compiled code has one kind of them
CODECS = {
    "UNCOMPRESSED": None,
    "SNAPPY": "snappy",
    "GZIP": "gzip",
    "BROTLI": "brotli",
    "ZSTD": "zstd",
    "LZ4": "lz4_raw",
}


class NotRead(Exception):
    """A page of a kind that is not read here: the library reads the column."""


class Page(NamedTuple):
    """A page, uncompressed. Levels say which rows have a value; they end where ``levels_end`` says."""

    kind: int
    size: int  # rows, or entries of a dictionary
    encoding: int
    levels: Bytes
    levels_at: int
    levels_end: int
    values: Bytes
    values_at: int


class Pages:
    """The pages of one column in one row group. ``nullable``: the column has levels."""

    def __init__(self, file: Any, column: Any, shelf: Shelf, *, nullable: bool) -> None:
        """``file``: open for reading bytes; ``column``: its metadata, as pyarrow gives them."""
        if column.compression not in CODECS:
            raise NotRead
        codec = CODECS[column.compression]
        self._codec = None if codec is None else pa.Codec(codec)
        self._file, self._shelf, self._nullable = file, shelf, nullable
        first = column.data_page_offset
        if column.has_dictionary_page and column.dictionary_page_offset:
            first = min(first, column.dictionary_page_offset)
        self._at, self._end = first, first + column.total_compressed_size
        self._window, self._window_at = NOTHING, first
        self._found = np.zeros(header.FIELDS, np.int64)
        self._structs = np.zeros((2, header.DEEPEST), np.int64)

    def next(self) -> Page:
        """The next page. Raises NotRead where it cannot be read here, or there is none."""
        body = self._header()
        kind, whole, stored, count, encoding, levels, small, repetitions = self._found.tolist()
        if not (0 <= whole <= LARGEST and 0 <= stored <= self._end - body and count >= 0):
            raise NotRead
        text = self._bytes(body, stored)
        self._at = body + stored
        if kind == header.DATA_2:
            if repetitions or not 0 <= levels <= stored or (levels and not self._nullable):
                raise NotRead
            values = text[levels:]
            if small:
                values = self._whole(values, whole - levels)
            return Page(kind, count, encoding, text, 0, levels, values, 0)
        text = self._whole(text, whole)
        at = end = 0
        if kind == header.DATA and self._nullable:
            if levels != header.RLE or text.size < LENGTH:
                raise NotRead
            at, end = LENGTH, LENGTH + int.from_bytes(text[:LENGTH].tobytes(), "little")
            if end > text.size:
                raise NotRead
        return Page(kind, count, encoding, text, at, end, text, end)

    def _header(self) -> int:
        """Read the header of the next page; returns where its bytes begin in the file."""
        size = 1 << 10
        while True:
            size = min(size, self._end - self._at)
            window = self._bytes(self._at, size)
            end = header.read_header(window, 0, self._found, self._structs)
            if end > 0:
                return self._at + int(end)
            if end == header.STRANGE or size == self._end - self._at:
                raise NotRead
            size *= 8

    def _bytes(self, first: int, size: int) -> Bytes:
        """Bytes of the file; few ones come from what was read before."""
        at = first - self._window_at
        if at < 0 or at + size > self._window.size:
            wanted = max(size, min(WINDOW, self._end - first))
            window = self._shelf.of(wanted, np.uint8)
            self._window = window[: os.preadv(self._file.fileno(), [window.data], first)]
            self._window.flags.writeable = False
            self._window_at, at = first, 0
            if self._window.size < size:
                raise NotRead
        return self._window[at : at + size]

    def _whole(self, text: Bytes, size: int) -> Bytes:
        if self._codec is None:
            return text
        if size == 0:
            return NOTHING
        try:
            found = np.frombuffer(self._codec.decompress(pa.py_buffer(text), size), np.uint8)
        except (pa.ArrowException, OSError) as error:
            raise NotRead from error
        if found.size != size:
            raise NotRead
        found.flags.writeable = False
        return found
