"""Random numbers in bulk: the same seed and block give the same learners, on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.int32]
Flags: TypeAlias = npt.NDArray[np.bool_]

STEPS = 1 << 16  # a share is drawn to one part in so many


class Shares(NamedTuple):
    """Values and how often each comes: a table of STEPS places that hold the place of the value."""

    values: tuple[str, ...]
    table: npt.NDArray[np.uint8]

    def numbers(self) -> Numbers:
        """The values as whole numbers."""
        return np.array([int(value) for value in self.values], np.int32)


def shares_of(table: Mapping[str, Any]) -> Shares:
    """The shares of a table of the marginals; ValueError unless they sum to 1."""
    parts = [float(share) for share in table.values()]
    if abs(sum(parts) - 1) > 1e-9 or min(parts) < 0:
        raise ValueError(f"the shares of {', '.join(table)} sum to {sum(parts):.4f}: they must sum to 1")
    ends = np.round(np.cumsum(parts) * STEPS).astype(np.int64)
    counts = np.diff(ends, prepend=0)
    return Shares(tuple(table), np.repeat(np.arange(len(parts), dtype=np.uint8), counts))


class Draws:
    """The random numbers of one block."""

    def __init__(self, *seed: int) -> None:
        self.rng = np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed)))

    def chance(self, share: float | npt.NDArray[Any], count: int) -> Flags:
        """True as often as ``share`` says."""
        return np.asarray(self.rng.random(count, dtype=np.float32) < share)

    def of(self, shares: Shares, count: int) -> Numbers:
        """Places of values."""
        return shares.table[self.rng.integers(0, STEPS, count, dtype=np.uint16)].astype(np.int32)

    def number_of(self, shares: Shares, count: int) -> Numbers:
        """Values that are whole numbers."""
        return shares.numbers()[self.of(shares, count)]

    def between(self, low: Any, high: Any, count: int) -> Numbers:
        """Whole numbers from low to high, both included; where high is less than low, low."""
        width = np.maximum(np.asarray(high, np.int32) - np.asarray(low, np.int32), 0) + 1
        drawn = (self.rng.random(count, dtype=np.float32) * width).astype(np.int32)
        return np.asarray(np.asarray(low, np.int32) + np.minimum(drawn, width - 1), np.int32)


def lines(counts: Numbers) -> tuple[Numbers, Numbers]:
    """(owner, place among the owner's) of as many lines as each owner has."""
    owners = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    starts = np.cumsum(counts, dtype=np.int64) - counts
    return owners, (np.arange(len(owners), dtype=np.int64) - starts[owners]).astype(np.int32)
