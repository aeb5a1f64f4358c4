"""The only place that asks what time it is."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

KOREA = timezone(timedelta(hours=9), "KST")  # fixed: no summer time since 1988


def today() -> date:
    """The day in Korea."""
    return datetime.now(KOREA).date()


def now() -> datetime:
    """The moment, with its offset."""
    return datetime.now(KOREA)
