"""The best way to decide some records: by modes of the mixed windows, then by search.

A window in which university courses meet limited sources has a limit only while a limited source counts there.
Either the limit is kept, or no limited source counts: the two modes are tried apart, the one that must lose less
first, and a mode whose bound is no better than what was found is left out.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import NamedTuple

from .problem import CAP, WINDOW, Constraint, Problem
from .screen import binds, components, excess
from .search import FOUND, IMPOSSIBLE, OUT_OF_BUDGET, climb, dive, sweep
from .steps import Columns, Decided, Layout, class_options
from .transitions import Touch


class OutOfBudget(Exception):
    """The search did not finish within its budget."""


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


class Node(NamedTuple):
    """A mode for some windows: the records still to decide, the constraints between them, what is lost already."""

    part: Decided
    constraints: list[Constraint]
    dropped: tuple[int, ...]
    lost: int


class Searcher:
    """Searches over parts of one problem, with one budget of nodes for all of them."""

    def __init__(self, problem: Problem, most_nodes: int) -> None:
        self.problem, self.most_nodes = problem, most_nodes
        self.base = sum(problem.credits) + 1
        self.nodes = 0

    def decide(self, part: Decided, constraints: list[Constraint], *, ties: bool = True) -> Decision | None:
        """The best decision of a part, None where there is none; without ``ties`` only its loss is the best."""
        best: Decision | None = None
        heap = [(0, 0, self._narrow(Node(part, constraints, (), 0)))]
        made = 1
        while heap and (best is None or heap[0][0] <= best.loss):
            _, _, node = heappop(heap)
            window = self._window_to_split(node)
            if window is None:
                found = self._settle(node, best, ties=ties)
                if found is not None and (
                    best is None or found.loss < best.loss or (ties and found.comes_before(best))
                ):
                    best = found
                continue
            for child in self._modes(node, window):
                bound = child.lost + Layout(self.problem, child.constraints, self.base, child.part).bound()
                self.nodes += 20 + len(child.part.order)  # about what a bound costs, in nodes
                if best is None or bound <= best.loss:
                    heappush(heap, (bound, made, child))
                    made += 1
            if self.nodes > self.most_nodes:
                raise OutOfBudget
        return best

    def _window_to_split(self, node: Node) -> Constraint | None:
        """The mixed window that asks for most, years before semesters."""
        windows = [c for c in node.constraints if c.kind == WINDOW]
        if not windows:
            return None
        alive = self._alive(node.part.order)
        return max(windows, key=lambda c: (c.rule == "window.year", excess(c, alive)))

    def _modes(self, node: Node, window: Constraint) -> list[Node]:
        """The limit kept; and, if nothing forbids it, no limited source in the window."""
        others = [c for c in node.constraints if c is not window]
        kept = window._replace(kind=CAP, marks=())
        modes = [self._narrow(node._replace(constraints=[*others, kept]))]
        inside = set(node.part.order)
        limited = [r for r, mark in zip(window.members, window.marks, strict=True) if mark and r in inside]
        if not any(self.problem.forced[record] for record in limited):
            lost = node.lost + sum(node.part.most_of(self.problem, r, self.base) for r in limited)
            part = node.part.without(self.problem, limited)
            if part is not None:
                modes.append(self._narrow(Node(part, others, (*node.dropped, *limited), lost)))
        return modes

    def _alive(self, order: list[int]) -> list[int]:
        alive = [0] * len(self.problem.credits)
        for record in order:
            alive[record] = 1
        return alive

    def _narrow(self, node: Node) -> Node:
        """Without the constraints that can forbid nothing any more; a window of limited sources only is a cap."""
        alive = self._alive(node.part.order)
        constraints = []
        for c in node.constraints:
            if not binds(c, alive):
                continue
            if c.kind == WINDOW and all(m for r, m in zip(c.members, c.marks, strict=True) if alive[r]):
                c = c._replace(kind=CAP, marks=())
            constraints.append(c)
        return node._replace(constraints=constraints)

    # -- without mixed windows ----------------------------------------------------------------------------------

    def _settle(self, node: Node, best: Decision | None, *, ties: bool) -> Decision | None:
        """The best decision of a node whose windows all have a mode; None where it is no better than ``best``."""
        credits = dict.fromkeys(node.dropped, 0)
        classes = dict.fromkeys(node.dropped, 0)
        loss = node.lost
        together = bool(node.part.budgets) or node.part.missable is not None
        orders = [node.part.order] if together else components(node.constraints, node.part.order)
        for order in orders:
            if len(order) == 1 and not together and self._is_free(order[0], node):
                record = order[0]
                credits[record] = self.problem.credits[record]
                classes[record] = class_options(self.problem, record, best_only=True, beside=False)[0]
                continue
            part = node.part if together else node.part.only(order)
            ceiling = (1 << 200) if best is None else best.loss - loss
            lost = self._search(part, node.constraints, ceiling, credits, classes, ties=ties)
            if lost is None:
                return None
            loss += lost
        return Decision(loss, credits, classes)

    def _is_free(self, record: int, node: Node) -> bool:
        return (
            node.part.objective is None
            and node.part.best_only
            and not any(record in c.members for c in node.constraints)
        )

    def _search(
        self,
        part: Decided,
        constraints: list[Constraint],
        ceiling: int,
        credits: dict[int, int],
        classes: dict[int, int],
        *,
        ties: bool,
    ) -> int | None:
        """Decides the records of a part in place; what that loses, None where nothing holds within the ceiling.

        The least loss first, with the records that are alike side by side; then which of the selections with that
        loss comes first in the order of ties.
        """
        c = Layout(self.problem, constraints, self.base, part, merge=True).build()
        state, loss, nodes = climb(c.start, c.root, ceiling, self._budget(c), *_columns(c))
        self._count(state, nodes)
        if state == IMPOSSIBLE or not ties:
            return loss if state == FOUND else None
        path: list[int] = []
        if c.several_classes:
            ranks = (c.option_rank, c.option_credits, c.option_class)
            state, nodes = sweep(c.start, c.root, loss, self._budget(c), *ranks, *_columns(c), path)
        else:
            if len(c.step_first) <= len(part.order):
                c = Layout(self.problem, constraints, self.base, part).build()
            state, nodes = dive(c.start, c.root, loss, self._budget(c), *_columns(c), path)
        self._count(state, nodes)
        for option in path:
            left = c.option_credits[option]
            for record in c.option_records[option]:
                credits[record] = min(left, self.problem.credits[record])
                classes[record] = c.option_class[option] if left else 0
                left -= credits[record]
        return loss

    def _budget(self, c: Columns) -> int:
        return -1 if c.too_wide else self.most_nodes - self.nodes

    def _count(self, state: int, nodes: int) -> None:
        self.nodes += nodes
        if state == OUT_OF_BUDGET:
            raise OutOfBudget


def _columns(c: Columns) -> tuple[list[int], list[int], list[int], list[int], list[Touch]]:
    return c.step_first, c.option_loss, c.option_growth, c.touch_first, c.touches
