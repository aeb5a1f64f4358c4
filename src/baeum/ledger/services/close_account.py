"""Close an account: nothing more is written; the person still reads and takes out what stands there."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from baeum.ledger.writing import hold_open
from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal


@dataclass(frozen=True)
class Closed:
    """An account that was closed."""

    account_id: int


def close_account(account_id: int, *, by: Actor) -> Closed | Refusal:
    """Close the account of the person, or of a principal."""
    with at_once(by):
        held = hold_open(account_id)
        if isinstance(held, Refusal):
            return held
        if held.relation != "self":
            return Refusal("account.not_theirs", status=403)
        with connection.cursor() as cursor:
            cursor.execute("SELECT ledger_close_account(%s)", [account_id])
        return Closed(account_id)
