"""The search form: what can be chosen of each facet, with how many courses choosing it would leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baeum.places.country import PROVINCE, Region, regions_on
from baeum_rules.courses.fields import ACT, SURVEY, fields_on

from .course_words import FEES, MODES, PURPOSES, SORTS, STATES
from .search.facets import Counts


@dataclass(frozen=True)
class Option:
    """``courses``: how many it would leave; None where that is not counted."""

    value: str
    label: str
    courses: int | None
    chosen: bool


@dataclass(frozen=True)
class Choice:
    """One select of the form. ``groups``: (label, options), with "" for options of no group."""

    name: str
    label: str
    groups: tuple[tuple[str, tuple[Option, ...]], ...]
    error: str = ""

    @property
    def chosen(self) -> str:
        """The label of what is chosen; "" where nothing is."""
        return next((one.label for _, options in self.groups for one in options if one.chosen), "")


def choices(typed: Mapping[str, str], counts: Counts, wrong: Mapping[str, str], on: date) -> list[Choice]:
    """The selects in their order; a municipality can be chosen once its province is."""

    def one(name: str, label: str, *groups: tuple[str, Iterator[Option]]) -> Choice:
        made = tuple((of, tuple(options)) for of, options in groups)
        return Choice(name, label, made, wrong.get(name, ""))

    def plain(name: str, words: Mapping[str, Any]) -> tuple[str, Iterator[Option]]:
        counted = counts.get(name, {})
        return "", (
            Option(value, str(word), counted.get(value, 0), typed[name] == value)
            for value, word in words.items()
        )

    found = [one("province", _("시·도"), ("", _regions("province", typed, counts, "", on)))]
    if typed["province"]:
        found.append(one("city", _("시·군·구"), ("", _regions("city", typed, counts, typed["province"], on))))
    return [
        *found,
        one(
            "field",
            _("분야"),
            (_("평생교육법의 일곱 분야"), _fields(ACT, typed, counts, on)),
            (_("여섯 분류"), _fields(SURVEY, typed, counts, on)),
        ),
        one("state", _("상태"), plain("state", STATES)),
        one("mode", _("교육 방법"), plain("mode", MODES)),
        one("fee", _("수강료"), plain("fee", FEES)),
        one("accredited", _("평가인정"), plain("accredited", PURPOSES)),
    ]


def sorts(chosen: str) -> list[Option]:
    """The orders."""
    return [Option(value, str(word), None, value == chosen) for value, word in SORTS.items()]


def name_of(region: Region) -> str:
    """In the reader's language."""
    return region.en if get_language() == "en" else region.ko


def _regions(name: str, typed: Mapping[str, str], counts: Counts, parent: str, on: date) -> Iterator[Option]:
    counted = counts.get(name, {})
    for region in regions_on(on).values():
        if (region.kind == PROVINCE) if name == "province" else (region.parent == parent):
            yield Option(
                region.code, name_of(region), counted.get(region.code, 0), typed[name] == region.code
            )


def _fields(scheme: str, typed: Mapping[str, str], counts: Counts, on: date) -> Iterator[Option]:
    counted = counts.get("field", {})
    for field in fields_on(scheme, on):
        value = f"{scheme}.{field.code}"
        label = field.en if get_language() == "en" else field.ko
        is_chosen = typed["field"] == value or (scheme == ACT and typed["field"] == field.code)
        yield Option(value, label, counted.get(field.same, 0), is_chosen)
