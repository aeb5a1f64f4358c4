"""Which offices lie under the one who acts."""

from __future__ import annotations

from django.db import connection


def offices_under() -> set[int]:
    """Their own office and all below it; none without an appointment that holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT baeum_offices_under()")
        return {office for (office,) in cursor.fetchall()}


def is_under(office_id: int) -> bool:
    """Whether it is their own office or one below it."""
    return office_id in offices_under()
