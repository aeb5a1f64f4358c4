"""How much was written since the transaction began: by PostgreSQL's own count, whoever may see the rows."""

from __future__ import annotations

from django.db import connection

NOTHING_OF_ANYBODY = ("django_session", "api_allowance")  # written by any request


def rows_written() -> dict[str, int]:
    """Rows that were inserted, updated or deleted in this transaction, also in vain, by table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0 AND relname <> ALL (%s)",
            [list(NOTHING_OF_ANYBODY)],
        )
        return dict(cursor.fetchall())
