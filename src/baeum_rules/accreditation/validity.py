"""How long an accreditation holds, and how it stands on a day: derived, never stored."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from baeum_rules.parameters import Law, load_law
from baeum_rules.working_days import MONTHS_OF_A_YEAR, months_later

NOT_YET, VALID, CANCELLED, EXPIRED = STANDINGS = ("not_yet", "valid", "cancelled", "expired")
APPROVED_ON, NOTIFIED_ON = "approved_on", "notified_on"


class Validity(NamedTuple):
    """First and last day, the clause; ``counts_from``: approved_on or notified_on."""

    from_day: date
    until: date
    counts_from: str
    clause: str


def counts_from(on: date, law: Law | None = None) -> str:
    """The day that validity counts from where the approval is of this day: approved_on or notified_on."""
    return str((law or load_law()).value("accreditation.validity_from", on))


def validity(accredited_on: date, law: Law | None = None) -> Validity:
    """Five years: the day of accreditation is the first, the last is the day before its fifth return."""
    law = law or load_law()
    version = law.version("accreditation.validity", accredited_on)
    returns = months_later(accredited_on, int(str(version.value)) * MONTHS_OF_A_YEAR)
    shorter = returns.day < accredited_on.day  # 29 February has no return: 28 February itself is the last
    until = returns if shorter else returns - timedelta(1)
    return Validity(accredited_on, until, counts_from(accredited_on, law), version.clause)


def standing_on(day: date, from_day: date, until: date, cancelled_on: date | None = None) -> str:
    """How an accreditation stands on a day. One that is cancelled ends the day before."""
    if day < from_day:
        return NOT_YET
    if cancelled_on is not None and day >= cancelled_on:
        return CANCELLED
    return VALID if day <= until else EXPIRED


def inspected_from(accredited_on: date, law: Law | None = None) -> date:
    """The first day on which it may be drawn for inspection."""
    years = int(str((law or load_law()).value("accreditation.inspection_after", accredited_on)))
    return months_later(accredited_on, years * MONTHS_OF_A_YEAR)


def renewed_from(until: date, on: date, law: Law | None = None) -> date:
    """The first day on which renewal can be applied for."""
    return months_later(until, -int(str((law or load_law()).value("accreditation.renewal_before", on))))
