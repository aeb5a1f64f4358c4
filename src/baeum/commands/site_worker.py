"""The worker that ``baeum site`` runs beside itself, in a process of its own: a long job slows no page."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from collections.abc import Iterator

COMMAND = (sys.executable, "-m", "baeum.cli", "worker", "--with-site")
END_S = 10  # how long a job may take to be finished when the site ends
AGAIN_AFTER_S = 2.0


@contextlib.contextmanager
def worker_beside() -> Iterator[None]:
    """A worker for as long as the context lasts; started again where it ends too early.

    It reads our end of a pipe, so that it also ends where this process is killed.
    """
    ending = threading.Event()
    keeper = threading.Thread(target=_keep, args=(ending,), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ending.set()
        keeper.join(END_S + AGAIN_AFTER_S)


def _keep(ending: threading.Event) -> None:
    while not ending.is_set():
        with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, start_new_session=True) as worker:
            while worker.poll() is None and not ending.wait(0.2):
                pass
            if ending.is_set():
                _end(worker)
                return
        ending.wait(AGAIN_AFTER_S)


def _end(worker: subprocess.Popen[bytes]) -> None:
    """Ask, wait, and insist: a job that is cut off is put back by the next worker."""
    assert worker.stdin is not None
    worker.stdin.close()
    try:
        worker.wait(END_S)
    except subprocess.TimeoutExpired:
        worker.kill()
