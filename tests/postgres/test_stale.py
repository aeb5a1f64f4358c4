"""What an earlier run leaves behind: pid files, sockets, half-made folders, open folders."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from baeum.postgres.cluster import Cluster
from baeum.postgres.connecting import connect
from baeum.postgres.fault import DatabaseFault
from baeum.postgres.holding import holder
from baeum.postgres.installations import Installation
from baeum.postgres.sentences import Sentence

from .started import Started, baeum, gone, kill, until

Start = Callable[..., Started]


def crash(started: Started, folder: Path) -> str:
    """End everything at once, as a power cut does; the pid file that stays behind."""
    server = started.server
    os.kill(started.pid, signal.SIGSTOP)  # it must not notice
    kill(server)
    kill(started.pid)
    started.ended()
    until(partial(gone, folder))
    return (folder / "cluster" / "postmaster.pid").read_text()


def test_a_stale_pid_file_with_a_number_that_another_program_has_now(
    folder: Path, installation: Installation, start: Start
) -> None:
    left = crash(start(installation.bin).ready(), folder)
    # the other program runs under the server's account, where PostgreSQL itself would believe the file
    account = Cluster(folder).folder.account()
    other = subprocess.Popen(["/bin/sleep", "600"], **account.to_run())
    try:
        lines = [str(other.pid), *left.splitlines()[1:]]
        for name in (folder / "cluster" / "postmaster.pid", folder / "socket" / ".s.PGSQL.5432.lock"):
            name.write_text("\n".join(lines) + "\n")
        assert Cluster(folder).status().server is None
        assert start(installation.bin).ready().stop() == 0
        assert other.poll() is None  # it was left alone
    finally:
        other.kill()
        other.wait()


@pytest.mark.parametrize("words", ["", "nonsense\n", "999999999\n", "-1\n", "\0"])
def test_a_broken_pid_file(cluster: Cluster, words: str) -> None:
    cluster.start()
    cluster.stop()
    (cluster.folder.cluster / "postmaster.pid").write_text(words)
    cluster.start()
    assert cluster.status().ready


def test_a_folder_half_made_by_an_interrupted_start(folder: Path, start: Start) -> None:
    interrupted = start(new=True)
    until(lambda: list(folder.glob("cluster.making-*/base/*")))
    kill(interrupted.pid)
    interrupted.ended()
    assert list(folder.glob("cluster.making-*")) and not (folder / "cluster").exists()
    assert start().ready().stop() == 0
    assert not list(folder.glob("cluster.making-*"))


def test_a_start_interrupted_before_the_roles_were_made(folder: Path, start: Start) -> None:
    interrupted = start(new=True)
    until((folder / "cluster" / "postmaster.pid").exists)
    kill(interrupted.pid)
    interrupted.ended()
    start().ready()
    with connect(Cluster(folder).address()) as app:
        assert app.execute("SELECT 1").fetchone() == (1,)


def test_an_interrupt_while_making_leaves_nothing(folder: Path, start: Start) -> None:
    interrupted = start(new=True)
    until(lambda: list(folder.glob("cluster.making-*/base/*")))
    interrupted.process.send_signal(signal.SIGINT)
    assert interrupted.ended() == 130, interrupted.said
    assert not list(folder.glob("cluster*")) and holder(folder / "lock") is None
    assert "Traceback" not in interrupted.said


def test_a_folder_that_is_no_cluster_is_left_as_it_is(folder: Path, cluster: Cluster) -> None:
    shutil.rmtree(folder / "cluster")
    (folder / "cluster").mkdir()
    (folder / "cluster" / "thesis.txt").write_text("mine")
    with pytest.raises(DatabaseFault) as told:
        cluster.start()
    assert told.value.code == "not_a_cluster"
    assert (folder / "cluster" / "thesis.txt").read_text() == "mine"
    (folder / "cluster" / "thesis.txt").unlink()  # an empty one will do
    cluster.start()


def test_a_folder_of_others_is_left_as_it_is(folder: Path, cluster: Cluster) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    folder.chmod(0o777)  # as /tmp is
    (folder / "thesis.txt").write_text("mine")
    with pytest.raises(DatabaseFault) as told:
        cluster.start()
    assert told.value.code == "folder_of_others" and str(folder) in str(told.value)
    assert folder.stat().st_mode & 0o777 == 0o777 and [path.name for path in folder.iterdir()] == [
        "thesis.txt"
    ]


def test_a_folder_open_to_others_is_closed(cluster: Cluster, told: list[Sentence]) -> None:
    cluster.start()
    cluster.stop()
    cluster.folder.cluster.chmod(0o755)
    cluster.start()
    assert cluster.folder.cluster.stat().st_mode & 0o777 == 0o700
    assert any("0700" in said.en for said in told)


def test_a_large_log_is_put_aside(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster.start()
    cluster.stop()
    monkeypatch.setattr("baeum.postgres.folder.LARGEST_LOG", 10)
    cluster.start()
    assert cluster.folder.log.with_suffix(".log.1").stat().st_size > 10


def test_a_shell_that_stands_in_the_data_folder_is_no_server(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    where = cluster.folder.cluster
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    visitor = subprocess.Popen(command, cwd=where)
    try:
        cluster.start()
        assert visitor.poll() is None
    finally:
        visitor.kill()
        visitor.wait()


@pytest.mark.parametrize("action", ["start", "status", "stop"])
def test_a_file_in_the_place_of_the_folder(folder: Path, action: str) -> None:
    folder.write_text("a file")
    answer = baeum("database", action, "--folder", str(folder))
    assert answer.returncode == 2 and str(folder) in answer.stderr and "Traceback" not in answer.stderr
    assert folder.read_text() == "a file"
