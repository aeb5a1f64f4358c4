"""Fees are charged by what happens; who pays or is exempt is an act of its own."""

from __future__ import annotations

from datetime import date

from django.db import connection

from baeum_rules.claims.fees import fee
from baeum_rules.working_days import due

from .models import Claim, Fee

CLOCK = "claim.clock.payment"


def charge(claim: Claim, what: str, amount: int, on: date) -> Fee:
    """A fee of a claim, by the law of the day. ``amount``: of credits; 1 for a registration."""
    found = fee(what, amount, on)
    return Fee.objects.create(
        claim=claim,
        what=what,
        amount=found.amount,
        each=found.each,
        won=found.won,
        clause=found.clause,
        charged_on=on,
        due_on=due(CLOCK, on).on,
    )


def open_fees(claim: Claim) -> list[Fee]:
    """What is still to be paid."""
    return list(Fee.objects.filter(claim=claim, state=Fee.State.OPEN))


def next_number(series: str) -> int:
    """The next number of a series, such as 2026-Q4; whoever asks waits for the one before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT claims_next_number(%s)", [series])
        (place,) = cursor.fetchone()
    return int(place)
