"""``baeum audit-batch`` of several processes: one that is killed, and Ctrl+C, are each told in one line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyarrow import parquet
from tests.batch.flattening import tables
from tests.commands.test_audit_batch import CASES, words

from baeum.cli import main
from baeum_rules.curricula import ENVIRONMENT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two tables of forty learners."""
    for name, table in zip(("l", "r"), tables(CASES), strict=True):
        parquet.write_table(table, tmp_path / f"{name}.parquet")
    return tmp_path


def started(folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """A run of two processes, with the processes that it has started; all are their own group."""
    given = words(folder, "o.parquet", "--chunk", "2", "--processes", "2")
    running = subprocess.Popen(
        [sys.executable, "-m", "baeum.cli", *given],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    until = time.monotonic() + 60
    while time.monotonic() < until and running.poll() is None:
        found = [child for child in children(running.pid) if b"spawn_main" in command(child)]
        if len(found) == 2:
            return running, found
        time.sleep(0.005)
    raise AssertionError("the run has started no processes")


def children(process: int) -> list[int]:
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for told in threads for child in told.read_text().split()]


def command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def test_a_killed_process_is_told_with_the_remedy(folder: Path) -> None:
    running, (first, _) = started(folder)
    os.kill(first, signal.SIGKILL)
    said = running.communicate(timeout=120)[1]
    assert running.returncode == 2
    assert said.startswith("A process of the run was killed") and said.count("\n") == 1
    assert "The same command goes on" in said and "--processes" in said
    assert main(words(folder, "o.parquet", "--chunk", "2", "--processes", "2")) == 0
    assert len(parquet.read_table(folder / "o.parquet")) == len(CASES)


def test_an_interrupt_while_processes_start_is_one_line(folder: Path) -> None:
    running, both = started(folder)
    os.killpg(running.pid, signal.SIGINT)
    said = running.communicate(timeout=120)[1]
    assert said == "Stopped. The same command goes on from here.\n"
    assert running.returncode == 130 and not any(map(command, both))
    assert not (folder / "o.parquet.parts").exists()


def test_a_broken_curriculum_is_told_by_its_file(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "computer-science.toml").write_text('id = "computer-science"')
    learners = parquet.read_table(folder / "l.parquet").drop_columns(["curriculum"])
    major = [["computer-science"] * len(CASES)]
    learners = learners.set_column(learners.column_names.index("major"), "major", major)
    parquet.write_table(learners, folder / "l.parquet")
    monkeypatch.setenv(ENVIRONMENT, str(folder))
    for processes in ("1", "2"):
        assert main(words(folder, "o.parquet", "--processes", processes)) == 2
        said = capfd.readouterr().err
        assert "Traceback" not in said and ".toml: ko is missing" in said
