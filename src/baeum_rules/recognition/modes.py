"""The modes of a part: a school's cap reached or not, the limit of a mixed year held or no limited source
in it."""

from __future__ import annotations

from .layout import Columns, Layout
from .losses import FINE
from .problem import CAP, SCHOOL, WINDOW, Constraint, Problem
from .screen import binds
from .sharpen import sharpen
from .steps import Decided
from .years import Unsuited


class OutOfBudget(Exception):
    """The search did not finish within its budget."""


class Mode:
    """The records of a part under the constraints of one mode, at the best prices found so far.

    ``dropped`` records are left out, which loses ``lost``.
    """

    def __init__(
        self,
        problem: Problem,
        constraints: list[Constraint],
        base: int,
        part: Decided,
        dropped: tuple[int, ...] = (),
        lost: int = 0,
    ) -> None:
        self.problem, self.constraints, self.base, self.part = problem, constraints, base, part
        self.dropped, self.lost = dropped, lost
        self.tried = self.gap = 0
        self._columns: Columns | None = None
        self.best = self._layout(merge=not part.best_only)
        self.bound = lost + self.best.losses.price_well()

    def _layout(self, *, merge: bool) -> Layout:
        try:
            return Layout(self.problem, self.constraints, self.base, self.part, merge=merge)
        except Unsuited as error:
            raise OutOfBudget from error

    def columns(self) -> Columns:
        """The columns at the prices that stand, with the moves that searches of them have worked out."""
        if self._columns is None:
            self._columns = self.best.lay_out()
            if self._columns.too_wide:
                raise OutOfBudget
        return self._columns

    def merge(self) -> None:
        """Puts the records that are alike together."""
        if self.best.part.mergeable():
            budget_price = self.best.losses.budget_price
            self.best = self._layout(merge=True)
            self.best.losses.price(budget_price)
            self._columns = None

    def raise_bound(self, bound: int) -> None:
        """Takes note of a bound that an unfinished search has proved."""
        self.gap = 4 * (bound - self.best.losses.root)
        self.bound = max(self.bound, self.lost + bound)

    def is_far(self) -> bool:
        """Whether the search has seen that the bound is so far from the least loss that prices matter."""
        return self.gap > self.best.losses.unit >> 9

    def sharpen(self, rounds: int) -> None:
        """Better prices, for a higher bound."""
        self.bound = max(self.bound, self.lost + sharpen(self.best.losses, rounds, self.gap))
        self._columns = None

    def apart(self) -> Columns:
        """The columns of each record alone, in the order of ties, at the best prices."""
        if not self.best.part.merged:
            return self.columns()
        plain = self._layout(merge=False)
        plain.losses.adopt(self.best.losses)
        return plain.lay_out()

    def split(self) -> list[Mode]:
        """A year in which university courses meet limited sources: its limit held, or none of those in it."""
        mixed = [c for c in self.constraints if c.rule == "window.year" and c.kind == WINDOW]
        if not mixed:
            return []
        inside = set(self.part.order)
        window = max(mixed, key=lambda c: sum(c.weights) - c.limit)
        held = [c._replace(kind=CAP) if c is window else c for c in self.constraints]
        modes = [Mode(self.problem, held, self.base, self.part, self.dropped, self.lost)]
        limited = [r for r, mark in zip(window.members, window.marks, strict=True) if mark and r in inside]
        if not any(self.problem.forced[record] for record in limited):
            lost = sum(self.part.most_of(self.problem, r, self.base) for r in limited)
            if self.part.objective is not None:
                lost *= FINE
            part = self.part.without(self.problem, limited)
            if part is not None:
                rest = self._without_year(window.place[0], set(part.order))
                modes.append(
                    Mode(self.problem, rest, self.base, part, (*self.dropped, *limited), self.lost + lost)
                )
        for mode in modes:
            mode.bound = max(mode.bound, self.bound)
        return modes

    def _without_year(self, year: str | int, order: set[int]) -> list[Constraint]:
        """The constraints that bind without the windows of a year, on the records that are left."""
        alive = [int(record in order) for record in range(len(self.problem.credits))]
        return [
            c
            for c in self.constraints
            if not (c.rule.startswith("window.") and c.place[0] == year)
            and (c.kind == SCHOOL or binds(c, alive))
        ]
