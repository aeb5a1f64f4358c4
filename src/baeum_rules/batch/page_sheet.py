"""The bytes of a page while it is made, in memory that the next page uses again."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa

from . import packing
from .arrow import Bytes
from .room import fresh
from .thrift import number

SPARE = 16  # bytes behind the last that packing writes over
CODES = {8: np.uint8, 16: np.uint16}  # widths that are whole numbers of bytes


class Sheet:
    """Bytes one after the other. Not for two threads at once."""

    def __init__(self) -> None:
        self._memory: Bytes = fresh(1 << 20, np.uint8)
        self.size = 0

    def put(self, text: Any) -> None:
        """Add bytes."""
        count = len(text)
        self.room(count)[:count] = np.frombuffer(text, np.uint8)
        self.size += count

    def room(self, count: int) -> Bytes:
        """Where the next bytes will stand, with SPARE behind them; ``size`` says when they do."""
        needed = self.size + count + SPARE
        if needed > self._memory.size:
            larger = fresh(2 * needed, np.uint8)
            larger[: self.size] = self._memory[: self.size]
            self._memory = larger
        return self._memory[self.size : needed]

    def put_runs(self, values: Any, width: int) -> None:
        """Numbers as Parquet packs them: one run where they are all the same, else all in groups of eight."""
        if values.size == 0:
            return
        if packing.are_same(values):
            self.put(run_of(int(values[0]), values.size, width))
            return
        groups = (values.size + 7) >> 3
        self.put(number(groups << 1 | 1))
        room, end = self.room(groups * width), (values.size * width + 7) >> 3
        if width in CODES:
            room[:end] = values.astype(CODES[width], copy=False).view(np.uint8)
        else:
            packing.pack(values, width, room)
        room[end : groups * width] = 0
        self.size += groups * width

    def text(self) -> bytes:
        """All bytes."""
        return self._memory[: self.size].tobytes()

    def compressed(self, codec: str) -> Any:
        """All bytes, compressed."""
        return _codec(codec).compress(pa.py_buffer(self._memory[: self.size]))


def run_of(value: int, count: int, width: int) -> bytes:
    """One number, so many times."""
    return number(count << 1) + value.to_bytes((width + 7) >> 3, "little") if count else b""


def run_of_bits(bits: Bytes, count: int) -> bytes:
    """Bits that are packed already."""
    groups = (count + 7) >> 3
    return number(groups << 1 | 1) + bits[:groups].tobytes()


@cache
def _codec(name: str) -> pa.Codec:
    return pa.Codec(name)
