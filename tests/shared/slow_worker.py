"""A real worker in a process of its own, with a job that takes as long as the test wants.

``python slow_worker.py FOLDER HEARTBEAT STALLED``: each run of the job adds its number as a line to
``FOLDER/begun``, waits until ``FOLDER/go`` is there, and adds it to ``FOLDER/ended``.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path


def main() -> None:
    folder = Path(sys.argv[1])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baeum.config.settings")
    import django

    django.setup()
    from procrastinate.contrib.django import app

    from baeum.shared.jobs.working import Pace, work

    @app.task(name="tests.slow")
    def slow(number: int) -> None:
        with (folder / "begun").open("a") as file:
            file.write(f"{number}\n")
        while not (folder / "go").exists():
            time.sleep(0.05)
        with (folder / "ended").open("a") as file:
            file.write(f"{number}\n")

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    work(stop, Pace(float(sys.argv[2]), float(sys.argv[3])))


if __name__ == "__main__":
    main()
