"""The draw of an inspection, which anybody can repeat: a published seed, a sorted list, SHA-256.

For every number of the sorted list take ``printf '%s' "SEED:NUMBER" | sha256sum``; sort by that; the first
so many are drawn. How many: the share of the list, rounded up.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from baeum_rules.parameters import Law, load_law

HUNDRED = 100


class Draw(NamedTuple):
    """What was drawn of what. ``listed``: sorted; ``drawn``: sorted too; ``percent`` rounded ``rounding``."""

    seed: str
    listed: tuple[str, ...]
    drawn: tuple[str, ...]
    percent: int
    rounding: str
    clause: str


def draw(numbers: Sequence[str], seed: str, on: date, law: Law | None = None) -> Draw:
    """Draw for inspection. Raises ValueError for a number that is there twice, or an empty seed."""
    if not seed.strip() or len(set(numbers)) != len(numbers):
        raise ValueError("a seed, and each number once, are expected")
    law = law or load_law()
    share = law.version("accreditation.inspection_share", on)
    rounding = str(law.value("accreditation.inspection_rounding", on))
    percent = int(str(share.value))
    listed = tuple(sorted(numbers))
    size = how_many(len(listed), percent, rounding)
    drawn = sorted(listed, key=lambda number: digest(seed, number))[:size]
    return Draw(seed, listed, tuple(sorted(drawn)), percent, rounding, share.clause)


def how_many(listed: int, percent: int, rounding: str) -> int:
    """The share of a list: rounded ``up``, or ``down``."""
    if rounding == "up":
        return -(-listed * percent // HUNDRED)
    if rounding == "down":
        return listed * percent // HUNDRED
    raise ValueError(f"accreditation.inspection_rounding is {rounding!r}: up or down is expected")


def digest(seed: str, number: str) -> str:
    """What a number is sorted by: 64 hexadecimal digits."""
    return sha256(f"{seed}:{number}".encode()).hexdigest()
