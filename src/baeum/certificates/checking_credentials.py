"""Checking for anybody: a badge, a learner record or a certificate that somebody brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.conf import settings

from baeum.credentials.days import Days, NoDay
from baeum.credentials.issuer import Trusted
from baeum.credentials.snapshot import Line
from baeum.credentials.verdict import Verdict, worst
from baeum.credentials.verify import verify
from baeum.outside import registry

from .badge_lines import holder_of, line_of
from .checking import Result, registered, unregistered
from .issuer import own_issuer
from .masking import masked
from .numbers import read_number
from .opening import LineToday, accreditations_today, check
from .status_now import StatusNow


def by_credential(held: bytes, *, on: date, at: datetime) -> Result:
    """What a badge, a learner record or a certificate is worth, with its status as it is this moment."""
    verdict = verify(held, trusted=known(on), status=StatusNow(at), on=on)
    result = Result(
        verdict.outcome,
        verdict.form,
        verdict.reasons,
        issuer_ko=verdict.issuer_ko,
        issuer_en=verdict.issuer_en or verdict.issuer_ko,
    )
    if not verdict.shown:
        return result
    if verdict.form == "sd_jwt":
        return _of_certificate(result, verdict, on)
    return _of_badges(result, verdict, on)


def known(on: date) -> Trusted:
    """This site, and the issuers that the registry trusts on a day; nobody there can speak for this site."""
    others = [registry.issuer_of(one) for one in registry.newest() if registry.in_force(one, on)]
    return Trusted.of([*others, own_issuer()])


def _of_badges(result: Result, verdict: Verdict, on: date) -> Result:
    """Of a badge its line; of a learner record the lines of the badges that hold or did."""
    verdicts = verdict.members if verdict.form == "clr" else (verdict,)
    lines = [line for one in verdicts if one.shown and (line := _line(one))]
    days = _days(verdict.shown)
    return replace(
        result,
        issued_on=days.since if days else None,
        valid_until=days.until if days else None,
        holder=masked(holder_of(verdict.shown)),
        lines=_today(lines, on),
        known=True,
    )


def _line(verdict: Verdict) -> Line | None:
    """The line of a badge. Standing and accreditation are words of ours, which no other issuer can give."""
    line = line_of(verdict.shown)
    if line is None or verdict.issuer == settings.DID:
        return line
    return replace(line, standing="", accreditation=None)


def _of_certificate(result: Result, verdict: Verdict, on: date) -> Result:
    """Of one of ours what the register says of what it shows; of another's nothing more than the verdict."""
    if verdict.issuer != settings.DID:
        return result
    shown = verdict.shown
    number, issued_on = read_number(str(shown.get("number"))), _day_in(shown)
    found = check(number, issued_on, on) if number and issued_on else None
    if found is None or number is None or issued_on is None:
        return unregistered(result)
    held = registered(found, number, issued_on)
    ids = {one.get("id") for one in shown.get("lines", []) if isinstance(one, dict)}
    names = shown.get("holder", {})
    return replace(
        held,
        outcome=worst([held.outcome, result.outcome]),
        form=result.form,
        reasons=result.reasons,
        lines=tuple(one for one in held.lines if one.line.id in ids),
        holder={name: value for name, value in held.holder.items() if name in names},
    )


def _today(lines: list[Line], on: date) -> tuple[LineToday, ...]:
    grants = accreditations_today(tuple(lines), on)
    return tuple(
        LineToday(one, "", *grants.get(one.accreditation.number, ("unknown", None)))
        if one.accreditation
        else LineToday(one)
        for one in lines
    )


def _days(document: Mapping[str, Any]) -> Days | None:
    try:
        return Days.of(dict(document))
    except NoDay:
        return None


def _day_in(shown: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(shown.get("issued_on")))
    except ValueError:
        return None
