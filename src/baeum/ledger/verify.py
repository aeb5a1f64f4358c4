"""Is an account whole? Each line recomputed by baeum_rules, apart from the database's own reckoning."""

from __future__ import annotations

from django.db import connection

from baeum.ledger.models import Account
from baeum.ledger.rows import entries_of, head_of
from baeum_rules.ledger.invariants import Fault, broken


def verify(account_id: int) -> list[Fault]:
    """Everything that is broken, [] where the account is whole. The first fault names the first broken line.

    Also whoever may not read what the lines say can verify them; but all lines must be visible.
    """
    account = Account.objects.get(pk=account_id)
    return broken(entries_of(account_id), head_of(account))


def broken_chains() -> list[tuple[int, int | None]]:
    """The accounts of all whose chain is broken, each with the first broken line (None: the account's row).

    Computed in the database, for whoever sees every row: the owner or the auditor.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT account, number FROM ledger_broken_chains()")
        found: list[tuple[int, int | None]] = cursor.fetchall()
    return found
