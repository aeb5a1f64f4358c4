"""The line of learning that a badge tells, read back from a badge whose signature holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from baeum.credentials.badge import WORDS
from baeum.credentials.snapshot import STANDINGS, Accreditation, Line

_DAYS = re.compile(r"(.*), (\d{4}-\d\d-\d\d) – (\d{4}-\d\d-\d\d)", re.ASCII)


def line_of(badge: Mapping[str, Any]) -> Line | None:
    """The line; None where the badge does not tell enough. Other issuers' badges may tell less of it."""
    subject = _object(badge.get("credentialSubject"))
    achievement = _object(subject.get("achievement"))
    title, ended = (
        _text(achievement.get("name")),
        _day(subject.get("activityEndDate") or badge.get("validFrom")),
    )
    if not title or ended is None:
        return None
    evidence = {one.get("genre"): one for one in _objects(badge.get("evidence"))}
    return Line(
        id=_text(badge.get("id")),
        title_ko=title,
        institution=_text(_object(achievement.get("creator")).get("name")) or "-",
        happened_on=ended,
        kind="",  # a badge tells a coarser one
        began_on=_day(subject.get("activityStartDate")),
        standing=next((one for one in STANDINGS if one in evidence), ""),
        hours=_hours(subject),
        credits=_credits(subject.get("creditsEarned")),
        accreditation=_accreditation(evidence.get("accreditation")),
    )


def holder_of(document: Mapping[str, Any]) -> dict[str, str]:
    """The name in a badge or a learner record; nothing where there is none, or only its hash."""
    for one in _objects(_object(document.get("credentialSubject")).get("identifier")):
        if one.get("identityType") == "name" and one.get("hashed") is False:
            return {"name": _text(one.get("identityHash"))}
    return {}


def _accreditation(evidence: Mapping[str, Any] | None) -> Accreditation | None:
    if evidence is None:
        return None
    name, days = _text(evidence.get("name")), _DAYS.fullmatch(_text(evidence.get("description")))
    words = [f"{one} " for one in WORDS["accreditation"]]
    number = next((name.removeprefix(one) for one in words if name.startswith(one)), "")
    if not number or days is None:
        return None
    granted_on, valid_until = _day(days[2]), _day(days[3])
    return Accreditation(number, days[1], granted_on, valid_until) if granted_on and valid_until else None


def _hours(subject: Mapping[str, Any]) -> int | None:
    """Of a result whose description says that it counts hours."""
    described = {
        one.get("id")
        for one in _objects(_object(subject.get("achievement")).get("resultDescription"))
        if one.get("resultType") == "ext:hours"
    }
    for one in _objects(subject.get("result")):
        value = _text(one.get("value"))
        if (
            one.get("resultDescription") in described
            and value.isascii()
            and value.isdigit()
            and len(value) < 7
        ):
            return int(value)
    return None


def _credits(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    with suppress(InvalidOperation):
        return Decimal(str(value))
    return None


def _day(value: Any) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(_text(value)[:10])
    return None


def _object(value: Any) -> Mapping[str, Any]:
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield one


def _text(value: Any) -> str:
    return value[:1_000] if isinstance(value, str) else ""
