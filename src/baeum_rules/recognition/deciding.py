"""One decision over a problem: which of its records count, under which conditions and with what put first."""

from __future__ import annotations

from typing import NamedTuple

from .budget import Budget, OutOfBudget
from .classes import ELECTIVE, REQUIRED
from .part import decide
from .problem import SUBSTITUTE, Problem, Selection, Totals, remaining, total
from .rows import Row
from .screen import Screened, components
from .targets import pieces, reached, weight
from .worth import BITS, Counted, Worths

Names = tuple[str, ...]  # of pieces


class Found(NamedTuple):
    """A selection: credits and class by record, and its sums."""

    credits: list[int]
    classes: list[int]
    totals: Totals

    def comes_before(self, other: Found) -> bool:
        """Whether this one is better by levels 2 to 8."""
        return self._levels() > other._levels()

    def _levels(self) -> tuple[object, ...]:
        t = self.totals
        sums = (t.recognised, t.major, t.liberal, t.major_required, t.eighteen)
        return sums, self.credits, [-bit for bit in self.classes]

    def counted(self) -> Counted:
        """Credits and class of the records that count."""
        return {
            record: (credits, self.classes[record]) for record, credits in enumerate(self.credits) if credits
        }

    def as_selection(self, proved_by: str) -> Selection:
        """The same as an answer."""
        return Selection(tuple(self.credits), tuple(self.classes), proved_by)


class Decider:
    """The decisions over one problem, within one budget.

    ``needs`` of the pieces; ``least``: how far short a piece stays at the least, where that is known;
    ``seen``: selections that keep all constraints.
    """

    def __init__(self, problem: Problem, budget: Budget) -> None:
        self.problem, self.budget, self.needs = problem, budget, pieces(problem)
        screened = Screened(problem)
        self.binding = screened.binding
        self.records = [record for record, alive in enumerate(screened.alive) if alive]
        self.tied = [record for record in self.records if screened.touching[record]]
        self.components = components(self.binding, self.tied)
        self.substitutes = {m for c in self.binding if c.kind == SUBSTITUTE for m in c.members}
        self.least: dict[str, int] = {}
        self.seen: list[Found] = []

    def remaining(self, found: Found) -> int:
        """R of a selection."""
        return remaining(self.problem.needs, found.totals)

    def must_run(self, first: Names) -> Found:
        """The best selection with some sums before all levels, where there is a selection at all."""
        found = self.run(first=first)
        assert found is not None  # it is under no conditions
        return found

    def run(
        self, active: Names = (), rho: int = 0, *, first: Names = (), subjects: bool = False
    ) -> Found | None:
        """The selection best by levels 2 to 8; the sums ``first`` come before.

        ``active``: the pieces that may be short by no more than rho. ``subjects``: the required subjects are
        met.
        """
        p = self.problem
        hints = [one.counted() for one in self.seen if self._holds(one, active, rho, subjects=subjects)]
        if active:  # a piece that can be no less short is best put first
            first = tuple(name for name in active if self.least.get(name) == rho)[:1]
            active = tuple(name for name in active if name not in first)
        orders = [self.tied[:]] if active or subjects else self.components
        credits, classes = [0] * len(p.credits), [0] * len(p.credits)
        for record in set(self.records).difference(self.tied):
            options = self._classes(record, first, every=bool(active))
            if len(options) > 1:
                orders[0].append(record)
            else:
                credits[record], classes[record] = p.credits[record], options[0]
        settled = total(p, credits, classes)

        def weigh(record: int, bit: int) -> int:
            return sum(weight(p, name, record, bit) for name in first)

        def conditions(worths: Worths) -> list[Row]:
            rows = [self._condition(worths, name, reached(name, settled) + rho) for name in active]
            return [*rows, self._subjects(worths)] if subjects else rows

        for order in orders:
            open_classes = {record: self._classes(record, first, every=bool(active)) for record in order}
            decided = decide(
                p,
                self.binding,
                open_classes,
                self.budget,
                first=weigh if first else None,
                conditions=conditions,
                hints=hints,
            )
            if decided is None:
                return None
            worths, chosen = decided
            for record, (counted, option) in chosen.items():
                credits[record], classes[record] = counted, worths.options[record][option].taken
        found = Found(credits, classes, total(p, credits, classes))
        self.seen.append(found)
        if subjects and found.totals.subjects < p.needs.subjects:
            raise OutOfBudget  # two courses of one subject counted where one was looked for
        return found

    def _holds(self, found: Found, active: Names, rho: int, *, subjects: bool) -> bool:
        """Whether a selection keeps some conditions."""
        if subjects and found.totals.subjects < self.problem.needs.subjects:
            return False
        return all(self.needs[name] - reached(name, found.totals) <= rho for name in active)

    def _classes(self, record: int, first: Names, *, every: bool) -> list[int]:
        """The classes open to a record, best first: all of them, or those that can be in the best selection.

        Of a record of a substitutes group these are two: another may take its place as major_required.
        """
        p = self.problem

        def key(bit: int) -> tuple[int, int]:
            return -sum(weight(p, name, record, bit) for name in first), bit

        found = sorted((bit for bit in BITS if p.classes[record] & bit), key=key)
        beside = record in self.substitutes and p.classes[record] & REQUIRED and p.elective_beside[record]
        if beside and (every or found[0] == REQUIRED):
            found = sorted({*found, ELECTIVE}, key=key)
        if every:
            return found
        return found[: 2 if beside and found[0] == REQUIRED else 1]

    def _condition(self, worths: Worths, name: str, settled: int) -> Row:
        """A piece as a row: what may be given up of it, against all records in the classes best for it."""
        p, take, out = self.problem, {}, {}
        for record, options in worths.options.items():
            weights = [p.credits[record] * weight(p, name, record, option.taken) for option in options]
            most = max(weights)
            if most:
                take[record], out[record] = tuple(most - own for own in weights), most
        limit = sum(out.values()) + settled - self.needs[name]
        return Row(limit, take, out=out, by_credit=True, divisible=worths.divisible)

    def _subjects(self, worths: Worths) -> Row:
        """The required subjects as a row: how many may be left out."""
        p = self.problem
        met = {p.subject[r] for r in self.records if r not in worths.options and p.subject[r] >= 0}
        out = {r: 1 for r in worths.options if p.subject[r] >= 0 and p.subject[r] not in met}
        take = {record: (0,) * len(worths.options[record]) for record in out}
        return Row(len(out) - (p.needs.subjects - len(met)), take, out=out)
