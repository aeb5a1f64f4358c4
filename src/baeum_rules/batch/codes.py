"""Texts as numbers: each distinct text is read once, however many rows hold it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .filling import NULL, UNREADABLE

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

    def of(self, value: Any) -> int:
        """What a value is read as; NULL for None."""
        found = self.known.get(value)
        if found is None:
            found = self.known[value] = self.read(value)
        return found


__all__ = ["MOST_KEPT", "NULL", "UNREADABLE", "Codes", "Read"]
