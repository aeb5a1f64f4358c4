"""The criteria of accreditation on a day, and the points of each where a round sets no items of its own."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from baeum_rules.parameters import Law, load_law

STEM = "accreditation.criterion."
CREDIT_BANK = "accreditation_criteria."


class Criterion(NamedTuple):
    """A criterion; ``points`` is 0 where the law gives none."""

    code: str
    points: int
    ko: str
    en: str
    clause: str
    reading: bool


def criteria_on(on: date, law: Law | None = None) -> tuple[Criterion, ...]:
    """Those of the learning account, in the order of the law data."""
    return _found("accreditation", STEM, on, law or load_law())


def credit_bank_criteria_on(on: date, law: Law | None = None) -> tuple[Criterion, ...]:
    """Those of the credit bank, to read beside them: their points are not published."""
    return _found("accreditation_criteria", CREDIT_BANK, on, law or load_law())


def _found(group: str, stem: str, on: date, law: Law) -> tuple[Criterion, ...]:
    found = []
    for name in law.names_of(group):
        if name.startswith(stem):
            version, known = law.version(name, on), law.parameter(name)
            points = version.value if isinstance(version.value, int) and known.unit == "points" else 0
            code = name.removeprefix(stem)
            found.append(Criterion(code, points, known.ko, known.en, version.clause, version.reading))
    return tuple(found)
