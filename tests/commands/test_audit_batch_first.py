"""``baeum audit-batch``: who waits at a terminal for the first run's compiler is told so, and nobody else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from pyarrow import parquet
from tests.batch.flattening import tables
from tests.commands.test_audit_batch import CASES, words

from baeum.cli import main

SAID = "The first run: the rules are being compiled. This takes minutes"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two tables of four learners."""
    for name, table in zip(("l", "r"), tables(CASES[:4]), strict=True):
        parquet.write_table(table, tmp_path / f"{name}.parquet")
    return tmp_path


def at_a_terminal(folder: Path, until: str, **environment: str) -> str:
    """What a run says on standard error, a terminal, up to a text; then it is killed."""
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "baeum.cli", *words(folder, "o.parquet")],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=os.environ | environment,
    )
    os.close(theirs)
    said = ""
    try:
        while until not in said:
            said += os.read(ours, 4096).decode()
    except OSError:  # the run is over
        assert running.wait() == 0
    finally:
        running.kill()
        running.wait()
        os.close(ours)
    return said


def test_the_first_run_says_that_it_compiles(folder: Path) -> None:
    assert at_a_terminal(folder, SAID, NUMBA_CACHE_DIR=str(folder / "nothing")).count(SAID) == 1


def test_a_later_run_does_not(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(words(folder, "first.parquet")) == 0
    assert SAID not in capfd.readouterr().err
    assert SAID not in at_a_terminal(folder, SAID)
