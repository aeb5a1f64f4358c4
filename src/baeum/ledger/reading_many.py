"""The statements of many accounts at once, for exports and refreshes: read past row security, little kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import LiteralString

from psycopg import Connection

from baeum.ledger.queries import StatementLine, opened_line
from baeum.ledger.rows import QUICK, Row, as_row
from baeum_rules.ledger.statement import statement

AT_ONCE = 2000  # rows on the way
LINES: LiteralString = QUICK + " WHERE line.account_id = ANY (%s) ORDER BY line.account_id, line.number"


def statements_of(
    reader: Connection, keys: Mapping[int, bytes], *, as_of: date
) -> Iterator[tuple[int, list[StatementLine]]]:
    """Each account that has lines, in the order of its id, with them as of a day, by number.

    ``reader``: a connection in a transaction, of a role that sees every row. ``keys``: of whom, by account.
    """
    with reader.cursor("lines_of_many") as cursor:
        cursor.itersize = AT_ONCE
        cursor.execute(LINES, [sorted(keys)])
        rows = (as_row(found) for found in cursor)
        for account, held in groupby(rows, lambda row: row.entry.account):
            yield account, _statement({row.entry.number: row for row in held}, keys, as_of)


def _statement(found: Mapping[int, Row], keys: Mapping[int, bytes], as_of: date) -> list[StatementLine]:
    known = statement([row.entry for row in found.values()], as_of=as_of)
    return [opened_line(found[line.entry.number], line.state, line.by_number, keys) for line in known.lines]
