"""How many requests a client may still make: a bucket that fills up again, kept as one moment.

The moment is when the bucket would be full again (the generic cell rate algorithm). One statement of the
database spends from it, so that all processes share one bucket, and whoever is refused spends nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

WINDOW_S = 60  # in which an empty bucket fills up


@dataclass(frozen=True)
class Spending:
    """``limit``: requests of a full bucket. ``left``: of this. ``wait_s``: until full, or until allowed."""

    allowed: bool
    limit: int
    left: int
    wait_s: int

    def headers(self) -> dict[str, str]:
        """RateLimit headers (draft-ietf-httpapi-ratelimit-headers), and Retry-After where it is refused."""
        found = {
            "RateLimit-Policy": f'"client";q={self.limit};w={WINDOW_S}',
            "RateLimit": f'"client";r={self.left};t={self.wait_s}',
        }
        return found if self.allowed else {**found, "Retry-After": str(self.wait_s)}


SPEND = """
INSERT INTO api_allowance AS kept (key, spent_until) VALUES (%(key)s, %(now)s + %(need)s)
ON CONFLICT (key) DO UPDATE SET spent_until = GREATEST(kept.spent_until, %(now)s) + %(need)s
WHERE GREATEST(kept.spent_until, %(now)s) + %(need)s <= %(now)s + %(window)s
RETURNING spent_until
"""
LOOK = "SELECT spent_until FROM api_allowance WHERE key = %(key)s"


def spend(key: str, *, limit: int, cost: int, at: datetime) -> Spending:
    """Take ``cost`` requests out of the bucket of this key, which holds ``limit`` and fills in WINDOW_S."""
    each = timedelta(seconds=WINDOW_S) / limit
    window = timedelta(seconds=WINDOW_S)
    need = each * min(cost, limit)
    values: dict[str, Any] = {"key": key, "now": at, "need": need, "window": window}
    with connection.cursor() as cursor:
        cursor.execute(SPEND, values)
        if found := cursor.fetchone():
            (spent_until,) = found
            full = math.ceil((spent_until - at).total_seconds())
            return Spending(True, limit, _left(at + window - spent_until, each), full)
        cursor.execute(LOOK, values)
        (spent_until,) = cursor.fetchone() or (at,)
    wait = max(1, math.ceil((spent_until + need - at - window).total_seconds()))
    return Spending(False, limit, _left(at + window - spent_until, each), wait)


def _left(time: timedelta, each: timedelta) -> int:
    return max(0, time // each)
