"""Forget: the content of imports that wait for nobody any more is destroyed."""

from __future__ import annotations

from django.db import connection

KEPT_DAYS = 14


def forget_old(kept_days: int = KEPT_DAYS) -> int:
    """Destroy the content of imports uploaded so many days ago, of every office; answers how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT desk_forget(%s)", [kept_days])
        return int(cursor.fetchone()[0])
