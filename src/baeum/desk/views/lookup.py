"""From a learner number that was typed to an account in which the office has lines."""

from __future__ import annotations

from django.db import connection


def account_of(learner_number: str) -> int | None:
    """The account, where the office has lines in it; else nothing is told."""
    if not (learner_number.isascii() and learner_number.isalnum() and len(learner_number) <= 20):
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT holder.account FROM ledger_account_for_deposit(%s) found"
            " JOIN LATERAL desk_holders(ARRAY[found.account]) holder ON true",
            [learner_number],
        )
        found = cursor.fetchone()
    return int(found[0]) if found else None
