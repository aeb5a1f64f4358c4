"""What an account says: which lines stand, as of a day, by what was known at a moment; and the sums of them.

A line stands until a later line points at it. Such a line keeps the days of the one it points at, so that a
correction changes every statement since the learning, and none of what was known before the correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from .entries import DEPOSIT, REVERSAL, Entry

STANDS = "stands"
GONE_BY = {  # the state of a line, by the act of the line that points at it
    "reversal": "reversed",
    "move": "moved",
    "confirmation": "confirmed",
    "supplement": "supplemented",
}
REVERSES = "reverses"


class Line(NamedTuple):
    """A line with its state: stands, reversed, moved, confirmed, supplemented; or reverses (a reversal).

    ``by_number``: the later line that points at it; None while there is none that was known.
    """

    entry: Entry
    state: str
    by_number: int | None


class Sums(NamedTuple):
    """Lines that stand, their credits and their hours."""

    lines: int
    credits: int
    hours: int


class Statement(NamedTuple):
    """The lines, the oldest first, with the sums of those that stand: in all, by part, by standing."""

    lines: tuple[Line, ...]
    total: Sums
    by_part: dict[str, Sums]
    by_standing: dict[str, Sums]


def statement(
    entries: Iterable[Entry], *, as_of: date | None = None, known_by: datetime | None = None
) -> Statement:
    """The statement of one account; a day or moment that is None leaves nothing out."""
    known = [entry for entry in entries if known_by is None or entry.recorded_at <= known_by]
    known.sort(key=lambda entry: entry.number)
    pointing = {entry.of_number: entry for entry in known if entry.act != DEPOSIT}
    lines = tuple(
        _line(entry, pointing.get(entry.number))
        for entry in known
        if as_of is None or entry.happened_on <= as_of
    )
    standing = [line.entry for line in lines if line.state == STANDS]
    return Statement(
        lines,
        sums(standing),
        _grouped(standing, [entry.part for entry in standing]),
        _grouped(standing, [entry.standing for entry in standing]),
    )


def sums(standing: Sequence[Entry]) -> Sums:
    """The sums of lines that stand; a line without credits or hours adds none."""
    return Sums(
        len(standing),
        sum(entry.credits or 0 for entry in standing),
        sum(entry.hours or 0 for entry in standing),
    )


def _line(entry: Entry, later: Entry | None) -> Line:
    if entry.act == REVERSAL:
        return Line(entry, REVERSES, None)
    if later is None:
        return Line(entry, STANDS, None)
    return Line(entry, GONE_BY[later.act], later.number)


def _grouped(standing: list[Entry], names: list[str]) -> dict[str, Sums]:
    groups: dict[str, list[Entry]] = {}
    for entry, name in zip(standing, names, strict=True):
        groups.setdefault(name, []).append(entry)
    return {name: sums(group) for name, group in groups.items()}
