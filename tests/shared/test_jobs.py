"""A job of a killed worker is put back exactly once, and a live worker's job never."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from baeum.cli import main
from baeum.shared.jobs.sweeping import put_back

WORKER = Path(__file__).parent / "slow_worker.py"
LONG_S = 30.0
HEARTBEAT_S = 0.3
STALLED_S = 1.5


def until(done: Callable[[], Any]) -> None:
    """Wait for what another process does."""
    end = time.monotonic() + LONG_S
    while not done():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def lines(file: Path) -> list[str]:
    return file.read_text().split() if file.exists() else []


@pytest.fixture
def begin(
    transactional_db: None,  # noqa: ARG001  a fresh database that other processes see too
    database_url: str,
    tmp_path: Path,
) -> Iterator[Callable[[], Any]]:
    """Starts workers."""
    running: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, str(WORKER), str(tmp_path), str(HEARTBEAT_S), str(STALLED_S)]
        running.append(subprocess.Popen(command, env={**os.environ, "DATABASE_URL": database_url}))
        return running[-1]

    yield start
    for one in running:
        one.kill()
        one.wait()


def defer(number: int) -> int:
    from procrastinate.contrib.django import app

    return int(app.configure_task("tests.slow", allow_unknown=True).defer(number=number))


def states() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, attempts FROM procrastinate_jobs WHERE task_name = 'tests.slow' ORDER BY id"
        )  # a worker also begins what is to be done every minute
        return list(cursor.fetchall())


def test_a_killed_workers_job_is_run_again_by_the_next_and_once(
    begin: Callable[[], subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    defer(7)
    first = begin()
    until(lambda: lines(tmp_path / "begun") == ["7"])
    first.kill()
    first.wait()
    second, third = begin(), begin()
    until(lambda: lines(tmp_path / "begun") == ["7", "7"])
    (tmp_path / "go").touch()
    until(lambda: states() == [])  # a job that was done is forgotten
    assert lines(tmp_path / "begun") == ["7", "7"]
    assert lines(tmp_path / "ended") == ["7"]
    assert (second.poll(), third.poll()) == (None, None)


def test_a_live_workers_long_job_is_left_alone(
    begin: Callable[[], subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    defer(1)
    begin()
    until(lambda: lines(tmp_path / "begun"))
    time.sleep(2 * STALLED_S)
    assert put_back(STALLED_S) == []
    assert states() == [("doing", 0)]


def test_a_worker_that_is_asked_to_stop_finishes_its_job(
    begin: Callable[[], subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    defer(1)
    worker = begin()
    until(lambda: lines(tmp_path / "begun"))
    worker.terminate()
    time.sleep(0.5)
    assert worker.poll() is None
    (tmp_path / "go").touch()
    assert worker.wait(LONG_S) == 0
    assert lines(tmp_path / "ended") == ["1"]
    assert states() == []


@pytest.mark.usefixtures("transactional_db")
def test_of_many_sweepers_one_puts_each_job_back() -> None:
    numbers = [defer(n) for n in range(40)]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 h') RETURNING id"
        )
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", cursor.fetchone())

    def sweep(_: int) -> list[int]:
        try:
            return put_back(STALLED_S)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        found = [number for swept in pool.map(sweep, range(32)) for number in swept]
    assert sorted(found) == numbers
    assert states() == [("todo", 1)] * 40


@pytest.mark.usefixtures("db")
def test_a_stalled_job_that_was_to_be_aborted_is_not_run_again() -> None:
    defer(1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', abort_requested = true")
    assert put_back(STALLED_S) == []
    assert states() == [("aborted", 1)]


@pytest.mark.usefixtures("db")
def test_a_job_goes_with_the_transaction_that_deferred_it() -> None:
    from django.db import transaction

    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        defer(1)
        raise Undone
    assert states() == []


def test_a_pace_that_would_put_live_jobs_back_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["worker", "--heartbeat", "5", "--stalled-after", "6"]) == 2
    assert "--stalled-after" in capsys.readouterr().err
