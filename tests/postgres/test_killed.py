"""``kill -9``, of everything there is to kill: nothing acknowledged is lost, the next start just works."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from baeum.postgres.cluster import Cluster
from baeum.postgres.connecting import connect
from baeum.postgres.fault import DatabaseFault
from baeum.postgres.installations import Installation
from baeum.postgres.names import OWNER
from baeum.postgres.processes import processes_in
from baeum.postgres.sentences import Sentence
from baeum.postgres.supervision import LOOK_S, Supervision

from .started import Started, children_of, gone, kill, shell_of, until

Start = Callable[..., Started]


def store(cluster: Cluster, word: str) -> None:
    """Commit a word."""
    with connect(cluster.address(OWNER)) as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        owner.execute("INSERT INTO kept VALUES (%s)", (word,))


def stored(cluster: Cluster) -> list[str]:
    """The words that were committed."""
    with connect(cluster.address(OWNER)) as owner:
        return [word for (word,) in owner.execute("SELECT word FROM kept ORDER BY word").fetchall()]


def answers(cluster: Cluster) -> bool:
    """Whether the server takes the app in."""
    try:
        connect(cluster.address()).close()
    except DatabaseFault:
        return False
    return True


def test_a_killed_server_is_started_again_while_the_site_runs(
    folder: Path, installation: Installation, start: Start
) -> None:
    started = start(installation.bin).ready()
    cluster = Cluster(folder)
    for word in ("first", "second"):
        server = started.server
        store(cluster, word)
        kill(server)
        until(lambda before=server: cluster.status().server not in (None, before) and answers(cluster))
    assert stored(cluster) == ["first", "second"]
    assert started.said.count("starting it again") == 2
    assert started.stop() == 0 and gone(folder)


def test_a_killed_backend_costs_only_its_session(cluster: Cluster) -> None:
    cluster.start()
    store(cluster, "kept")
    with Supervision(cluster), connect(cluster.address(OWNER)) as session:
        pid = session.execute("SELECT pg_backend_pid()").fetchone()[0]
        kill(pid)
        with pytest.raises(psycopg.OperationalError):
            session.execute("SELECT 1")
        until(lambda: answers(cluster))
        assert stored(cluster) == ["kept"]


def test_the_server_ends_with_a_killed_supervisor(
    folder: Path, installation: Installation, start: Start
) -> None:
    started = start(installation.bin).ready()
    store(Cluster(folder), "kept")
    kill(started.pid)
    started.ended()
    until(lambda: gone(folder))
    again = start(installation.bin).ready()
    assert stored(Cluster(folder)) == ["kept"]
    assert again.stop() == 0


def test_a_supervisor_killed_in_the_very_moment_of_starting(folder: Path, start: Start) -> None:
    start().ready().stop()
    for _ in range(5):
        started = start()
        until(lambda: processes_in(folder / "cluster"))
        kill(started.pid)
        started.ended()
        until(lambda: gone(folder))
    assert start().ready().stop() == 0


def test_the_next_start_takes_over_where_the_keeper_was_killed_too(
    cluster: Cluster, start: Start, told: list[Sentence]
) -> None:
    started = start().ready()
    store(cluster, "kept")
    server = started.server
    watch = [pid for pid in children_of(shell_of(server)) if pid != server]
    for pid in (shell_of(server), *watch, started.pid):
        kill(pid)
    started.ended()
    os.kill(server, 0)  # it is still there, and nobody's
    cluster.start()
    assert cluster.status().server not in (None, server)
    assert [said for said in told if str(server) in said.en]
    assert stored(cluster) == ["kept"]


def test_a_server_that_the_system_does_not_show_keeps_its_data_to_itself(
    folder: Path, installation: Installation, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(installation.bin).ready()
    store(Cluster(folder), "kept")
    lock = folder / "lock"
    lock.rename(lock.with_suffix(".old"))  # as if the lock were on a disk that does not keep locks
    second = Cluster(folder, environment={"BAEUM_POSTGRES_BIN": str(installation.bin)}, tell=lambda _: None)
    with monkeypatch.context() as patch, pytest.raises(DatabaseFault) as told:
        patch.setattr("baeum.postgres.processes.processes_in", lambda _: [])  # as in another container
        patch.setattr("baeum.postgres.cluster.STILL_IN_USE_S", 1)
        second.start()
    assert told.value.code == "still_running"


def test_processes_left_without_their_server_are_ended(cluster: Cluster, start: Start) -> None:
    started = start().ready()
    store(cluster, "kept")
    busy = psycopg.connect(**cluster.address(OWNER))
    pid = busy.execute("SELECT pg_backend_pid()").fetchone()[0]
    os.kill(pid, signal.SIGSTOP)  # a session that does not notice its server's end
    for one in (started.pid, started.server):
        kill(one)
    started.ended()
    os.kill(pid, 0)
    cluster.start()
    assert pid not in processes_in(cluster.folder.cluster)
    assert stored(cluster) == ["kept"]


def test_an_end_in_the_middle_of_a_new_start(cluster: Cluster) -> None:
    for pause in (0.0, 0.05, 0.1, 0.2):
        cluster.start()
        with Supervision(cluster):
            kill(cluster.status().server or 0)
            until(lambda: cluster._kept is None or cluster._kept.ended() is not None)
            time.sleep(LOOK_S + pause)  # now the watch is somewhere in its start
        assert gone(cluster.folder.path) and not cluster.supervises


def test_a_killed_keeper_is_noticed(folder: Path, start: Start) -> None:
    started = start().ready()
    server = started.server
    kill(shell_of(server))
    cluster = Cluster(folder)
    until(lambda: cluster.status().server not in (None, server) and answers(cluster))
    assert started.stop() == 0 and gone(folder)
