"""Checking for anybody: by number and day of issue, or a file that somebody brings. One answer for both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings

from baeum.credentials.days import Days, NoDay
from baeum.credentials.reasons import Reason
from baeum.credentials.snapshot import Line, Particular
from baeum.credentials.verdict import Outcome, Verdict, worst
from baeum.credentials.verify import verify

from .badge_lines import holder_of, line_of
from .issuer import own_issuer, trusted_here
from .masking import masked
from .numbers import grouped, read_number
from .opening import Checked, LineToday, accreditations_today, check
from .status_now import StatusNow


@dataclass(frozen=True)
class Result:
    """What anybody is told. ``form``: of the file, "" where it was found by number.

    ``number``: in groups. ``issuer_ko``, ``issuer_en``: the registry's names, never those of a file.
    ``lines``: with what has become of them; of a file only those that it shows. ``reasons``: worst first.
    ``known``: its content can be told; else only the outcome.
    """

    outcome: Outcome
    form: str = ""
    reasons: tuple[Reason, ...] = ()
    issuer_ko: str = ""
    issuer_en: str = ""
    kind: str = ""
    number: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    holder: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[LineToday, ...] = ()
    particulars: tuple[Particular, ...] = ()
    revoked_on: date | None = None
    revoked_why: str = ""
    replaced: bool = False
    known: bool = False
    log: str = ""  # of a paper: proven, unproven, missing


def by_number(number: str, issued_on: date, *, on: date) -> Result | None:
    """What a document is worth on a day; None where there is none. ``number``: without its groups."""
    found = check(number, issued_on, on)
    return None if found is None else registered(found, number, issued_on)


def registered(found: Checked, number: str, issued_on: date) -> Result:
    """What the register says."""
    result = Result(
        found.outcome,
        number=grouped(number),
        issued_on=issued_on,
        revoked_on=found.revoked_on,
        revoked_why=found.revoked_why,
        replaced=found.replaced,
    )
    held = found.snapshot
    if held is None:  # the person was erased: what it said is nobody's any more
        issuer = own_issuer()
        return replace(result, issuer_ko=issuer.name_ko, issuer_en=issuer.name_en)
    return replace(
        result,
        issuer_ko=held.issuer.name_ko,  # as the registry had it on the day of issue
        issuer_en=held.issuer.name_en or held.issuer.name_ko,
        kind=held.kind,
        valid_until=held.valid_until,
        holder=held.holder,
        lines=found.lines,
        particulars=held.particulars,
        known=True,
    )


def by_credential(held: bytes, *, on: date, at: datetime) -> Result:
    """What a badge, a learner record or a certificate is worth, with its status as it is this moment."""
    verdict = verify(held, trusted=trusted_here(), status=StatusNow(at), on=on)
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


def _of_badges(result: Result, verdict: Verdict, on: date) -> Result:
    """Of a badge its line; of a learner record the lines of the badges that hold or did."""
    documents = [one.shown for one in verdict.members] if verdict.form == "clr" else [verdict.shown]
    lines = [line for one in documents if one and (line := line_of(one))]
    days = _days(verdict.shown)
    return replace(
        result,
        issued_on=days.since if days else None,
        valid_until=days.until if days else None,
        holder=masked(holder_of(verdict.shown)),
        lines=_today(lines, on),
        known=True,
    )


def _of_certificate(result: Result, verdict: Verdict, on: date) -> Result:
    """Of one of ours what the register says of what it shows; of another's nothing more than the verdict."""
    if verdict.issuer != settings.DID:
        return result
    shown = verdict.shown
    number, issued_on = read_number(str(shown.get("number"))), _day_in(shown)
    found = check(number, issued_on, on) if number and issued_on else None
    if found is None or number is None or issued_on is None:
        return _unregistered(result)
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


def _unregistered(result: Result) -> Result:
    """Signed by our key, but never issued: somebody else has the key, or the register lost it."""
    reasons = [Reason("verify.unregistered"), *result.reasons]
    return replace(
        result,
        outcome=worst([Outcome.UNCHECKED, result.outcome]),
        reasons=tuple(one for one in reasons if one.code != "verify.valid"),
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
