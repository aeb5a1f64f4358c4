"""The two databases of a worker: the plain one, and one in which the cast stands already.

To enter everybody takes longer than most tests, and more than a thousand ask for them. A test that is rolled
back at its end finds them there and leaves them as they were. One that commits has the plain database for
itself: a copy of the migrated one, or of the other where it asks for the cast.
"""

from __future__ import annotations

import fcntl
import pickle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from django.test import TransactionTestCase

from baeum.postgres.names import DATABASE
from cast import Cast, assemble_with_password
from run_database import locked, point, renew

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

    from baeum.postgres.cluster import Cluster

COMMITTING = {"transactional_db", "live_server", "django_db_reset_sequences"}


class WorkerDatabases:
    """Knows to which database Django is connected, and what the plain one is a copy of."""

    def __init__(self, cluster: Cluster, plain: str, blocker: DjangoDbBlocker, shared: Path) -> None:
        self._cluster, self._blocker, self._shared = cluster, blocker, shared
        self._plain, self._peopled = plain, f"{plain}_cast"
        self._connected = plain
        self._copied = DATABASE  # "": somebody has written since
        self._entered = b""
        TransactionTestCase._fixture_teardown = self._written
        TransactionTestCase._reset_sequences = staticmethod(self._begin_anew)

    def choose(self, item: pytest.Item) -> None:
        """Before anything of a test is set up: let it find the database that it asks for."""
        asks, commits = "cast" in getattr(item, "fixturenames", ()), is_committing(item)
        with self._blocker.unblock():
            if asks and not self._entered:
                self._enter()
            rolled_back = asks and not commits  # and so is in the other database
            self._connect(self._peopled if rolled_back else self._plain)
            origin = self._peopled if asks else DATABASE
            if self._copied not in ((origin, DATABASE) if rolled_back else (origin,)):
                self._renew(origin)

    def cast(self) -> Cast:
        """Everybody of the cast; what a test does to them here no other test sees.

        The first test of a worker comes before anybody has chosen: it enters them.
        """
        if self._peopled not in (self._connected, self._copied):
            return assemble_with_password()
        found: Cast = pickle.loads(self._entered)
        return found

    def _enter(self) -> None:
        self._copy(DATABASE, self._peopled)
        self._connect(self._peopled)
        self._entered = pickle.dumps(assemble_with_password())

    def _connect(self, name: str) -> None:
        if self._connected != name:
            point(self._cluster, name)
            self._connected = name

    def _renew(self, origin: str) -> None:
        connections.close_all()
        self._copy(origin, self._plain)
        self._copied = origin

    def _copy(self, origin: str, name: str) -> None:
        """While no other worker begins: whoever is connected to the origin is put out of it."""
        with locked(self._shared / "database-origin", fcntl.LOCK_EX):
            renew(self._cluster, name, origin)

    def _written(self, *_: object) -> None:
        """In the place of Django's flush, which the app has no right to; a copy is also more than a flush.

        Rows that migrations made are there again, and sequences begin anew.
        """
        connections.close_all()
        self._copied = ""

    def _begin_anew(self, *_: object) -> None:
        self._renew(self._copied)


def is_committing(item: pytest.Item) -> bool:
    """Whether a test is not rolled back; as pytest-django finds it."""
    marker = item.get_closest_marker("django_db")
    named = marker is not None and any(marker.kwargs.get(key) for key in ("transaction", "reset_sequences"))
    return named or bool(COMMITTING.intersection(getattr(item, "fixturenames", ())))
