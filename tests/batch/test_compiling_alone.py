"""Of several processes that need what is not kept, one compiles it and the others wait for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.batch.interpreted import ROOT
from tests.batch.test_compiling import again, kept_in, stats

from baeum_rules.batch.compiling import alone
from baeum_rules.recognition.days import ordinal_of

__all__ = ["kept_in"]

# says when it is about to wait, then what it found on disk and what it compiled
OTHER = """
import fcntl
lock = fcntl.flock
def told(*given):
    print("waits", flush=True)
    lock(*given)
fcntl.flock = told
from tests.batch.test_compiling import again, ordinal_of, stats
found = again(ordinal_of)
print(found(2026, 11, 26), *stats(found))
"""

HOLDER = """
import sys
from baeum_rules.batch.compiling import alone
from tests.batch.test_compiling import again, ordinal_of
with alone(again(ordinal_of)._cache.cache_path):
    print("holds", flush=True)
    sys.stdin.read()
"""


def other(folder: Path, text: str = OTHER) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", text],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "NUMBA_CACHE_DIR": str(folder)},
    )


def test_another_process_waits_and_takes_what_was_compiled(kept_in: Path) -> None:
    here = again(ordinal_of)
    with alone(here._cache.cache_path):
        there = other(kept_in)
        assert there.stdout is not None and there.stdout.readline() == "waits\n"
        day = here(2026, 11, 26)
    assert stats(here) == (0, 1)
    assert there.communicate()[0].split() == [str(day), "1", "0"] and there.returncode == 0


def test_whoever_dies_while_compiling_keeps_nobody_waiting(kept_in: Path) -> None:
    there = other(kept_in, HOLDER)
    assert there.stdout is not None and there.stdout.readline() == "holds\n"
    there.kill()
    there.communicate()
    here = again(ordinal_of)
    assert here(2026, 11, 26) and stats(here) == (0, 1)


def test_where_nothing_can_be_locked_everybody_compiles(
    kept_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("fcntl.flock", refused)
    here = again(ordinal_of)
    assert here(2026, 11, 26) and stats(here) == (0, 1)
    (kept_in / "file").write_text("no folder")
    with alone(str(kept_in / "file")):
        pass
