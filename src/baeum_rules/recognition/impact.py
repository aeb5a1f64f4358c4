"""Which cases a change of the law affects, and how: the same case under the law and under the changed law.

A case is answered twice only where the change can reach it. The engine asks the law nothing but "the value of
this name on this day"; where every such question has the same answer under both laws, so has the case.
``Watch`` notices a question whose answer differs while eligibility and limits are worked out; the choice
among records asks nothing more, and the reasons nothing that was not asked before (test_impact.py).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from baeum_rules import goals
from baeum_rules.parameters import Law, NotInForce, UnknownParameter, Version

from . import audit as answer_to
from . import read
from .answer import answer_of, errors_of
from .case import Case
from .decision import audit, prepare
from .differences import Difference, compared
from .document import parse
from .numbers import NAMES, ROOM, numbers_as_asked
from .thresholds import Thresholds, thresholds_of

if TYPE_CHECKING:
    from . import CaseDocument

Spans = list[tuple[int, int]]  # first and last day, as ordinals
LAST = date.max.toordinal()
READ_ONCE = ("window.year.start", "window.semester_2.start")  # by thresholds, for all cases together
ASKED_WHOLE = ("second.rule",)  # a refusal names the day of the next version too


class Impact(NamedTuple):
    """What a change does to one case.

    ``reached``: the law was asked something that the change answers otherwise. ``errors``: the case cannot be
    read, so that nothing can be said. ``before`` and ``after``: the answers, where the case was reached.
    """

    reached: bool
    differences: list[Difference]
    errors: list[dict[str, Any]]
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


class Watch(Thresholds):
    """The thresholds of a law that notice a question which another law answers otherwise."""

    def __init__(self, law: Law, altered: dict[str, Spans]) -> None:
        self.altered: dict[str, Spans] = {}
        super().__init__(law)
        self.altered = altered
        self.always = any(name in altered for name in READ_ONCE)
        self.reached = False
        self.asked: set[str] = set()  # altered names that were asked for, on whatever day
        self.numbers = numbers_as_asked(self, _Noticed(self))

    def at(self, name: str, day: int) -> Any:
        """The value of a name on a day, as that of the law watched."""
        self.notice(name, day)
        return super().at(name, day)

    def notice(self, name: str, day: int) -> None:
        """The law is asked the value of a name on a day."""
        spans = self.altered.get(name)
        if spans:
            self.asked.add(name)
            if name in ASKED_WHOLE or any(first <= day <= last for first, last in spans):
                self.reached = True

    def versions(self, name: str) -> tuple[list[int], list[Any]]:
        """As of the law watched; but a version ends where a span of altered days begins or ends.

        So the version that a number is taken from tells whether the day asked for is altered.
        """
        since, values = super().versions(name)
        spans = self.altered.get(name)
        if not spans:
            return since, values
        days = sorted({1, *since, *(first for first, _ in spans), *(last + 1 for _, last in spans)})
        return days, [values[max(bisect_right(since, day) - 1, 0)] for day in days]


class _Noticed(dict[int, int]):
    """Values of numbers by place; to take one is to ask the law about the days of its version."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch

    def __getitem__(self, place: int) -> int:
        name = NAMES[place // ROOM]
        self.watch.notice(name, self.watch.versions(name)[0][place % ROOM])
        return super().__getitem__(place)


class Preview:
    """The impact of one law instead of another, asked of case after case."""

    def __init__(self, law: Law, changed: Law) -> None:
        self.before, self.after = thresholds_of(law), thresholds_of(changed)
        self.altered = altered(law, changed)
        self.watch = Watch(law, self.altered)
        self.first_day = min(
            (first for spans in self.altered.values() for first, _ in spans), default=LAST + 1
        )
        self.by_day = not any(name in self.altered for name in (*READ_ONCE, *ASKED_WHOLE))

    def of(self, document: CaseDocument) -> Impact:
        """What the change does to a case."""
        parsed = parse(document) if isinstance(document, str | bytes) else document
        if goals.kind_of(parsed):
            return self._of_other_goal(parsed)
        samples: list[str] = []
        case = read(parsed, samples)
        if isinstance(case, list):
            return Impact(False, [], errors_of(case, self.before)["errors"])
        if not self.reaches(case):
            return Impact(False, [], [])
        decided = audit(case, self.before)
        before = answer_of(decided, self.before, sample=bool(samples))
        again = audit(case, self.after, decided)
        after = answer_of(again, self.after, sample=bool(samples))
        return Impact(True, compared(before, after), [], before, after)

    def _of_other_goal(self, document: Any) -> Impact:
        """A goal of another kind has an audit of its own, which is not watched: it is answered twice."""
        before, after = (answer_to(document, thresholds.law) for thresholds in (self.before, self.after))
        found = compared(before, after)
        return Impact(bool(found), found, before.get("errors", []), before, after)

    def reaches(self, case: Case) -> bool:
        """Whether the law is asked anything about the case that the change answers otherwise."""
        if self.by_day and last_day(case) < self.first_day:
            return False  # the law is only asked about days of the case
        self.watch.reached = self.watch.always
        if not self.watch.reached:
            prepare(case, self.watch)
        return self.watch.reached


def last_day(case: Case) -> int:
    """The last day that the law is asked about for a case: its own, or that of a record."""
    return max([case.as_of, *(record.completed_on for record in case.records)])


def altered(law: Law, other: Law) -> dict[str, Spans]:
    """The days on which two laws say different things of a name, by name; value, clause and notes count."""
    found = {}
    for name in sorted({*law.names(), *other.names()}):
        spans = list(_spans(_history(law, name), _history(other, name)))
        if spans:
            found[name] = spans
    return found


def _history(law: Law, name: str) -> tuple[Version, ...]:
    try:
        return law.parameter(name).versions
    except (UnknownParameter, NotInForce):
        return ()


def _spans(versions: tuple[Version, ...], others: tuple[Version, ...]) -> Iterator[tuple[int, int]]:
    if versions is others:
        return
    if not versions or not others:
        yield 1, LAST
        return
    days = sorted({1, *(version.since.toordinal() for version in (*versions, *others))})
    for first, following in zip(days, [*days[1:], LAST + 1], strict=True):
        if _said(versions, first) != _said(others, first):
            yield first, following - 1


def _said(versions: tuple[Version, ...], day: int) -> tuple[Any, ...]:
    """What the version of a day says; before the first one, the engine asks the first."""
    holding = [version for version in versions if version.since.toordinal() <= day] or [versions[0]]
    return holding[-1][2:7]
