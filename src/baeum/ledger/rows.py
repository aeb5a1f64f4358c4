"""Rows of the tables as lines of baeum_rules.ledger: the only translator.

One statement written out, not built by the framework: it is the most frequent question there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

from django.db import connection
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


COLUMNS: LiteralString = """\
SELECT line.account_id, line.number, line.act, line.of_number, line.part, line.kind, line.standing,
    line.office_id, line.by_person_id::text, line.appointment_id, line.happened_from, line.happened_on,
    line.recorded_at, line.credits, line.hours, line.natural_key, line.content, {digest}, line.previous_hash,
    line.hash, line.id, line.evidence_id, later.number, later.act
FROM ledger_entry line LEFT JOIN ledger_entry later ON later.of_entry_id = line.id"""
QUICK = COLUMNS.format(digest="NULL::bytea")
WHOLE = COLUMNS.format(digest="shown.digest") + (
    " LEFT JOIN ledger_evidence shown ON shown.id = line.evidence_id"
)
OF_ENTRY = len(entries.Entry._fields)


def rows(condition: LiteralString, values: Sequence[Any], *, whole: bool = False) -> list[Row]:
    """The lines for which a condition holds, in its order; ``line`` is the table's name in it.

    ``whole``: with the digest of the evidence, without which the hash of such a line cannot be verified.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"{WHOLE if whole else QUICK} WHERE {condition}", values)
        return [as_row(found) for found in cursor.fetchall()]


def rows_of(of: QuerySet[Entry], *, whole: bool = False) -> list[Row]:
    """The lines of a query, in its order."""
    ids = list(of.values_list("pk", flat=True))
    found = {row.entry_id: row for row in rows("line.id = ANY (%s)", [ids], whole=whole)}
    return [found[entry_id] for entry_id in ids]


def entries_of(account_id: int) -> list[entries.Entry]:
    """Every line of an account that may be read, by number."""
    found = rows("line.account_id = %s ORDER BY line.number", [account_id], whole=True)
    return [row.entry for row in found]


def head_of(account: Account) -> Head:
    """What the account's row keeps of its lines."""
    return Head(account.head_number, bytes(account.head_hash), account.credits, account.hours)


def as_row(found: tuple[object, ...]) -> Row:
    """The line of one row of the statement."""
    own = (bytes(value) if isinstance(value, memoryview) else value for value in found[:OF_ENTRY])
    return Row(entries.Entry(*own), *found[OF_ENTRY:])  # type: ignore[arg-type]
