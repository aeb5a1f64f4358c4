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
    """The random numbers of one block.

    Only raw bits are asked of numpy, and only whole numbers are reckoned with: the bits of a generator stay
    what they are from version to version, what numpy makes of them may not.
    """

    def __init__(self, *seed: int) -> None:
        self.bits = np.random.SFC64(np.random.SeedSequence(seed))

    def steps(self, count: int) -> npt.NDArray[np.uint16]:
        """Whole numbers from 0 to STEPS - 1."""
        return self._raw(-(-count // 4)).view(np.uint16)[:count]

    def _raw(self, count: int) -> npt.NDArray[np.uint64]:
        return np.asarray(self.bits.random_raw(count), "<u8")

    def chance(self, share: float, count: int) -> Flags:
        """True as often as ``share`` says, to one part in STEPS."""
        return np.asarray(self.steps(count) < np.uint32(round(share * STEPS)))

    def of(self, shares: Shares, count: int) -> Numbers:
        """Places of values."""
        return shares.table[self.steps(count)].astype(np.int32)

    def number_of(self, shares: Shares, count: int) -> Numbers:
        """Values that are whole numbers."""
        return shares.numbers()[self.of(shares, count)]

    def between(self, low: Any, high: Any, count: int) -> Numbers:
        """Whole numbers from low to high, both included; where high is less than low, low."""
        first = np.asarray(low, np.int32)
        width = np.maximum(np.asarray(high, np.int32) - first, 0).astype(np.uint64) + np.uint64(1)
        halves = self._raw(-(-count // 2)).view(np.uint32)[:count].astype(np.uint64)
        return np.asarray(first + ((halves * width) >> np.uint64(32)).astype(np.int32), np.int32)

    def order(self, count: int) -> Numbers:
        """The places 0 to count - 1 in some order."""
        return np.argsort(self._raw(count), kind="stable").astype(np.int32)


def lines(counts: Numbers) -> tuple[Numbers, Numbers]:
    """(owner, place among the owner's) of as many lines as each owner has."""
    owners = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    starts = np.cumsum(counts, dtype=np.int64) - counts
    return owners, (np.arange(len(owners), dtype=np.int64) - starts[owners]).astype(np.int32)
