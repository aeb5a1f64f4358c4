"""A long file is stored by a background job, through kills of workers and beside itself: each row once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections

from baeum.desk.models import Import, Progress
from baeum.desk.running import is_running
from baeum.desk.services.ask_to_store import AT_ONCE, ask_to_store
from baeum.desk.services.store import store
from baeum.ledger.models import DepositRequest, Entry
from baeum.people.acting import Actor, acting
from baeum.shared.refusal import Refusal
from cast import Cast

from .learners import ON, Learner, file, lines, row, rows_of
from .test_upload import taken

LONG_S = 60.0
ROWS = 900

pytestmark = pytest.mark.django_db(transaction=True)


def until(done: Callable[[], Any]) -> None:
    """Wait for what another process does."""
    end = time.monotonic() + LONG_S
    while not done():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


@pytest.fixture
def begin(database_url: str) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts real workers."""
    running: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            "baeum.cli",
            "worker",
            "--heartbeat",
            "0.3",
            "--stalled-after",
            "1.5",
        ]
        environment = {**os.environ, "DATABASE_URL": database_url}
        running.append(subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL))
        return running[-1]

    yield start
    for one in running:
        one.kill()
        one.wait()


def now_(found: Import, by: Actor) -> Import:
    with acting(by):
        return Import.objects.get(pk=found.pk)


def asked(found: Import, mode: str, by: Actor) -> Import:
    answer = ask_to_store(found.pk, mode, by=by, on=ON)
    assert isinstance(answer, Import)
    return answer


def every_event_once(learners: list[Learner], expected: int) -> None:
    """As many lines as rows, none twice, and the sums of the accounts are those of their lines."""
    found = [line for learner in learners for line in lines(learner)]
    assert len(found) == len({bytes(line.natural_key) for line in found}) == expected
    for learner in learners:
        with acting(Actor(learner.person_id)), connection.cursor() as cursor:
            cursor.execute(
                "SELECT hours, head_number FROM ledger_account WHERE id = %s", [learner.account_id]
            )
            own = lines(learner)
            assert cursor.fetchone() == (sum(line.hours or 0 for line in own), len(own))


@pytest.mark.parametrize("mode", ["good", "all"])
def test_killed_workers_store_every_row_once(
    sora: Actor, learners: list[Learner], begin: Callable[[], subprocess.Popen[bytes]], mode: str
) -> None:
    found = taken(file(rows_of(learners, ROWS)), sora)
    asked(found, mode, sora)
    seen = []
    for _ in range(2):
        worker = begin()
        until(lambda: _place(found, sora) > (seen[-1] if seen and mode == "good" else 0) + 100)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        half = now_(found, sora)
        assert half.state == "storing"
        seen.append(half.place)
        assert is_running(half)  # to be put back
        if mode == "all":
            assert half.place == 0
            every_event_once(learners, 0)
            Progress.objects.all().delete()
    begin()
    until(lambda: now_(found, sora).state == "stored")
    done = now_(found, sora)
    assert (done.stored, done.place, done.content) == (ROWS, ROWS, None)
    every_event_once(learners, ROWS)
    until(lambda: not is_running(done))
    assert not Progress.objects.exists()


def _place(found: Import, by: Actor) -> int:
    told = Progress.objects.filter(pk=found.pk).values_list("place", flat=True).first()
    return max(now_(found, by).place, told or 0)


def test_two_uploads_of_the_same_file_at_once(sora: Actor, learners: list[Learner]) -> None:
    data = file(rows_of(learners, 240))

    def at_once(mode: str) -> Import:
        try:
            return asked(taken(data, sora), mode, sora)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        ended = [
            one.result() for one in [pool.submit(_either, at_once, mode) for mode in ("all", "good") * 2]
        ]
    assert any(isinstance(one, Import) for one in ended)
    every_event_once(learners, 240)


def _either(act: Callable[[str], Import], mode: str) -> Import | str:
    """What came out, or that there was nothing left to store."""
    try:
        return act(mode)
    except AssertionError as refusal:
        return str(refusal)


def test_one_import_stored_by_many_at_once(sora: Actor, learners: list[Learner]) -> None:
    found = taken(file([*rows_of(learners, 400), row(learners[0], 401, hours="0")]), sora)
    asked(found, "good", sora)  # a job, and no worker: the threads below are the workers

    def work(_: int) -> Import | Refusal:
        try:
            return store(found.pk, by=sora, on=ON)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        ended = list(pool.map(work, range(4)))
    assert [one.stored for one in ended if isinstance(one, Import)] == [400] * 4
    every_event_once(learners, 400)


def test_arguments_of_a_job_are_ids_only(sora: Actor, learners: list[Learner]) -> None:
    found = asked(taken(file(rows_of(learners, AT_ONCE + 1)), sora), "all", sora)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs")
        (arguments,) = cursor.fetchone()
    assert json.loads(arguments) == {
        "import_id": str(found.pk),
        "person_id": str(sora.person_id),
        "appointment_id": sora.appointment_id,
    }


def test_a_job_of_an_officer_who_was_dismissed_does_nothing(
    cast: Cast, sora: Actor, learners: list[Learner], begin: Callable[[], subprocess.Popen[bytes]]
) -> None:
    found = asked(taken(file(rows_of(learners, AT_ONCE + 1)), sora), "good", sora)
    with acting(cast.as_("yujin")), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_appointment SET revoked_at = now(), revoked_by_id = %s WHERE id = %s",
            [cast.as_("yujin").person_id, sora.appointment_id],
        )
        assert cursor.rowcount == 1
    begin()
    until(lambda: not _waiting())
    assert isinstance(store(found.pk, by=sora, on=ON), Refusal)
    assert sum(len(lines(learner)) for learner in learners) == 0
    assert Entry.objects.count() == DepositRequest.objects.count() == 0


def _waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM procrastinate_jobs WHERE task_name = 'desk.store')")
        return bool(cursor.fetchone()[0])


def test_a_long_import_is_left_to_a_worker_and_not_begun_twice(sora: Actor, learners: list[Learner]) -> None:
    found = asked(taken(file(rows_of(learners, AT_ONCE + 1)), sora), "all", sora)
    assert (found.state, found.stored) == ("storing", 0)
    assert ask_to_store(found.pk, "all", by=sora, on=ON) == Refusal("import.running", status=409)
