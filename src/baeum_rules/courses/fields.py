"""Fields of lifelong education in both classifications, and which of them mean the same."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from baeum_rules.parameters import Law, NotInForce, UnknownParameter, load_law

ACT, SURVEY = "act", "survey"  # the seven of the Act; the six of the survey classification
SCHEMES = (ACT, SURVEY)


class Field(NamedTuple):
    """A field of a scheme. ``same``: the field of the Act that it means (itself, in the Act's scheme)."""

    scheme: str
    version: str
    code: str
    same: str
    ko: str
    en: str
    clause: str


def field_on(scheme: str, code: str, on: date, law: Law | None = None) -> Field | None:
    """The field on a day; None where the scheme has none of that code."""
    law = law or load_law()
    name = f"fields.{scheme}.{code}"
    try:
        version, scheme_version = law.version(name, on), law.version(f"fields.scheme.{scheme}", on)
    except (UnknownParameter, NotInForce):
        return None
    known = law.parameter(name)
    return Field(
        scheme, str(scheme_version.value), code, str(version.value), known.ko, known.en, version.clause
    )


def fields_on(scheme: str, on: date, law: Law | None = None) -> tuple[Field, ...]:
    """Every field of a scheme on a day, in the order of the law data."""
    found = (field_on(scheme, code, on, law) for code in _codes(scheme, law or load_law()))
    return tuple(field for field in found if field)


def middle_classes_on(code: str, on: date, law: Law | None = None) -> tuple[tuple[str, str], ...]:
    """(Korean, English) of the middle classes below a field of the survey classification."""
    law = law or load_law()
    found = []
    for name in law.names_of("fields"):
        if name.startswith("fields.survey_middle.") and law.version(name, on).value == code:
            known = law.parameter(name)
            found.append((known.ko, known.en))
    return tuple(found)


@cache
def _codes(scheme: str, law: Law) -> tuple[str, ...]:
    stem = f"fields.{scheme}."
    return tuple(name.removeprefix(stem) for name in law.names_of("fields") if name.startswith(stem))
