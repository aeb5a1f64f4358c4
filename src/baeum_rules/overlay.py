"""Laws laid over another: with proposed changes, or as it was in force on a day. The files stay as they are.

``law.changed(...)`` and ``law.as_of(day)`` make them. What they do not touch is the law below: its folder,
its sentences, its certificates (decision 0013).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from baeum_rules.changes import Change, mistakes, with_versions
from baeum_rules.parameters import Law, LawDataError, NotInForce, Parameter, Source

NEVER = date.max  # the first day of a rule that is not there yet


class _Overlay(Law):
    """A law that answers with another one's values, some of them altered."""

    def __init__(self, below: Law) -> None:
        self.below, self.folder, self.label = below, below.folder, below.label
        self._seen: dict[str, Parameter] = {}

    def parameter(self, name: str) -> Parameter:
        """The whole history of ``name``; raises UnknownParameter."""
        found = self._seen.get(name)
        if found is None:
            found = self._seen[name] = self._altered(self.below.parameter(name))
        return found

    def _altered(self, parameter: Parameter) -> Parameter:
        raise NotImplementedError

    def names(self) -> tuple[str, ...]:
        """Every name, sorted."""
        return self.below.names()

    def names_of(self, stem: str) -> tuple[str, ...]:
        """The names of one file, in its order."""
        return self.below.names_of(stem)

    def source(self, clause: str) -> Source:
        """The citation of a clause id; raises KeyError."""
        return self.below.source(clause)

    def clauses(self) -> tuple[str, ...]:
        """Every clause id, sorted."""
        return self.below.clauses()

    def unit(self, name: str, lang: str) -> str:
        """The word of a unit, ``lang`` ko or en."""
        return self.below.unit(name, lang)


class ChangedLaw(_Overlay):
    """A law with proposed changes; its revision names the law below and a checksum of the changes."""

    def __init__(self, below: Law, changes: Iterable[Change], sources: Iterable[Source] = ()) -> None:
        super().__init__(below)
        self.changes = tuple(changes)
        self.new_sources = {source.id: source for source in sources}
        wrong = mistakes(self.changes, below, self.new_sources.values())
        if wrong:
            raise LawDataError(wrong)

    def _altered(self, parameter: Parameter) -> Parameter:
        mine = [change for change in self.changes if change.name == parameter.name]
        return with_versions(parameter, mine) if mine else parameter

    def source(self, clause: str) -> Source:
        """The citation of a clause id, those of the proposal among them; raises KeyError."""
        return self.new_sources.get(clause) or self.below.source(clause)

    def clauses(self) -> tuple[str, ...]:
        """Every clause id, sorted."""
        return tuple(sorted({*self.below.clauses(), *self.new_sources}))

    @property
    def revision(self) -> str:
        """The revision below, a plus sign and a checksum: "2026.11-3fa9c1d2+07aa51c3"."""
        import zlib

        told = [[str(part) for part in change] for change in sorted(self.changes, key=lambda one: one[:2])]
        told += [[str(part) for part in source] for _, source in sorted(self.new_sources.items())]
        return f"{self.below.revision}+{zlib.crc32(repr(told).encode()):08x}"


class LawOfDay(_Overlay):
    """The law as it was in force on a day: later versions are cut, the one of that day holds for ever."""

    def __init__(self, below: Law, day: date) -> None:
        super().__init__(below)
        self.day = day

    def _altered(self, parameter: Parameter) -> Parameter:
        kept = [version for version in parameter.versions if version.since <= self.day]
        if not kept:
            raise NotInForce(parameter.name, self.day, parameter.versions[0].since)
        kept[-1] = kept[-1]._replace(until=None)
        if parameter.unit == "date":
            kept = [version._replace(value=self._begin(version.value)) for version in kept]
        return parameter._replace(versions=tuple(kept))

    def _begin(self, value: Any) -> Any:
        """The first day of a rule; one that begins after this law's day has not begun."""
        return value if value <= self.day else NEVER

    def names(self) -> tuple[str, ...]:
        """Every name that had a value on the day, sorted."""
        return tuple(name for name in self.below.names() if self._had(name))

    def names_of(self, stem: str) -> tuple[str, ...]:
        """The names of one file that had a value on the day, in its order."""
        return tuple(name for name in self.below.names_of(stem) if self._had(name))

    def _had(self, name: str) -> bool:
        return self.below.parameter(name).versions[0].since <= self.day

    @property
    def revision(self) -> str:
        """The revision below, an at sign and the day: "2026.11-3fa9c1d2@2024-06-01"."""
        return f"{self.below.revision}@{self.day}"


@lru_cache(maxsize=16)  # pages ask for the same few days again and again
def law_of_day(below: Law, day: date) -> LawOfDay:
    """The law as it was in force on a day."""
    return LawOfDay(below, day)
