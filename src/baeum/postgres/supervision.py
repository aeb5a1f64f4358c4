"""Watching a server while something else is done with it: what goes down is started again."""

from __future__ import annotations

import threading

from baeum.postgres.cluster import Cluster
from baeum.postgres.fault import DatabaseFault

LOOK_S = 0.5
LONGEST_S = 30.0  # between two attempts, where starting again fails: the disk may get room


class Supervision:
    """A context: looks after the cluster in a thread of its own, and stops it at the end."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="database", daemon=True)

    def __enter__(self) -> Supervision:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.cluster.stop()
        self._thread.join()

    def wait(self) -> None:
        """Until the process is interrupted."""
        self._over.wait()

    def _watch(self) -> None:
        pause, told = LOOK_S, ""
        while not self._over.wait(pause):
            try:
                self.cluster.look_after()
            except DatabaseFault as fault:
                if str(fault) != told and not self._over.is_set():
                    told = str(fault)
                    self.cluster.tell(fault.sentence)
                pause = min(pause * 2, LONGEST_S)
            else:
                pause, told = LOOK_S, ""
