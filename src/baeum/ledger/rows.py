"""Rows of the tables as lines of baeum_rules.ledger: the only translator."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from baeum.ledger.models import Account, Entry
from baeum_rules.ledger import entries
from baeum_rules.ledger.invariants import Head


class Row(NamedTuple):
    """A line, with what only the database knows of it."""

    entry: entries.Entry
    entry_id: int
    evidence_id: UUID | None
    by_number: int | None  # of the later line that points at it, where that may be read
    by_act: str | None


FIELDS = (
    "account_id",
    "number",
    "act",
    "of_number",
    "part",
    "kind",
    "standing",
    "office_id",
    "by_person_id",
    "appointment_id",
    "happened_from",
    "happened_on",
    "recorded_at",
    "credits",
    "hours",
    "natural_key",
    "content",
    "evidence__digest",
    "previous_hash",
    "hash",
)
BESIDE = ("pk", "evidence_id", "later__number", "later__act")
BYTES = frozenset({"natural_key", "content", "evidence__digest", "previous_hash", "hash"})


def rows(of: QuerySet[Entry]) -> list[Row]:
    """The rows of a query, in its order."""
    return [_row(values) for values in of.values_list(*FIELDS, *BESIDE)]


def entries_of(account_id: int) -> list[entries.Entry]:
    """Every line of an account that may be read, by number."""
    return [row.entry for row in rows(Entry.objects.filter(account_id=account_id).order_by("number"))]


def head_of(account: Account) -> Head:
    """What the account's row keeps of its lines."""
    return Head(account.head_number, bytes(account.head_hash), account.credits, account.hours)


def _row(values: tuple[object, ...]) -> Row:
    own = [
        bytes(value) if name in BYTES and value is not None else value  # type: ignore[call-overload]
        for name, value in zip(FIELDS, values, strict=False)
    ]
    own[FIELDS.index("by_person_id")] = str(own[FIELDS.index("by_person_id")])
    entry_id, evidence_id, by_number, by_act = values[len(FIELDS) :]
    return Row(entries.Entry(*own), entry_id, evidence_id, by_number, by_act)  # type: ignore[arg-type]
