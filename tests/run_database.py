"""The PostgreSQL of one test run: one server, one migrated database, a copy of it for each worker."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connections

from baeum.config.database import connection_settings
from baeum.config.migrating import migrate, pending
from baeum.postgres.cluster import Cluster
from baeum.postgres.connecting import connect
from baeum.postgres.names import ADMINISTRATOR, APP, DATABASE, OWNER
from baeum.postgres.roles import copy_database

ROOM = 2 << 30  # bytes: three databases, their log, and what tests put in them come to less than a third


@contextmanager
def server(run: str, shared: Path) -> Iterator[Cluster]:
    """The server of this run: started by the first worker that asks, ended by it when the last has done.

    ``run`` names the run, ``shared`` is a folder that its workers have in common.
    """
    # not in pytest's own folder: root keeps that closed, also to the account that runs the server
    folder = roomy() / f"baeum-test-{run[:12]}"
    cluster = Cluster(folder, durable=False, tell=lambda _: None, settings={"max_wal_size": "256MB"})
    users = shared / "database-users"
    with locked(users, fcntl.LOCK_SH):
        cluster.use()
        yield cluster
    if cluster.supervises:
        with locked(users, fcntl.LOCK_EX):  # the others are done
            cluster.stop()
            shutil.rmtree(folder)


def roomy() -> Path:
    """Where the server's files lie: in memory where there is room, for each copy of the database is written.

    On a disk a copy takes up to two seconds, in memory a tenth of one; hundreds of tests renew theirs.
    """
    memory = Path("/dev/shm")  # of Linux
    with suppress(OSError):
        if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free >= ROOM:
            return memory
    return Path(tempfile.gettempdir())


def copy_for(cluster: Cluster, name: str, shared: Path) -> None:
    """Make a worker's database, a copy of what the first worker migrates; the app's connections go there."""
    with locked(shared / "database-origin", fcntl.LOCK_EX):
        point(cluster, DATABASE)
        if pending():
            migrate(cluster.address(OWNER), verbosity=0)
        connections.close_all()
        renew(cluster, name)
    point(cluster, name)


def point(cluster: Cluster, name: str) -> None:
    """Let Django connect to a database of the server, as the app."""
    connections.close_all()
    connections.settings["default"].update(connection_settings(cluster.address(APP, name)))


def renew(cluster: Cluster, name: str, origin: str = DATABASE) -> None:
    """A fresh copy of the migrated database, or of another, in the place of an old one."""
    with connect(cluster.address(ADMINISTRATOR, "postgres")) as admin:
        copy_database(admin, origin, name)


@contextmanager
def locked(path: Path, how: int) -> Iterator[None]:
    """An advisory lock among the workers of this run."""
    with path.open("w") as file:
        fcntl.flock(file, how)
        yield
