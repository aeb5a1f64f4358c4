"""The days on which two laws say different numbers, in the integers that the rules compare."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from baeum_rules.recognition.numbers import LIFELONG_SHARE, LIFELONG_SHARE_OF, NEVER, Numbers, at
from baeum_rules.recognition.thresholds import POINT

from .consulted_places import LAST


class Moved(NamedTuple):
    """A number (a constant of ``recognition.numbers``) that is ``new`` instead of ``old`` on days (ordinals).

    The lifelong share in whole two-thousandths, rounded down.
    """

    name: int
    first: int
    last: int
    old: int
    new: int


def moved_numbers(before: Numbers, after: Numbers) -> list[Moved]:
    """Every number with every span of days on which it differs; both laws' numbers as columns."""
    return [move for name in range(len(before.first)) for move in _moves(before, after, name)]


def _moves(before: Numbers, after: Numbers, name: int) -> Iterator[Moved]:
    if name == LIFELONG_SHARE_OF:
        return  # told with its numerator
    days = sorted({1, *_since(before, name), *_since(after, name)})
    for first, following in zip(days, [*days[1:], LAST + 1], strict=True):
        old, new = _said(before, name, first), _said(after, name, first)
        if old != new:
            yield Moved(name, first, following - 1, _whole(old), _whole(new))


def _since(numbers: Numbers, name: int) -> Iterator[int]:
    """The first days of the later versions."""
    place = numbers.first[name] + 1
    while numbers.since[place] < NEVER:
        yield int(numbers.since[place])
        place += 1


def _said(numbers: Numbers, name: int, day: int) -> int | Fraction:
    if name == LIFELONG_SHARE:
        return POINT * Fraction(int(at(numbers, name, day)), int(at(numbers, LIFELONG_SHARE_OF, day)))
    return int(at(numbers, name, day))


def _whole(said: int | Fraction) -> int:
    return said.numerator // said.denominator
