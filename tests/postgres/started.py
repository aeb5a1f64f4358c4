"""A real ``baeum database start`` in a process of its own, and what else the tests do to servers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from baeum.postgres import processes

LONG_S = 60.0  # after which a test gives up; never a measure of speed

NUMBERS = count(1)


class Started:
    """A supervisor in another process. What it says is in ``said``."""

    def __init__(self, folder: Path, environment: Mapping[str, str], **options: Any) -> None:
        self.folder = folder
        self.words = folder.with_name(f"said-{next(NUMBERS)}")
        command = [*options.pop("python", [sys.executable]), "-m", "baeum.cli", "database", "start"]
        with self.words.open("w") as words:
            self.process = subprocess.Popen(
                [*command, "--folder", str(folder)],
                stdout=words,
                stderr=words,
                env=dict(environment),
                **options,
            )

    @property
    def pid(self) -> int:
        """The supervisor's process."""
        return self.process.pid

    @property
    def said(self) -> str:
        """Everything it has printed so far."""
        return self.words.read_text(encoding="utf-8")

    @property
    def server(self) -> int:
        """The server's process."""
        found = processes.postmaster(self.folder / "cluster")
        assert found is not None, self.said
        return found

    def ready(self) -> Started:
        """Wait until it serves."""
        until(lambda: "Ctrl+C" in self.said or self.process.poll() is not None)
        assert self.process.poll() is None, self.said
        return self

    def ended(self) -> int:
        """Wait for its end; its exit code."""
        return self.process.wait(LONG_S)

    def stop(self) -> int:
        """End it as a person would."""
        self.process.send_signal(signal.SIGTERM)
        return self.ended()


def until(met: Callable[[], Any]) -> None:
    """Wait until something is so; fails after a long time."""
    end = time.monotonic() + LONG_S
    while not met():
        assert time.monotonic() < end, "this never happened"
        time.sleep(0.02)


def gone(folder: Path) -> bool:
    """Whether no server's process is left in a database folder."""
    return not processes.processes_in(folder / "cluster")


def kill(pid: int) -> None:
    """The end that no process can answer."""
    os.kill(pid, signal.SIGKILL)


def shell_of(server: int) -> int:
    """The process that keeps a server: its parent."""
    fields = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()
    return int(fields[1])


def children_of(parent: int) -> list[int]:
    """The processes that a process started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(path.parent.name))
    return found


def baeum(*words: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """A command, run to its end."""
    return subprocess.run(
        [sys.executable, "-m", "baeum.cli", *words],
        capture_output=True, text=True, timeout=LONG_S, check=False, env=environment and dict(environment),
    )  # fmt: skip


def as_json(*words: str, environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The JSON that a command answers."""
    answer = baeum(*words, environment=environment)
    assert answer.stdout, answer.stderr
    return dict(json.loads(answer.stdout))
