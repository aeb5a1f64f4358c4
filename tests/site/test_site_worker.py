"""``baeum site`` runs a worker beside itself: there while the site is there, and gone with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

LONG_S = 30.0


def until(done: Callable[[], Any]) -> None:
    end = time.monotonic() + LONG_S
    while not done():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def workers() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procrastinate_workers ORDER BY id")
        return [number for (number,) in cursor.fetchall()]


def children(process: int) -> list[int]:
    """The processes begun by another and not ended yet."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().rpartition(")")
        except OSError:
            continue  # it has just ended
        state, parent = rest.split()[:2]
        if int(parent) == process and state != "Z":
            found.append(int(name.split()[0]))
    return found


@pytest.fixture
def site(
    transactional_db: None,  # noqa: ARG001  a fresh database that other processes see too
    database_url: str,
) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "baeum.cli", "site", "--port", "0"]
    environment = {**os.environ, "DATABASE_URL": database_url}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as process:
        until(lambda: children(process.pid))  # another site of this run may have signed its worker on
        until(workers)
        yield process
        process.kill()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_the_worker_ends_with_a_killed_site(site: subprocess.Popen[bytes]) -> None:
    (worker,) = children(site.pid)
    site.kill()
    until(lambda: not workers())  # it has signed off
    until(lambda: not Path(f"/proc/{worker}").exists())


def test_the_worker_ends_with_a_site_that_is_stopped(site: subprocess.Popen[bytes]) -> None:
    site.terminate()
    assert site.wait(LONG_S) == 0
    assert workers() == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_a_killed_worker_is_replaced(site: subprocess.Popen[bytes]) -> None:
    (first,) = workers()
    os.kill(*children(site.pid), signal.SIGKILL)
    until(lambda: any(one != first for one in workers()))
