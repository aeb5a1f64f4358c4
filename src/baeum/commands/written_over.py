"""Outputs of a command that would destroy an input, or another output, by whatever name they go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple


class Place(NamedTuple):
    """A file or a folder by the option that names it; all that lies in a folder of parts is its own."""

    option: str
    name: str
    of_parts: bool = False

    def holds(self, other: Place) -> bool:
        """Whether it is the other, through links too, or the folder of parts that the other lies in."""
        here, there = Path(self.name).resolve(), Path(other.name).resolve()
        return here == there or (self.of_parts and there.is_relative_to(here))


def written_over(inputs: Sequence[Place], outputs: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Each output with the input, or the output named before it, that it would be written over."""
    for first, second in combinations([*inputs, *outputs], 2):
        may = second not in outputs or first.option == second.option
        if not may and (first.holds(second) or second.holds(first)):
            yield second, first
