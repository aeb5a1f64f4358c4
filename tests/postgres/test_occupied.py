"""One folder, several processes: who runs the server, who joins, what the others are told."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest

from baeum.postgres.cluster import Cluster
from baeum.postgres.connecting import connect
from baeum.postgres.fault import DatabaseFault
from baeum.postgres.folder import Folder
from baeum.postgres.holding import Holder, holder, take
from baeum.postgres.installations import Installation
from baeum.postgres.sentences import Sentence
from baeum.postgres.supervision import Supervision

from .started import Started, as_json, baeum, children_of, gone, kill, shell_of, until

Start = Callable[..., Started]


@pytest.fixture
def second(folder: Path, any_installation: Installation, told: list[Sentence]) -> Iterator[Cluster]:
    """Another look at the same folder."""
    environment = {"BAEUM_POSTGRES_BIN": str(any_installation.bin)}
    found = Cluster(folder, environment=environment, tell=told.append)
    yield found
    found.stop()


def test_a_second_start_names_the_first_and_the_remedy(folder: Path, start: Start) -> None:
    first = start().ready()
    second = start()
    assert second.ended() == 2
    for words in (
        str(first.pid),
        str(folder),
        "baeum database stop",
        "--folder",
        "돌리는 프로세스",
        "runs this",
    ):
        assert words in second.said
    assert first.process.poll() is None and Cluster(folder).status().ready
    assert first.stop() == 0


def test_who_only_uses_it_joins(cluster: Cluster, second: Cluster, told: list[Sentence]) -> None:
    cluster.start()
    second.use()
    assert second.joined == Holder(os.getpid(), cluster.status().holder.command) and not second.supervises
    assert any(str(os.getpid()) in said.ko and str(os.getpid()) in said.en for said in told)
    second.stop()  # leaves the other's server alone
    assert cluster.status().ready


def test_who_comes_while_it_is_being_made_waits(folder: Path, second: Cluster, start: Start) -> None:
    first = start(new=True)
    until(lambda: holder(folder / "lock"))
    second.use()
    with connect(second.address()) as app:
        assert app.execute("SELECT 1").fetchone() == (1,)
    assert second.joined == Holder(first.pid, second.joined.command)


def test_many_may_make_the_folder_at_once(folder: Path) -> None:
    begin, faults = Barrier(8), list[Exception]()

    def make(path: Path) -> None:
        found = Folder(path)
        begin.wait()
        try:
            found.make(found.account())
        except Exception as fault:
            faults.append(fault)

    for number in range(50):
        threads = [Thread(target=make, args=(folder.parent / str(number) / "database",)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert faults == []


def test_six_starts_at_once_make_one_server(folder: Path, start: Start) -> None:
    begun = [start(new=True) for _ in range(6)]
    until(lambda: sum(one.process.poll() is None for one in begun) == 1)
    winner = next(one for one in begun if one.process.poll() is None)
    winner.ready()
    assert [one.process.poll() for one in begun if one is not winner] == [2] * 5
    assert all("Traceback" not in one.said for one in begun)
    assert winner.stop() == 0 and gone(folder)


def test_who_joined_goes_on_when_the_first_is_killed(
    second: Cluster, start: Start, told: list[Sentence]
) -> None:
    first = start().ready()
    second.use()
    with Supervision(second):
        kill(first.pid)
        first.ended()
        until(lambda: second.supervises and second.status().ready)
        with connect(second.address()) as app:
            assert app.execute("SELECT 1").fetchone() == (1,)
    assert gone(second.folder.path)
    assert any("goes on from here" in said.en for said in told)


def test_a_lock_is_never_stale(folder: Path, cluster: Cluster) -> None:
    (folder / "lock").write_text('{"pid": 1, "command": "init"}')
    assert holder(folder / "lock") is None
    cluster.start()
    assert cluster.supervises


@pytest.mark.parametrize("words", ["", "not json", '{"pid": "x"}', "[]"])
def test_a_holder_that_has_not_written_yet(folder: Path, cluster: Cluster, words: str) -> None:
    account = cluster.folder.account()
    held = take(folder / "lock", account)
    (folder / "lock").write_text(words)
    found = take(folder / "lock", account)
    assert found == Holder(0, "?")
    held.release()


def test_stop_ends_whoever_runs_it(folder: Path, start: Start) -> None:
    first = start().ready()
    answer = baeum("database", "stop", "--folder", str(folder))
    assert answer.returncode == 0 and str(first.pid) in answer.stdout
    assert first.ended() == 0 and gone(folder)
    again = baeum("database", "stop", "--folder", str(folder))
    assert again.returncode == 0 and "not running" in again.stdout


def test_stop_ends_what_nobody_runs(folder: Path, start: Start) -> None:
    first = start().ready()
    shell, server = shell_of(first.server), first.server
    for pid in (shell, *(pid for pid in children_of(shell) if pid != server), first.pid):
        kill(pid)
    first.ended()
    assert not gone(folder)
    assert baeum("database", "stop", "--folder", str(folder)).returncode == 0
    assert gone(folder)


def test_stop_does_not_end_a_stranger(folder: Path, cluster: Cluster) -> None:
    """A number from another container names something else here."""
    held = take(folder / "lock", cluster.folder.account())
    with subprocess.Popen(["/bin/sleep", "600"]) as stranger:
        (folder / "lock").write_text(f'{{"pid": {stranger.pid}, "command": "baeum site"}}')
        answer = baeum("database", "stop", "--folder", str(folder))
        assert stranger.poll() is None
        stranger.kill()
    held.release()
    assert answer.returncode == 2 and f"{stranger.pid} (baeum site)" in answer.stderr


def test_status_tells_who_runs_it(folder: Path, start: Start) -> None:
    words = ("database", "status", "--folder", str(folder), "--json")
    assert as_json(*words)["running"] is False
    first = start().ready()
    found = as_json(*words)
    assert found["running"] and found["process"] == first.server and str(first.pid) in found["holder"]
    assert found["faults"] == [] and found["pending"]
    assert baeum(*words).returncode == 0
    first.stop()
    assert baeum(*words).returncode == 3


def test_a_fault_is_raised_with_both_languages(cluster: Cluster, second: Cluster) -> None:
    cluster.start()
    with pytest.raises(DatabaseFault) as told:
        second.start()
    assert told.value.code == "occupied" and len(str(told.value).splitlines()) == 2
