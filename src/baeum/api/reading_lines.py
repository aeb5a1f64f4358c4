"""Lines as an office may read them, with what is sealed in them where it holds the key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from baeum.api.shapes import Line
from baeum.ledger.learning import opened_content
from baeum.ledger.models import Entry
from baeum.ledger.rows import Row, rows_of
from baeum.people.keys import keys_of
from baeum_rules.ledger.entries import REVERSAL
from baeum_rules.ledger.statement import GONE_BY, REVERSES, STANDS


class Owner(NamedTuple):
    """Whose account a line is in."""

    person_id: UUID
    learner_number: str


def owners(account_ids: Iterable[int]) -> dict[int, Owner]:
    """Whose accounts these are, where the one who acts reads lines of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM api_accounts(%s)", [sorted(set(account_ids))])
        return {account: Owner(person, number) for account, person, number in cursor.fetchall()}


def account_of_number(learner_number: str) -> int | None:
    """The account of a learner number, for an institution; that alone lets it read nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT account FROM ledger_account_for_deposit(%s)", [learner_number])
        found = cursor.fetchone()
    return found[0] if found else None


def read_lines(of: QuerySet[Entry], office_id: int) -> list[Line]:
    """The lines of a query, in its order; those of accounts that may not be read are left out."""
    found = rows_of(of)
    whose = owners(row.entry.account for row in found)
    keys = keys_of({owner.person_id for owner in whose.values()})
    return [
        _line(row, owner, keys.get(owner.person_id), office_id)
        for row in found
        if (owner := whose.get(row.entry.account))
    ]


def _line(row: Row, owner: Owner, key: bytes | None, office_id: int) -> Line:
    entry, content = row.entry, opened_content(row.entry, key) or {}
    return Line(
        id=row.entry_id,
        learner_number=owner.learner_number,
        number=entry.number,
        act=entry.act,
        of_number=entry.of_number,
        state=_state(row),
        by_number=row.by_number,
        part=entry.part,
        kind=entry.kind,
        standing=entry.standing,
        own=entry.office == office_id,
        happened_from=entry.happened_from,
        happened_on=entry.happened_on,
        recorded_at=entry.recorded_at,
        credits=entry.credits,
        hours=entry.hours,
        title=content.get("title"),
        where=content.get("where"),
        reference=content.get("reference"),
        details=content.get("details") or {},
    )


def _state(row: Row) -> str:
    if row.entry.act == REVERSAL:
        return REVERSES
    return STANDS if row.by_act is None else GONE_BY[row.by_act]
