"""Laws that differ from another in one number: another value, another first day, one more version."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from baeum_rules.overlay import _Overlay
from baeum_rules.parameters import Law, Parameter, Version
from baeum_rules.recognition.eligibility import LETTER_RANK
from baeum_rules.recognition.numbers import NAMES

WORDS = {"second.rule": ("not_in_force", "other_major", "any_major")}
MONTH_DAYS = {"window.year.start": ("02-10", "04-05"), "window.semester_2.start": ("08-10", "10-05")}
MONTH_DAYS |= {"conferral.cutoff.february": ("01-02", "02-20"), "conferral.cutoff.august": ("03-01", "12-20")}
NEW_DAY = date(2018, 3, 1)  # inside the days of the learners of the tests


class OtherLaw(_Overlay):
    """The law below with another history of one name; versions may be rewritten, as no change can."""

    def __init__(self, below: Law, name: str, versions: tuple[Version, ...]) -> None:
        super().__init__(below)
        self.name, self.versions = name, versions

    def _altered(self, parameter: Parameter) -> Parameter:
        return parameter._replace(versions=self.versions) if parameter.name == self.name else parameter

    @property
    def revision(self) -> str:
        told = repr([(self.name, one.since, one.value) for one in self.versions])
        return f"{self.below.revision}~{zlib.crc32(told.encode()):08x}"


def other_laws(law: Law) -> Iterator[OtherLaw]:
    """For each number that a batch asks: changed up, changed down, its date moved, a new version."""
    for name in dict.fromkeys(NAMES):
        yield from laws_of(law, name)


def laws_of(law: Law, name: str) -> Iterator[OtherLaw]:
    """The laws that differ from ``law`` in this name."""
    versions = law.parameter(name).versions
    last = versions[-1]
    for place, version in enumerate(versions):
        for value in other_values(name, version.value):
            yield OtherLaw(
                law, name, (*versions[:place], version._replace(value=value), *versions[place + 1 :])
            )
    for place, version in enumerate(versions[1:], 1):
        for days in (-1200, 900):
            moved = version._replace(since=version.since + timedelta(days))
            yield OtherLaw(law, name, (*versions[:place], moved, *versions[place + 1 :]))
    for value in list(other_values(name, last.value))[:1]:
        since = max(NEW_DAY, last.since + timedelta(100))
        yield OtherLaw(law, name, (*versions, last._replace(since=since, value=value)))


def other_values(name: str, value: Any) -> list[Any]:
    """A value above and one below, or whatever else the name may say."""
    if name in WORDS:
        return [word for word in WORDS[name] if word != value]
    if name in MONTH_DAYS:
        return list(MONTH_DAYS[name])
    if value == "none":
        return [9]
    if value in LETTER_RANK:
        return ["C0", "F"]
    if isinstance(value, date):
        return [value - timedelta(1500), value + timedelta(1500)]
    if isinstance(value, str):
        return ["1/3", "2/3"]
    step = 1 if value < 5 else 3 if value < 30 else 10
    return [value + step, value - step] if value >= step else [value + step]


__all__ = ["OtherLaw", "laws_of", "other_laws"]
