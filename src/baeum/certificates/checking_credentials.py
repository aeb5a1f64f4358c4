"""Checking for anybody: a badge, a learner record or a certificate that somebody brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.conf import settings

from baeum.credentials.days import Days, NoDay
from baeum.credentials.issuer import Trusted
from baeum.credentials.snapshot import Line
from baeum.credentials.status_checking import Entry, entries_of, token_entry_of
from baeum.credentials.verdict import Verdict, worst
from baeum.credentials.verify import verify
from baeum.outside import registry

from .badge_lines import holder_of, line_of
from .checking import Result, registered, unregistered
from .issuer import own_issuer
from .masking import masked
from .numbers import read_number
from .opening import UNKNOWN, LineToday, accreditations_today, check, of_bit
from .status_now import StatusNow, own_list


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
    if verdict.issuer == settings.DID and not _document_of(entries_of(dict(verdict.shown)) or []):
        return unregistered(result)
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
    known_as = _document_of(token_entry_of(dict(shown)) or [])
    found = check(*known_as, on) if known_as else None
    told = read_number(str(shown.get("number"))) if "number" in shown else None
    if found is None or known_as is None or (told is not None and told != known_as[0]):
        return unregistered(result)
    held = registered(found, *known_as)
    ids = {one.get("id") for one in shown.get("lines", []) if isinstance(one, dict)}
    names = shown.get("holder", {})
    return replace(
        held,
        number=held.number if told else "",  # with it one could look up what was not disclosed
        outcome=worst([held.outcome, result.outcome]),
        form=result.form,
        reasons=result.reasons,
        lines=tuple(one for one in held.lines if one.line.id in ids),
        holder={name: value for name, value in held.holder.items() if name in names},
    )


def _document_of(entries: Sequence[Entry]) -> tuple[str, date] | None:
    """The number and the day of the document that one of the bits was given to."""
    for entry in entries:
        name = own_list(entry)
        if name and (found := of_bit(name, entry.index)):
            return found
    return None


def _today(lines: list[Line], on: date) -> tuple[LineToday, ...]:
    grants = accreditations_today(tuple(lines), on)
    return tuple(
        LineToday(one, "", *grants.get(one.accreditation.number, UNKNOWN))
        if one.accreditation
        else LineToday(one)
        for one in lines
    )


def _days(document: Mapping[str, Any]) -> Days | None:
    try:
        return Days.of(dict(document))
    except NoDay:
        return None
