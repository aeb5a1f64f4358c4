"""By which law an institution may give lifelong education, as the law data have it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from baeum_rules.parameters import Law, NotInForce, UnknownParameter, load_law

STEM, APPLICANT = "legal_bases.", "applicant."


class LegalBasis(NamedTuple):
    """``way``: how such an institution comes about (authorised, registered, reported, established ...)."""

    code: str
    way: str
    ko: str
    en: str
    clause: str


def legal_basis_on(code: str, on: date, law: Law | None = None) -> LegalBasis | None:
    """The legal basis on a day; None where there is none of that code."""
    law = law or load_law()
    try:
        version = law.version(STEM + code, on)
    except (UnknownParameter, NotInForce):
        return None
    known = law.parameter(STEM + code)
    return LegalBasis(code, str(version.value), known.ko, known.en, version.clause)


def legal_bases_on(on: date, law: Law | None = None) -> tuple[LegalBasis, ...]:
    """Every legal basis on a day, in the order of the law data."""
    found = (legal_basis_on(code, on, law) for code in _codes(law or load_law()))
    return tuple(one for one in found if one)


def credit_bank_clause(code: str, on: date, law: Law | None = None) -> str | None:
    """The clause by which it may have courses accredited for the credit bank; None: it may not."""
    try:
        return (law or load_law()).version(APPLICANT + code, on).clause
    except (UnknownParameter, NotInForce):
        return None


@cache
def _codes(law: Law) -> tuple[str, ...]:
    return tuple(name.removeprefix(STEM) for name in law.names_of("legal_bases"))
