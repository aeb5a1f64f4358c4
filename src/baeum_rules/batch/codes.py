"""Texts as numbers: each distinct text is read once, however many rows hold it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .filling import NULL, UNREADABLE
from .parquet_rows import Numbers, Words

MOST_KEPT = 500_000  # distinct texts of one column that are remembered from chunk to chunk


class Codes:
    """A number for each distinct value, counted from 0."""

    def __init__(self) -> None:
        self.places: dict[Any, int] = {}

    def of(self, value: Any) -> int:
        """The number of a value, a new one where it was not met before."""
        return self.places.setdefault(value, len(self.places))


class Read:
    """What each distinct value of a column is read as; ``read`` is asked once for each.

    ``read(value)``: an int, or UNREADABLE.
    """

    def __init__(self, read: Callable[[Any], int]) -> None:
        self.read = read
        self.known: dict[Any, int] = {None: NULL}
        self.last: tuple[Any, Any] = (None, None)  # the last dictionary, and what its values are read as
        self._words: Words | None = None
        self._of_words: Numbers = np.empty(0, np.int32)

    def of_words(self, words: Words) -> Numbers:
        """What each of a column's texts is read as, by its place; the same memory until there is one more."""
        known = self._of_words if self._words is words else self._of_words[:0]
        if len(known) < len(words):
            more = words.texts(len(known))
            known = np.concatenate([known, np.fromiter(map(self.of, more), np.int32, len(more))])
        self._words, self._of_words = words, known
        return known

    def of(self, value: Any) -> int:
        """What a value is read as; NULL for None."""
        found = self.known.get(value)
        if found is None:
            found = self.known[value] = self.read(value)
        return found


__all__ = ["MOST_KEPT", "NULL", "UNREADABLE", "Codes", "Read"]
