"""Ending whatever runs a database folder, from another process."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from baeum.postgres import processes
from baeum.postgres.fault import DatabaseFault
from baeum.postgres.folder import Folder
from baeum.postgres.holding import Hold, Holder, holder, take
from baeum.postgres.supervision import LOOK_S
from baeum.postgres.telling import Tell, Wait

LONGEST_S = 120.0  # of an orderly end: whoever supervises hurries its server after 30
TAKEN_OVER_S = 2 * LOOK_S  # within this a process that had joined would go on with the database


def stop(folder: Folder, tell: Tell) -> list[Holder]:
    """End the server of a folder and whoever supervises it; who that was. Raises DatabaseFault.

    A process that serves pages ends with it: SIGTERM, as a person would send it.
    """
    ended: list[Holder] = []
    while found := holder(folder.lock):
        _end(found, folder, tell)
        ended.append(found)
        time.sleep(TAKEN_OVER_S)
    if processes.processes_in(folder.cluster):
        account = folder.account()
        hold = take(folder.lock, account)
        if isinstance(hold, Hold):
            processes.end(folder.cluster, tell)
            hold.release()
    return ended


def _end(found: Holder, folder: Folder, tell: Tell) -> None:
    if not _holds(found.pid, folder.lock):
        raise DatabaseFault("holder_unknown", path=folder.path, holder=found)
    try:
        os.kill(found.pid, signal.SIGTERM)
    except ProcessLookupError:
        return
    except PermissionError as error:
        raise DatabaseFault("holder_unknown", path=folder.path, holder=found) from error
    wait = Wait(tell, "stopping")
    while holder(folder.lock) == found:
        if wait.seconds > LONGEST_S:
            raise DatabaseFault("will_not_end", path=folder.path, pids=found)
        wait.turn(0.05)


def _holds(pid: int, lock: Path) -> bool:
    """Whether a process has the lock open: a number from another container names a stranger here."""
    if sys.platform != "linux":
        return pid > 0
    with suppress(OSError):
        ours = lock.stat()
        for handle in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                there = handle.stat()
                if (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino):
                    return True
    return False
