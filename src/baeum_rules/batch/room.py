"""Memory for columns: fresh, or that of the batch before, which saves the system from clearing new pages."""

from __future__ import annotations

from typing import Any
from weakref import finalize

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Numbers = npt.NDArray[Any]
MOST_FREE = 99  # arrays that wait to be used again
SMALL = 1 << 14  # bytes of an array that is not worth keeping


class Shelf:
    """Gives arrays whose memory it takes back when nobody, in Arrow either, holds them any more."""

    def __init__(self) -> None:
        self._free: dict[int, list[pa.Buffer]] = {}  # by size
        self._count = 0

    def of(self, count: int, kind: Any) -> Numbers:
        """A new array; what it holds is arbitrary."""
        size = _rounded(count * np.dtype(kind).itemsize)
        try:  # several threads may ask at once
            memory = self._free[size].pop()
            self._count -= 1
        except (KeyError, IndexError):
            memory = pa.allocate_buffer(size)
        found = np.frombuffer(memory, kind, count)  # slices of it keep it, as its memory is no array
        finalize(found, self._take_back, memory).atexit = False
        return found

    def _take_back(self, memory: pa.Buffer) -> None:
        if self._count >= MOST_FREE:  # sizes that are not asked for any more
            self._free, self._count = {}, 0
        self._free.setdefault(memory.size, []).append(memory)
        self._count += 1


def _rounded(size: int) -> int:
    """At least so many bytes, and at most a quarter more, so that few sizes differ."""
    step = 1 << max(6, size.bit_length() - 3)
    return (size + step) & -step


_SHELF = Shelf()


def fresh(count: int, kind: Any) -> Numbers:
    """A new array; what it holds is arbitrary.

    Its memory is that of one that nobody holds any more: given back to the system, every page of it would be
    cleared when it is asked for again, 1.6 ns for each number of 32 bits.
    """
    if count * np.dtype(kind).itemsize < SMALL:
        return np.empty(count, kind)
    return _SHELF.of(count, kind)


class Room:
    """Gives arrays by name. ``reuse``: those of the last batch, so that its columns are no more."""

    def __init__(self, *, reuse: bool) -> None:
        self._reuse = reuse
        self._kept: dict[tuple[Any, ...], Numbers] = {}

    def of(self, name: str, count: int, kind: Any) -> Numbers:
        """An array of a column; what it holds is arbitrary."""
        if not self._reuse:
            return fresh(count, kind)
        return self._at_least((name,), count, lambda size: np.empty(size, kind))

    def all_of(self, value: int, count: int, kind: Any) -> Numbers:
        """An array that holds one value everywhere and is never written to where arrays are reused."""
        if not self._reuse:
            return np.full(count, value, kind)
        return self._at_least((value, kind), count, lambda size: np.full(size, value, kind))

    def _at_least(self, name: tuple[Any, ...], count: int, make: Any) -> Numbers:
        kept = self._kept.get(name)
        if kept is None or len(kept) < count:
            kept = self._kept[name] = make(count)
        return kept[:count]
