"""How much was written since the transaction began: by PostgreSQL's own count, whoever may see the rows."""

from __future__ import annotations

from django.db import connection

NOTHING_OF_ANYBODY = ("django_session", "api_allowance")  # written by any request


def rows_written() -> dict[str, int]:
    """Rows that were inserted, updated or deleted in this transaction, also in vain, by table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, written FROM (SELECT relname, pg_stat_get_xact_tuples_inserted(oid)"
            " + pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid) AS written"
            " FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace) counted"
            " WHERE written > 0 AND relname <> ALL (%s)",
            [list(NOTHING_OF_ANYBODY)],
        )
        return dict(cursor.fetchall())
