"""What the entries are asked for beside a page of them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction

from .expressions import Sql

MOST = 20_000  # entries that are gone on with


def are_there(conditions: Sequence[Sql]) -> list[bool]:
    """Whether any entry has each. By the indexes: expecting one row soon, PostgreSQL would read the table."""
    if not conditions:
        return []
    asked = ", ".join(f"EXISTS (SELECT FROM courses_searchentry WHERE {one.text})" for one in conditions)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"SELECT {asked}", [value for one in conditions for value in one.values])
        found = list(cursor.fetchone())
        cursor.execute("SET LOCAL enable_seqscan = on")
    return found


def with_most_of(conditions: Sequence[Sql]) -> list[int]:
    """Ids of the entries that have the most of the conditions: as many as any entry has."""
    each = " UNION ALL ".join(f"SELECT id FROM courses_searchentry WHERE {one.text}" for one in conditions)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH counted AS (SELECT id, count(*) AS n FROM ({each}) one GROUP BY id)"
            " SELECT id FROM counted WHERE n = (SELECT max(n) FROM counted) ORDER BY id LIMIT %s",
            [*(value for one in conditions for value in one.values), MOST],
        )
        return [entry for (entry,) in cursor.fetchall()]
