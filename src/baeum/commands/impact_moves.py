"""What one law says otherwise than another, for the page of an impact: each value, on each day it differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from baeum.commands.impact_words import word
from baeum_rules.parameters import Law, NotInForce, UnknownParameter, Version, read_table
from baeum_rules.recognition.impact import LAST, altered
from baeum_rules.recognition.numbers import NAMES

MOST = 40  # rows of the page
ASKED = frozenset(NAMES)  # what the audit asks the law; all else moves nobody's number
Days = tuple[int, int]  # first and last, as ordinals


class Moved(NamedTuple):
    """A value that the laws tell differently from a day to a day; None: from the beginning, for ever."""

    what: str
    name: str
    before: str
    after: str
    since: date | None
    until: date | None
    clause: str


class Moves(NamedTuple):
    """``more``: how many values differ that are not in ``rows``.

    ``cited``: what is called so is the same by another clause or with another note.
    """

    rows: Sequence[Moved]
    more: int
    cited: Sequence[str]


class _Said(NamedTuple):
    """What a law says of a name on a day: all of it None where the law does not know the name."""

    unit: str | None
    value: Any
    clause: str | None


class _Span(NamedTuple):
    """What both laws say on some days."""

    before: _Said
    after: _Said
    days: Days

    def differs(self) -> tuple[Any, ...]:
        """The two values with their units; empty where they are the same."""
        found = (self.before[:2], self.after[:2])
        return found if found[0] != found[1] else ()


def moves(before: Law, after: Law, lang: str) -> Moves:
    """The values that differ: those that the audit asks for first, no value told by halves."""
    words = _Words((before, after), lang)
    rows: list[Moved] = []
    cited, more = [], 0
    spans = altered(before, after)
    for name in sorted(spans, key=lambda one: (one not in ASKED, one)):
        mine = list(words.rows_of(name, spans[name]))
        if not mine:
            cited.append(words.name(name))
        elif more or (rows and len(rows) + len(mine) > MOST):
            more += 1
        else:
            rows += mine
    return Moves(rows, more, cited)


class _Words:
    """Writes what two laws say of a name, in one language."""

    def __init__(self, laws: tuple[Law, Law], lang: str) -> None:
        self.laws, self.lang = laws, lang
        self.codes = [_codes(law) for law in laws]

    def name(self, name: str) -> str:
        """What a value that both laws know is called."""
        return str(getattr(self.laws[1].parameter(name), self.lang))

    def rows_of(self, name: str, spans: Sequence[Days]) -> Iterator[Moved]:
        """A row for each run of days on which the same two values stand against each other."""
        one, other = self.laws
        told = [_Span(_said(one, name, days[0]), _said(other, name, days[0]), days) for days in spans]
        for differs, run in groupby(told, key=_Span.differs):
            if differs:
                days = list(run)
                yield self._row(name, days[0], days[-1].days[1])

    def _row(self, name: str, span: _Span, last: int) -> Moved:
        said = (span.before, span.after)
        before, after = (self._written(name, place, one) for place, one in enumerate(said))
        place = 0 if span.after.clause is None else 1  # the law that knows the name
        law = self.laws[place]
        since = None if span.days[0] == 1 else date.fromordinal(span.days[0])
        until = None if last == LAST else date.fromordinal(last)
        what, source = law.parameter(name), law.source(str(said[place].clause))
        cited = getattr(source, self.lang)
        return Moved(getattr(what, self.lang), name, before, after, since, until, cited)

    def _written(self, name: str, place: int, said: _Said) -> str:
        """A value with its unit; a day and a code stand alone, in words where there are some."""
        law, codes = self.laws[place], self.codes[place]
        if said.clause is None:
            return "–"
        if isinstance(said.value, int):
            return f"{said.value:,} {law.unit(str(said.unit), self.lang)}".rstrip()
        if said.value == date.max:
            return word("never", self.lang)
        known = codes.get(said.value, {}) if name in ASKED else {}
        return str(known.get(self.lang, said.value))


def _said(law: Law, name: str, day: int) -> _Said:
    try:
        parameter = law.parameter(name)
    except (UnknownParameter, NotInForce):
        return _Said(None, None, None)
    held: list[Version] = [one for one in parameter.versions if one.since.toordinal() <= day]
    version = held[-1] if held else parameter.versions[0]  # as the engine asks before the first day
    return _Said(parameter.unit, version.value, version.clause)


def _codes(law: Law) -> dict[Any, dict[str, str]]:
    """The words of the codes that the audit asks for; none where a folder of law data has none."""
    try:
        return read_table(f"{law.folder}/words.toml")
    except OSError:
        return {}
