"""Which processes are PostgreSQL's in one data folder, whoever started them; and ending those left over.

A pid file only says which number a server once had. Linux tells the working folder of every process, and
PostgreSQL works in its data folder: a number that now belongs to another program is not taken for the server.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from baeum.postgres.fault import DatabaseFault
from baeum.postgres.telling import Tell, Wait

FAST_S = 30.0  # how long an orderly end may take before it is hurried
IMMEDIATE_S = 10.0
NAMES = ("postgres", "postmaster", "initdb")


def processes_in(cluster: Path) -> list[int]:
    """The ids of the server's processes of this data folder."""
    return _by_folder(cluster) if sys.platform == "linux" else _by_pid_file(cluster)


def postmaster(cluster: Path) -> int | None:
    """The id of the running server of this data folder, as its pid file says and the system confirms."""
    pid = _written(cluster)
    return pid if pid and pid in processes_in(cluster) else None


def _written(cluster: Path) -> int | None:
    """The first line of the pid file."""
    with suppress(OSError, ValueError, IndexError):
        return abs(int((cluster / "postmaster.pid").read_text().splitlines()[0]))
    return None


def _by_folder(cluster: Path) -> list[int]:
    try:
        ours = cluster.stat()
    except OSError:
        return []
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        with suppress(OSError):  # it ended, or is another user's
            there = (entry / "cwd").stat()
            if (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino):
                name = (entry / "comm").read_text().strip()
                found += [int(entry.name)] if name in NAMES else []
    return sorted(found)


def _by_pid_file(cluster: Path) -> list[int]:
    """Where the system does not tell working folders: the server's own command line names the data folder."""
    pid = _written(cluster)
    if not pid:
        return []
    command = ["ps", "-o", "command=", "-p", str(pid)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return [pid] if "postgres" in said and str(cluster) in said else []


def kill(folder: Path) -> None:
    """End at once what still works in a folder that nobody will use: there is nothing to lose."""
    until = time.monotonic() + IMMEDIATE_S
    while (left := processes_in(folder)) and time.monotonic() < until:
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)


def end(cluster: Path, tell: Tell) -> None:
    """End every process of this data folder: fast, then immediately. Raises DatabaseFault where one stays.

    Nobody else may be supervising it. An immediate end loses nothing that was acknowledged: the next start
    replays the write-ahead log.
    """
    wait = Wait(tell, "stopping")
    server = postmaster(cluster)
    # without their server, its processes end by themselves as soon as they notice
    first = (
        ((signal.SIGINT, FAST_S), (signal.SIGQUIT, IMMEDIATE_S)) if server else ((0, 2), (signal.SIGQUIT, 3))
    )
    for sign, patience in (*first, (signal.SIGKILL, IMMEDIATE_S)):
        # the server ends its own processes; without it, or at last, each is told
        told = [server] if server and sign != signal.SIGKILL else processes_in(cluster)
        for pid in told:
            with suppress(ProcessLookupError):
                os.kill(pid, sign)
        until = wait.seconds + patience
        while (left := processes_in(cluster)) and wait.seconds < until:
            wait.turn(0.05)
        if not left:
            return
    pids = " ".join(map(str, left))
    raise DatabaseFault("will_not_end", path=cluster, pids=pids)
