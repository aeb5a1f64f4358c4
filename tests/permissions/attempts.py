"""Plain statements as whoever acts, without any filter, and what became of them. Nothing stays."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError


class Accepted(AssertionError):
    """Something was written that is always refused."""


def one(query: str, *values: Any) -> Any:
    """The one value of a query."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone()[0]


def seen_places(table: str) -> set[str]:
    """Where the rows lie that are there for whoever acts."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ctid::text FROM {table}")
        return {place for (place,) in cursor.fetchall()}


def change(table: str, place: str) -> str:
    """A row written as it is, in one of the columns that the app may change."""
    column = _changeable(table)
    return f"UPDATE {table} SET {column} = {column} WHERE ctid = '{place}'::tid"


def change_unread(table: str) -> str:
    """Every row written over without one being read, so that it does not matter which are seen."""
    return f"UPDATE {table} SET {_changeable(table)} = DEFAULT"


@cache
def _changeable(table: str) -> str:
    return str(
        one(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            " AND has_column_privilege('baeum_app', attrelid, attnum, 'UPDATE') ORDER BY attnum DESC LIMIT 1",
            table,
        )
    )


def delete(table: str, place: str) -> str:
    """A row deleted."""
    return f"DELETE FROM {table} WHERE ctid = '{place}'::tid"


def written(statement: str) -> bool | None:
    """Whether a row was written; None: there was one, and what it would become was refused."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            reached = cursor.rowcount > 0
            transaction.set_rollback(True)
    except (ProgrammingError, IntegrityError) as refused:
        assert "permission denied" not in str(refused), refused
        return None
    return reached


def adds(table: str, itself: str) -> bool:
    """Whether a row like this one gets past row-level security, which is asked before uniqueness is."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} SELECT * FROM json_populate_record(NULL::{table}, %s::json)", [itself]
            )
    except IntegrityError:
        return True
    except ProgrammingError as refused:
        assert "row-level security" in str(refused), refused
        return False
    raise Accepted(f"a row of {table} that is there was added again")
