"""What the values of a page become in a column of integers, each distinct one once."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from pyarrow import types

from . import taking
from .arrow import NO_BITS
from .cells import EPOCH
from .codes import NULL, Read
from .layout import Column
from .parquet_rows import Kind, Numbers, Words

FIRST_DAY, LAST_DAY = 1 - EPOCH, 3652059 - EPOCH  # of the calendar, in days of Arrow


class Unreadable(Exception):
    """A value cannot stand where it stands, or may not be read: the rows are to be looked at one by one."""


def limits_of(kind: pa.DataType, column: Column) -> tuple[int, int, int] | None:
    """Lowest, highest and what is added to each whole number; None where they are not read as numbers."""
    if types.is_date32(kind):
        return FIRST_DAY, LAST_DAY, EPOCH
    if types.is_int32(kind) and column.limits[1]:
        return (*column.limits, 0)
    return None


def is_encoded(kind: Kind, column: Column) -> bool:
    """Whether pages of a kind become a column of integers without Arrow in between."""
    plain = types.is_boolean(kind.arrow) or types.is_float64(kind.arrow)
    return kind.texts or plain or limits_of(kind.arrow, column) is not None


class PageEncoder:
    """Of one column; ``read``: what reads its texts. What a dictionary became is kept for the next page."""

    def __init__(self, column: Column, kind: Kind, read: Read) -> None:
        self.missing = column.missing
        self._into, self._kind, self._read = column.kind, kind, read
        self._limits = limits_of(kind.arrow, column)
        self._last: tuple[Numbers | None, Words | None, Numbers] = (None, None, np.empty(0, column.kind))

    def table(self, values: Numbers, words: Words) -> Numbers:
        """What the values of a dictionary become. Raises Unreadable, also for one that no row has."""
        if self._last[0] is not values or self._last[1] is not words:
            if self._kind.texts:
                table = self._read.of_words(words)[values]
                if table.size and table.min() <= NULL:
                    raise Unreadable
                found = table.astype(self._into)
            else:
                found = np.empty(len(values), self._into)
                self.plain(values, found)
            self._last = (values, words, found)
        return self._last[2]

    def plain(self, values: Numbers, out: Numbers) -> None:
        """Numbers as they stand. Raises Unreadable."""
        if self._limits is None:
            beyond = taking.take_shares(values, NO_BITS, self.missing, out)
        else:
            beyond = taking.take_numbers(values, self._limits, NO_BITS, self.missing, out)
        if beyond:
            raise Unreadable
