"""Kinds of learning and purposes of consent, as the law data have them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from baeum_rules.parameters import Law, NotInForce, Parameter, UnknownParameter, load_law


class Kind(NamedTuple):
    """A kind of learning on a day: the part of the account it stands in, its words, its clause."""

    code: str
    part: str
    ko: str
    en: str
    clause: str


class Purpose(NamedTuple):
    """A purpose that consent is given for; an account needs those that are ``required``."""

    code: str
    required: bool
    ko: str
    en: str
    clause: str


KIND, PURPOSE = "account.kind.", "account.purpose."


def kind_on(code: str, on: date, law: Law | None = None) -> Kind | None:
    """The kind on the day the learning counts; None where there is none of that name."""
    found = _found(KIND, code, on, law or load_law())
    return found and Kind(code, found[1], found[0].ko, found[0].en, found[2])


def kinds_on(on: date, law: Law | None = None) -> tuple[Kind, ...]:
    """Every kind on a day, in the order of the law data."""
    return tuple(kind for code in _codes(KIND, law or load_law()) if (kind := kind_on(code, on, law)))


def purpose_on(code: str, on: date, law: Law | None = None) -> Purpose | None:
    """The purpose on a day; None where there is none of that name."""
    found = _found(PURPOSE, code, on, law or load_law())
    return found and Purpose(code, found[1] == "required", found[0].ko, found[0].en, found[2])


def purposes_on(on: date, law: Law | None = None) -> tuple[Purpose, ...]:
    """Every purpose on a day, in the order of the law data."""
    return tuple(found for code in _codes(PURPOSE, law or load_law()) if (found := purpose_on(code, on, law)))


def _found(stem: str, code: str, on: date, law: Law) -> tuple[Parameter, str, str] | None:
    try:
        version = law.version(stem + code, on)
    except (UnknownParameter, NotInForce):
        return None
    return law.parameter(stem + code), str(version.value), version.clause


@cache
def _codes(stem: str, law: Law) -> tuple[str, ...]:
    return tuple(name.removeprefix(stem) for name in law.names_of("account") if name.startswith(stem))
