"""Values of the law that an answer stands on: read from what was typed, and shown as of then and now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from baeum.shared.days import day
from baeum.shared.refusal import Refusal
from baeum_rules.counsel.cited import Citation, Since, cite, since
from baeum_rules.parameters import UnknownParameter, load_law
from baeum_rules.recognition.sentences import sentences_of

MOST = 5  # citations of one answer


class Typed(NamedTuple):
    """A citation as it was typed: a name of the law data or its words, and a day; no day: today."""

    name: str
    on: str = ""


@dataclass(frozen=True)
class Cited:
    """What was read, and what was wrong: by field ``cite-0``, ``cite-1``, …"""

    citations: tuple[Citation, ...]
    problems: tuple[tuple[str, Refusal], ...]


def read_citations(typed: Sequence[Typed], today: date) -> Cited:
    """The citations, without the rows in which nothing was typed. No value is read for a day to come."""
    found: list[Citation] = []
    problems: list[tuple[str, Refusal]] = []
    for row, one in enumerate(typed):
        if not one.name.strip():
            if one.on.strip() and _day(one.on, today) != today:
                problems.append((f"cite-{row}", Refusal("counsel.cite_nothing")))
            continue
        read = _read(one, today)
        if isinstance(read, Refusal):
            problems.append((f"cite-{row}", read))
        elif read not in found:
            found.append(read)
    if len(found) > MOST:
        problems.append(("cite-0", Refusal("counsel.cite_many", {"most": MOST})))
    return Cited(tuple(found), tuple(problems))


def _read(one: Typed, today: date) -> Citation | Refusal:
    on = _day(one.on, today)
    if on is None:
        return Refusal("counsel.cite_day", {"latest": today.isoformat()})
    read = cite(one.name[:200], on)
    if isinstance(read, Citation):
        return read
    if read.first is not None:
        return Refusal("counsel.cite_early", {"first": read.first.isoformat()})
    if read.close:
        return Refusal("counsel.cite_close", {"close": ", ".join(read.close)})
    return Refusal("counsel.cite_unknown")


def _day(typed: str, today: date) -> date | None:
    if not typed.strip():
        return today
    try:
        read = date.fromisoformat(day(typed.strip()))
    except ValueError:
        return None
    return read if read <= today else None


@dataclass(frozen=True)
class Shown:
    """A citation and what became of it; ``words`` in both languages."""

    citation: Citation
    since: Since

    def label(self, language: str) -> str:
        """What the value is called; its name where the law data no longer know it."""
        try:
            known = load_law().parameter(self.citation.name)
        except UnknownParameter:
            return self.citation.name
        return known.en if language == "en" else known.ko

    def value(self, language: str, value: object = None) -> str:
        """A value with its unit; without one: the value that was read."""
        text = self.citation.value if value is None else str(value)
        try:
            unit = load_law().parameter(self.citation.name).unit
        except UnknownParameter:
            return text
        if not text.replace(".", "").isdigit():
            words = sentences_of(load_law()).table("words").get(text)
            return str(words[language]) if words else text
        word = load_law().unit(unit, language)
        return f"{text} {word}" if language == "en" and word.isalpha() else f"{text}{word}"


def shown(kept: Sequence[Mapping[str, Any]], today: date) -> list[Shown]:
    """The citations of a message or version, with what became of each until a day."""
    found = [
        Citation(str(one["name"]), date.fromisoformat(one["on"]), str(one["value"]), str(one["clause"]))
        for one in kept
    ]
    return [Shown(one, since(one, today)) for one in found]


def is_stale(kept: Sequence[Mapping[str, Any]], today: date) -> bool:
    """Whether anything that was cited says something else by now."""
    return any(one.since.stale for one in shown(kept, today))
