"""Checking for anybody: what is told of a document, and what the register says of a number and a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from baeum.credentials.reasons import Reason
from baeum.credentials.snapshot import Particular
from baeum.credentials.verdict import Outcome, worst
from baeum.papers.verdict import PaperReason

from .issuer import own_issuer
from .numbers import grouped
from .opening import Checked, LineToday, check


@dataclass(frozen=True)
class Result:
    """What anybody is told. ``form``: of the file, "" where it was found by number.

    ``number``: in groups. ``issuer_ko``, ``issuer_en``: the registry's names, never those of a file.
    ``lines``: with what has become of them; of a file only those that it shows. ``reasons``: worst first.
    ``known``: its content can be told; else only the outcome.
    """

    outcome: Outcome
    form: str = ""
    reasons: tuple[Reason | PaperReason, ...] = ()
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


def unregistered(result: Result) -> Result:
    """Signed by our key, but never issued: somebody else has the key, or the register lost it."""
    reasons = [Reason("verify.unregistered"), *result.reasons]
    return replace(
        result,
        outcome=worst([Outcome.UNCHECKED, result.outcome]),
        reasons=tuple(one for one in reasons if not one.code.endswith(".valid")),
    )
