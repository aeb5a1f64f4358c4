"""Lines of accounts in the transparency log. ``ledger_append`` enters each; here they are told again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, LiteralString

from psycopg import Connection

from baeum.transparency.kinds import Row, register
from baeum_rules.ledger.entries import Entry, canonical

KIND, FORM = "ledger", "baeum.ledger.line.1"
OF_ENTRY = len(Entry._fields)
LINES: LiteralString = """\
SELECT line.account_id, line.number, line.act, line.of_number, line.part, line.kind, line.standing,
    line.office_id, line.by_person_id::text, line.appointment_id, line.happened_from, line.happened_on,
    line.recorded_at, line.credits, line.hours, line.natural_key, line.content, shown.digest,
    line.previous_hash, line.hash, line.id, line.of_entry_id, line.evidence_id, key.destroyed_at IS NOT NULL
FROM ledger_entry line
    JOIN ledger_account held ON held.id = line.account_id
    LEFT JOIN people_personkey key ON key.person_id = held.person_id
    LEFT JOIN ledger_evidence shown ON shown.id = line.evidence_id
ORDER BY line.id"""


def read(owner: Connection) -> Iterator[Row]:
    """Every line. The statement is made here, not by the database that is being checked."""
    with owner.cursor("lines") as cursor:
        cursor.itersize = 2000
        cursor.execute(LINES)
        for values in cursor:
            yield _row(values)


def _row(values: Sequence[Any]) -> Row:
    """As ledger_stated writes it: what the hash covers, and the columns that it does not."""
    entry = Entry(*values[:OF_ENTRY])
    line_id, of_entry, evidence, erased = values[OF_ENTRY:]
    lines = (
        FORM,
        f"id={line_id}",
        f"of_entry={'' if of_entry is None else of_entry}",
        f"evidence_id={evidence or ''}",
        f"hash={entry.hash.hex()}",
    )
    return Row(str(line_id), "\n".join(lines).encode() + b"\n" + canonical(entry), erased)


register(KIND, "원장의 줄", "line of an account", read)
