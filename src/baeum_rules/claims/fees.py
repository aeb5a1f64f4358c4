"""What a claim costs: learner registration once, and each credit that is newly recognised (facts 4.4)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from baeum_rules.parameters import Law, load_law

REGISTRATION, RECOGNITION = WHATS = ("registration", "recognition")
NAMES = {REGISTRATION: "fee.learner_registration", RECOGNITION: "fee.recognition_per_credit"}


class Fee(NamedTuple):
    """``won`` = ``each`` × ``amount``; whole won. ``clause``: of the price."""

    what: str
    amount: int
    each: int
    won: int
    clause: str


def fee(what: str, amount: int, on: date, law: Law | None = None) -> Fee:
    """A fee by the law of a day. ``amount``: of credits; 1 for a registration."""
    version = (law or load_law()).version(NAMES[what], on)
    each = int(str(version.value))
    return Fee(what, amount, each, each * amount, version.clause)


def exempt_group(on: date, law: Law | None = None) -> tuple[str, str]:
    """Who is exempt on application, and by which clause (act.12-3.2)."""
    version = (law or load_law()).version("fee.exempt_group", on)
    return str(version.value), version.clause
