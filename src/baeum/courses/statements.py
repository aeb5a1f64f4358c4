"""Accreditations in the transparency log: that they were granted, and that they were cancelled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, LiteralString

from django.db import connection
from psycopg import Connection

from baeum.transparency.entering import enter_each
from baeum.transparency.kinds import Row, register, stated

GRANT, CANCELLATION = "grant", "grant_cancellation"
GRANTED: LiteralString = """\
SELECT id, course_id, purpose, number, from_day, until, case_ref, granted_by_id, office_id, recorded_at
FROM courses_grantedaccreditation"""
CANCELLED: LiteralString = """\
SELECT id, cancelled_on, reason, cancelled_by_id FROM courses_grantedaccreditation"""
MEMBERS = {
    GRANT: ("id", "course", "purpose", "number", "from_day", "until", "case_ref", "granted_by", "office",
            "recorded_at"),
    CANCELLATION: ("id", "cancelled_on", "reason", "cancelled_by"),
}  # fmt: skip


def enter_grants(ids: Sequence[int]) -> None:
    """Commit to accreditations that were granted in this transaction."""
    _enter(GRANT, GRANTED, ids)


def enter_cancellations(ids: Sequence[int]) -> None:
    """Commit to accreditations that were cancelled in this transaction."""
    _enter(CANCELLATION, CANCELLED, ids)


def _enter(kind: str, rows: LiteralString, ids: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"{rows} WHERE id = ANY (%s) ORDER BY id", [list(ids)])
        found = [_row(kind, values) for values in cursor.fetchall()]
    enter_each(kind, [(row.subject, row.statement) for row in found])


def read_grants(owner: Connection) -> Iterator[Row]:
    """Every accreditation, as it was granted."""
    yield from _read(owner, GRANT, f"{GRANTED} ORDER BY id")


def read_cancellations(owner: Connection) -> Iterator[Row]:
    """Every cancellation."""
    yield from _read(owner, CANCELLATION, f"{CANCELLED} WHERE cancelled_on IS NOT NULL ORDER BY id")


def _read(owner: Connection, kind: str, words: LiteralString) -> Iterator[Row]:
    with owner.cursor(kind) as cursor:
        cursor.execute(words)
        for values in cursor:
            yield _row(kind, values)


def _row(kind: str, values: Sequence[Any]) -> Row:
    members = dict(zip(MEMBERS[kind], values, strict=True))
    return Row(str(values[0]), stated(f"baeum.{kind}.1", **members))


register(GRANT, "내준 평가인정", "granted accreditation", read_grants)
register(CANCELLATION, "취소된 평가인정", "cancelled accreditation", read_cancellations)
