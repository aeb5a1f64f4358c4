"""A snapshot: the frozen content of something issued, the one source of every rendering of it.

The paper, the badge of each line, the certificate with chosen disclosure and the portfolio are all made from
it. JSON; days are ISO dates, credits whole or half, hours whole, texts NFC of at most LONGEST_TEXT
characters::

    {"kind": "learning_history", "template": "learning_history-1", "number": "7K2M-…",
     "issued_on": "2026-11-26",
     "languages": ["ko", "en"],
     "holder": {"name": "홍*동", "birth_date": "1990-**-**"},
     "issuer": {"did": "did:web:example.kr", "name_ko": "…", "name_en": "…"},
     "lines": [{"id": "urn:uuid:…", "title_ko": "…", "title_en": "…",
                "institution": "…", "institution_en": "…",
                "kind": "course", "field": "…", "happened_on": "2026-03-02", "began_on": "2026-01-05",
                "hours": 30, "credits": 3, "standing": "officially_verified",
                "grade": "A+",
                "accreditation": {"number": "…", "body": "…", "granted_on": "…", "valid_until": "…"}}],
     "particulars": [{"code": "degree_name", "label_ko": "학위명", "label_en": "Degree", "value": "공학사"}],
     "purpose": "취업", "recipient": "…", "valid_until": "2027-02-24"}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

KINDS = (
    "learning_history",
    "portfolio",
    "course_completion",
    "credit_recognition",
    "transcript",
    "expected_degree",
    "degree",
    "school_level",
)
STANDINGS = ("self_declared", "institution_confirmed", "officially_verified")
PERSONAL = ("name", "name_en", "birth_date", "learner_number", "address", "workplace")
LONGEST_TEXT = 1_000
MOST_LINES = 2_000
_EMPTY: tuple[Any, ...] = (None, "", (), {})


@dataclass(frozen=True)
class Accreditation:
    """What the line's course was accredited as on the day it ended."""

    number: str
    body: str
    granted_on: date
    valid_until: date


@dataclass(frozen=True)
class Line:
    """One line of what was learned. ``credits``: whole or half; ``hours``: whole; ``grade``: as told.

    ``field``: of the learning, or the class that recognised credits count as. A badge has no grade.
    """

    id: str
    title_ko: str
    institution: str
    happened_on: date
    standing: str
    kind: str = "course"
    title_en: str = ""
    institution_en: str = ""
    field: str = ""
    began_on: date | None = None
    hours: int | None = None
    credits: Decimal | None = None
    grade: str = ""
    accreditation: Accreditation | None = None


@dataclass(frozen=True)
class IssuerName:
    """Who issues, with the names of that day."""

    did: str
    name_ko: str
    name_en: str = ""


@dataclass(frozen=True)
class Particular:
    """Something that is no line: the name of a degree, a grade point average."""

    code: str
    label_ko: str
    value: str
    label_en: str = ""


@dataclass(frozen=True)
class Snapshot:
    """The frozen content. ``holder``: the personal fields that were chosen, masked as they were chosen."""

    kind: str
    template: str
    number: str
    issued_on: date
    issuer: IssuerName
    languages: tuple[str, ...] = ("ko",)
    holder: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    particulars: tuple[Particular, ...] = ()
    purpose: str = ""
    recipient: str = ""
    valid_until: date | None = None


def as_json(snapshot: Snapshot) -> dict[str, Any]:
    """The snapshot as JSON values; what is empty is left out. ``read_snapshot`` reads it back."""
    return _members(vars(snapshot))


def line_json(line: Line) -> dict[str, Any]:
    """One line as JSON values, as it stands in a snapshot."""
    return _members(vars(line))


def number_of(credits: Decimal) -> int | float:
    """Credits as a JSON number: whole, or with an exact half."""
    return int(credits) if credits == int(credits) else float(credits)


def _members(held: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in held.items() if value not in _EMPTY}


def _plain(value: Any) -> Any:
    if isinstance(value, (str, int)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return number_of(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return _members(value if isinstance(value, Mapping) else vars(value))
