"""The best way to decide some records: by modes of the schools above their caps, then by search.

Courses of a kind of school may be cut only where what counts of them then is exactly the cap. Either it is,
and every amount of each is possible; or they count whole, within the cap. The two modes are tried apart, the
one that must lose less first, and a mode whose bound is no better than what was found is left out.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import NamedTuple

from .layout import Columns
from .modes import Mode, OutOfBudget
from .problem import CAP, SCHOOL, Constraint, Problem
from .screen import components
from .search import FOUND, IMPOSSIBLE, OUT_OF_BUDGET, climb, dive
from .steps import Decided
from .ties import plunge, sweep
from .transitions import Step

BUDGETS = (1200, 2000, 1 << 40)  # nodes of a mode's first attempt, and of those after it
NODES_OF_A_ROUND = 200  # that take about as long as one such round
ROUNDS = 10  # of sharpening the prices of a mode
WITHOUT_CEILING = 1 << 200  # more than any loss


class Unfinished(Exception):
    """A mode was not decided within the budget of one attempt."""


class Decision(NamedTuple):
    """What was decided of some records: ``credits`` (0: left out) and class bit by record; what it loses."""

    loss: int
    credits: dict[int, int]
    classes: dict[int, int]

    def comes_before(self, other: Decision) -> bool:
        """Whether it is better by levels 2 to 8; both decide the same records."""
        if self.loss != other.loss:
            return self.loss < other.loss
        for record in sorted(self.credits):
            if self.credits[record] != other.credits[record]:
                return self.credits[record] > other.credits[record]
        for record in sorted(self.credits):
            if self.classes[record] != other.classes[record]:
                return self.classes[record] < other.classes[record]
        return False


class Searcher:
    """Searches over parts of one problem, with one budget of nodes for all of them."""

    def __init__(self, problem: Problem, most_nodes: int) -> None:
        self.problem, self.most_nodes = problem, most_nodes
        self.base = sum(problem.credits) + 1
        self.nodes = 0

    def decide(self, part: Decided, constraints: list[Constraint], *, ties: bool = True) -> Decision | None:
        """The best decision of a part, None where there is none; without ``ties`` only its loss is the
        best."""
        together = bool(part.budgets) or part.missable is not None
        orders = [part.order] if together else components(constraints, part.order)
        loss = 0
        credits: dict[int, int] = {}
        classes: dict[int, int] = {}
        for order in orders:
            found = self._decide(part if together else part.only(order), constraints, ties=ties)
            if found is None:
                return None
            loss += found.loss
            credits |= found.credits
            classes |= found.classes
        return Decision(loss, credits, classes)

    def least_loss(self, part: Decided, constraints: list[Constraint]) -> int:
        """No decision of a part loses less: the bound alone, without a search."""
        bound = 0
        for order in components(constraints, part.order):
            own = part.only(order)
            bound += min(
                Mode(self.problem, mode, self.base, own).bound for mode in self.modes(own, constraints)
            )
        return bound

    def _decide(self, part: Decided, constraints: list[Constraint], *, ties: bool) -> Decision | None:
        """The same of records that constraints tie together: the mode with the lowest bound goes on first.

        A mode is searched in ever larger budgets, between which its prices are sharpened and it is split.
        """
        best: Decision | None = None
        heap: list[tuple[int, int, Mode]] = []
        made = 0
        for constraints_of in self.modes(part, constraints):
            mode = Mode(self.problem, constraints_of, self.base, part)
            heappush(heap, (mode.bound, made, mode))
            made += 1
        while heap and (best is None or heap[0][0] <= best.loss):
            _, _, mode = heappop(heap)
            ceiling = WITHOUT_CEILING if best is None else best.loss
            try:
                found = self._search(mode, ceiling, ties=ties)
            except Unfinished:
                for child in self._go_on(mode):
                    if child.bound <= ceiling:
                        heappush(heap, (child.bound, made, child))
                        made += 1
                continue
            if found is not None and (
                best is None or found.loss < best.loss or (ties and found.comes_before(best))
            ):
                best = found
        return best

    def _go_on(self, mode: Mode) -> list[Mode]:
        """What to search after a budget was not enough: the same at better prices, or its parts."""
        self._count(FOUND if self.nodes < self.most_nodes else OUT_OF_BUDGET, 0)
        mode.tried += 1
        if mode.tried == 1 and mode.is_far():
            mode.sharpen(ROUNDS)
            self.nodes += NODES_OF_A_ROUND * ROUNDS
            return [mode]
        parts = mode.split()
        self.nodes += NODES_OF_A_ROUND * len(parts)
        if not parts:
            mode.tried = len(BUDGETS) - 1
        return parts or [mode]

    def modes(self, part: Decided, constraints: list[Constraint]) -> list[list[Constraint]]:
        """The constraints of each mode: a school's cap reached exactly, or its courses whole."""
        inside = set(part.order)
        modes: list[list[Constraint]] = [[]]
        for c in constraints:
            if inside.isdisjoint(c.members):
                continue
            choices = [c, c._replace(kind=CAP)] if c.kind == SCHOOL else [c]
            modes = [[*mode, choice] for mode in modes for choice in choices]
        return modes

    def _search(self, mode: Mode, ceiling: int, *, ties: bool) -> Decision | None:
        """Decides the records of a mode; None where nothing holds within the ceiling.

        Where the bound is the least loss, the first selection within it is the answer. Otherwise the least
        loss first, with the records that are alike side by side; then which of the selections with that loss
        comes first in the order of ties.
        """
        path: list[int] = []
        ceiling -= mode.lost
        c = mode.columns()
        if c.root > ceiling:
            return None
        if mode.tried == 0:
            if not mode.best.part.merged and (not c.several_classes or not ties):
                state, nodes = dive(
                    c.start, c.root, c.root, 200 + 8 * len(mode.part.order), *_columns(c), path
                )
                self.nodes += nodes
                if state == FOUND:
                    return self._read(mode, c, path, c.root)
            if not mode.best.part.merged:
                mode.merge()
                c = mode.columns()
        most = min(BUDGETS[min(mode.tried, len(BUDGETS) - 1)], self._left())
        state, loss, nodes = climb(c.start, c.root, ceiling, most, *_columns(c))
        self.nodes += nodes
        if state == OUT_OF_BUDGET:
            mode.raise_bound(loss)
            raise Unfinished
        if state == IMPOSSIBLE:
            return None
        if not ties:
            return Decision(mode.lost + loss, {}, {})
        return self._first_of(mode, loss)

    def _first_of(self, mode: Mode, loss: int) -> Decision:
        """Of the selections with this loss the one that comes first in the order of ties."""
        c = mode.apart()
        path: list[int] = []
        if c.several_classes:
            amounts: list[int] = []
            state, nodes = plunge(
                c.start, c.root, loss, self._left(), *_columns(c), c.option_credits, amounts
            )
            self._count(state, nodes)
            c = c.only(amounts)
            ranks = (c.option_rank, c.option_credits, c.option_class)
            state, nodes = sweep(c.start, c.root, loss, self._left(), *_columns(c), *ranks, path)
        else:
            state, nodes = dive(c.start, c.root, loss, self._left(), *_columns(c), path)
        self._count(state, nodes)
        return self._read(mode, c, path, loss)

    def _left(self) -> int:
        return self.most_nodes - self.nodes

    def _read(self, mode: Mode, c: Columns, path: list[int], loss: int) -> Decision:
        """The decision of a path of options; of records alike the earlier ones count first."""
        credits = dict.fromkeys(mode.dropped, 0)
        classes = dict.fromkeys(mode.dropped, 0)
        for option in path:
            left = c.option_credits[option]
            for record in c.option_records[option]:
                credits[record] = min(left, self.problem.credits[record])
                classes[record] = c.option_class[option] if left else 0
                left -= credits[record]
        return Decision(mode.lost + loss, credits, classes)

    def _count(self, state: int, nodes: int) -> None:
        self.nodes += nodes
        if state == OUT_OF_BUDGET:
            raise OutOfBudget


def _columns(c: Columns) -> tuple[list[int], list[int], list[int], list[list[Step]]]:
    return c.step_first, c.option_loss, c.option_growth, c.touches
