"""A question for plans, and the search that answers it while its page is sent."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from baeum_rules.plan import SECONDS, plan
from baeum_rules.plan.catalogue import repeated
from baeum_rules.plan.exams import bdes_items, certificate_items
from baeum_rules.plan.items import Item
from baeum_rules.plan.progress import Progress
from baeum_rules.plan.wishes import Wishes
from baeum_rules.recognition.thresholds import thresholds_of

AHEAD_YEARS = 3  # that examinations and repeated courses are looked for
AT_ONCE = 2  # searches of one process: each keeps a core busy
TOLD_EVERY_S = 0.5  # seconds without news after which a waiting page is told that the search goes on
_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Question:
    """Who asks (a case), for what, and what else than offerings may be planned.

    ``certificates``: those the learner would sit. ``bdes``: also subjects of the self-education examinations.
    ``repeat``: courses are expected again at the same time of later years.
    """

    case: dict[str, Any]
    wishes: Wishes
    certificates: tuple[str, ...] = ()
    bdes: bool = False
    repeat: bool = False
    offered: list[Item] = field(default_factory=list)

    def items(self) -> tuple[list[Item], tuple[str, ...]]:
        """Everything that can be taken, and the certificates without known dates."""
        thresholds = thresholds_of()
        on = date.fromisoformat(self.case["as_of"])
        until = date(on.year + AHEAD_YEARS, on.month, 1).toordinal()
        found = repeated(self.offered, until) if self.repeat else list(self.offered)
        exams = certificate_items(self.certificates, on.toordinal(), until, thresholds)
        found += exams.items
        if self.bdes:
            found += bdes_items(str(self.case["goal"].get("major")), on.toordinal(), until, thresholds)
        return found, exams.untimed


def searching(question: Question, seconds: float = SECONDS) -> Iterator[Progress | dict[str, Any] | None]:
    """What the search tells on its way, None while it has no news, and last its answer.

    It runs beside the caller, and no more than ``AT_ONCE`` of them at a time; the others wait.
    """
    told: queue.Queue[Progress | dict[str, Any]] = queue.Queue()

    def search() -> None:
        with _places:
            try:
                items, untimed = question.items()
                told.put(
                    plan(
                        question.case,
                        items,
                        question.wishes,
                        seconds=seconds,
                        tell=told.put,
                        untimed=untimed,
                    )
                )
            except BaseException as fault:
                told.put({"broken": type(fault).__name__})
                raise

    threading.Thread(target=search, name="plan", daemon=True).start()
    while True:
        try:
            news = told.get(timeout=TOLD_EVERY_S)
        except queue.Empty:
            yield None
            continue
        yield news
        if not isinstance(news, Progress):
            return
