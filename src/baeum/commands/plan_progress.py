"""A progress bar while plans are searched: seconds spent, the best so far and how far from proven."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from baeum.commands.audit_progress import PATIENCE_S
from baeum.commands.plan_words import word

if TYPE_CHECKING:
    from baeum_rules.plan.progress import Progress


class Shown:
    """Shows what the search tells, on a terminal and after two seconds only."""

    def __init__(self, lang: str, *, hidden: bool) -> None:
        self.lang, self.wanted = lang, not hidden and sys.stderr.isatty()
        self.began = time.monotonic()
        self.bar: Any = None
        self.task: Any = None

    def __enter__(self) -> Shown:
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()

    def tell(self, progress: Progress) -> None:
        """A better plan has been found."""
        if not self.wanted or time.monotonic() - self.began < PATIENCE_S:
            return
        if self.bar is None:
            self._show(progress.seconds)
        said = word("searching", self.lang).format(
            word(progress.purpose, self.lang), word(f"by_{progress.objective}", self.lang)
        )
        best = "" if progress.best is None else f" {progress.bound:,} ≤ {progress.best:,}"
        self.bar.update(self.task, completed=progress.spent, description=said + best)

    def _show(self, seconds: float) -> None:
        from rich import progress  # a large library, only for who waits
        from rich.console import Console

        self.bar = progress.Progress(
            progress.TextColumn("{task.description}"),
            progress.BarColumn(),
            progress.TaskProgressColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self.task = self.bar.add_task("", total=seconds)
        self.bar.start()
