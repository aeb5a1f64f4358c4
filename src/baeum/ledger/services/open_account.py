"""Open an account: only the person, or a proxy in force (lea-d.14.2)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection

from baeum.ledger.models import Account
from baeum.people.acting import Actor, at_once
from baeum.people.models import Person
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.kinds import purpose_on, purposes_on

DIGITS = 9


@dataclass(frozen=True)
class Opened:
    """An account that was opened, and its learner number."""

    account_id: int
    learner_number: str


def open_account(person_id: UUID, *, purposes: Sequence[str], by: Actor, on: date) -> Opened | Refusal:
    """Open a person's account with the purposes they consent to; the required ones must be there."""
    unknown = [purpose for purpose in purposes if purpose_on(purpose, on) is None]
    if unknown:
        return Refusal("consent.unknown", {"known": [purpose.code for purpose in purposes_on(on)]})
    missing = [found.code for found in purposes_on(on) if found.required and found.code not in purposes]
    if missing:
        return Refusal("consent.required", {"purposes": missing})
    try:
        return _open(person_id, purposes, by)
    except IntegrityError:  # another request was first, or the number is taken: once more
        return _open(person_id, purposes, by)


def _open(person_id: UUID, purposes: Sequence[str], by: Actor) -> Opened | Refusal:
    with at_once(by):
        if by.appointment_id is not None or not Person.objects.filter(pk=person_id).exists():
            return Refusal("account.not_theirs", status=403)  # an office opens no account
        if Account.objects.filter(person_id=person_id).exists():
            return Refusal("account.open_already", status=409)
        number = learner_number()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT ledger_open_account(%s, %s, %s)", [person_id, number, list(dict.fromkeys(purposes))]
            )
            return Opened(cursor.fetchone()[0], number)


def learner_number() -> str:
    """A number that tells nothing of the person: nine random digits and a check digit.

    Numbers that begin with 0 are left to accounts of examples.
    """
    least = 10 ** (DIGITS - 1)
    return numbered(least + secrets.randbelow(10**DIGITS - least))


def numbered(number: int) -> str:
    """A learner number with its check digit, from a number of up to nine digits."""
    digits = f"{number:0{DIGITS}d}"
    return f"L{digits}{_check_digit(digits)}"


def is_learner_number(text: str) -> bool:
    """Whether the check digit is right: a slip of the pen seldom is."""
    return (
        len(text) == DIGITS + 2
        and text[0] == "L"
        and text[1:].isascii()
        and text[1:].isdecimal()
        and text[-1] == _check_digit(text[1:-1])
    )


def _check_digit(digits: str) -> str:
    """Luhn's: every second digit doubled, the last of them too."""
    doubled = (int(d) * 2 if place % 2 == 0 else int(d) for place, d in enumerate(reversed(digits)))
    return str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)
