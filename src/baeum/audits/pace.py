"""How fast a refresh goes: learners a second at most, and never beside a busy site."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

GLANCE_S = 0.2  # between two looks at whether to leave off
CHUNK = 1000  # accounts at once


@dataclass(frozen=True)
class Pace:
    """``a_second``: learners, 0 without limit. ``busy``: statements of the site at once, 0 never."""

    a_second: float
    busy: int
    chunk: int = CHUNK

    def waited(self, until: Callable[[], bool]) -> bool:
        """Wait while the database is busy; False where one is to leave off meanwhile."""
        while self.busy and statements_running() >= self.busy:
            if until():
                return False
            time.sleep(GLANCE_S)
        return True

    def rest(self, learners: int, seconds: float, until: Callable[[], bool]) -> None:
        """Sleep as long as so many learners, dealt with in so many seconds, were too fast."""
        if not self.a_second:
            return
        end = time.monotonic() + learners / self.a_second - seconds
        while (left := end - time.monotonic()) > 0 and not until():
            time.sleep(min(left, GLANCE_S))


def usual_pace() -> Pace:
    """As the operator has set it."""
    return Pace(settings.AUDITS_A_SECOND, settings.AUDITS_BUSY)


def statements_running() -> int:
    """Statements that the app's role has running in this database, this one left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND usename = current_user AND state = 'active' AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])
