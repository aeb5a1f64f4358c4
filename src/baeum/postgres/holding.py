"""Who supervises a database folder: one process, which holds an advisory lock for as long as it lives.

The kernel drops the lock with the process, however it ends, so a lock is never stale. What is written in the
file is only for people, and only true while the lock is held.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from baeum.postgres.account import Account
from baeum.postgres.folder import told

LOOKS = 5


class Holder(NamedTuple):
    """The process that supervises a folder; pid 0 while it is not known yet."""

    pid: int
    command: str

    def __str__(self) -> str:
        return f"{self.pid} ({self.command})"


class Hold:
    """The lock of one folder, while it is ours."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def release(self) -> None:
        """Let the folder go."""
        os.ftruncate(self._handle, 0)
        os.close(self._handle)


def take(lock: Path, account: Account) -> Hold | Holder:
    """The lock of a folder, or who holds it. Raises DatabaseFault where the file cannot be opened."""
    with told(lock):
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    if not _locked(handle):
        os.close(handle)
        return holder(lock) or Holder(0, "?")
    if not account.is_own:
        os.fchown(handle, account.uid, account.gid)
    os.ftruncate(handle, 0)
    with suppress(OSError):  # on a full disk the lock is held all the same
        os.pwrite(handle, json.dumps({"pid": os.getpid(), "command": _command()}).encode(), 0)
    return Hold(handle)


def _locked(handle: int) -> bool:
    """Take it; a few times, because whoever only looks holds it for a moment too."""
    for _ in range(LOOKS):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.01)
        else:
            return True
    return False


def holder(lock: Path) -> Holder | None:
    """Who holds the lock now; None where nobody does. Raises DatabaseFault where that is not ours to see."""
    with told(lock):
        try:
            file = lock.open("rb")
        except FileNotFoundError:
            return None
    with file, suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return None
    try:
        said = json.loads(lock.read_bytes())
        return Holder(int(said["pid"]), str(said["command"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder(0, "?")  # it has only just taken the lock


def _command() -> str:
    """The command of this process as people know it: its program and first words, no addresses."""
    program = Path(sys.argv[0]).name
    words = [
        "baeum" if program == "cli.py" else program,
        *(word for word in sys.argv[1:3] if not word.startswith("-")),
    ]
    return " ".join(words)
