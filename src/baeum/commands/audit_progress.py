"""A progress bar on standard error, for a person who waits: after two seconds, only on a terminal."""

from __future__ import annotations

import sys
import time
from typing import Any

PATIENCE_S = 2.0


class Progress:
    """Counts bytes of the input. ``size`` 0: not known, the bar only moves. ``hidden``: never shown."""

    def __init__(self, size: int, label: str, *, hidden: bool) -> None:
        self.size, self.label = size, label
        self.wanted = not hidden and sys.stderr.isatty()
        self.began = time.monotonic()
        self.bar: Any = None
        self.task: Any = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()

    def say(self, sentence: str) -> None:
        """A line for who waits, before the bar."""
        if self.wanted:
            print(sentence, file=sys.stderr, flush=True)

    def at(self, done: int) -> None:
        """So many bytes of the input are behind us."""
        if not self.wanted:
            return
        if self.bar is None:
            if time.monotonic() - self.began < PATIENCE_S:
                return
            self._show()
        self.bar.update(self.task, completed=done)

    def _show(self) -> None:
        from rich import progress  # a large library, only for who waits
        from rich.console import Console

        self.bar = progress.Progress(
            progress.TextColumn("{task.description}"),
            progress.BarColumn(),
            progress.TaskProgressColumn(),
            progress.TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self.task = self.bar.add_task(self.label, total=self.size or None)
        self.bar.start()
