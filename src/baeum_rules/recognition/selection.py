"""Which records together: the best selection under the whole objective, and what proved it best.

The objective is R first, then sums, then ties. Every sum is additive, so one search finds the selection that
is best by the sums alone. Where its R cannot be beaten, that is the answer; that is so for nearly everyone.
Otherwise ``R <= rho`` is a handful of linear conditions, each a budget of what may be given up of one sum;
the least rho that leaves a selection is found by trying, the lowest that the sums allow first.
"""

from __future__ import annotations

from typing import NamedTuple

from .losses import FINE
from .modes import OutOfBudget
from .part import Searcher
from .problem import SUBSTITUTE, Problem, Selection, Totals, remaining, total
from .screen import Screened, components
from .steps import Budget, Decided, class_options, pack
from .targets import REQUIRED_PIECES, Worth, most_worth, pieces, reached, summed_worth, worth_column

MOST_NODES = 6_000  # what the search may try before CP-SAT takes over: more helps few and delays many


class Found(NamedTuple):
    """A selection with the value of levels 2 to 6 of the objective."""

    value: int
    credits: list[int]
    classes: list[int]
    totals: Totals

    def comes_before(self, other: Found) -> bool:
        """Whether this one is better by levels 2 to 8."""
        if self.value != other.value:
            return self.value > other.value
        if self.credits != other.credits:
            return self.credits > other.credits
        return self.classes < other.classes


class Selector:
    """The searches over one problem."""

    def __init__(self, problem: Problem, most_nodes: int = MOST_NODES) -> None:
        self.problem = problem
        self.screened = Screened(problem)
        self.searcher = Searcher(problem, most_nodes)
        self.base = self.searcher.base
        self.first: Found | None = None
        self.first_by_subjects: Found | None = None
        self.subjects_tried = False
        self.known_short: dict[tuple[str, ...], int] = {}
        self.records = [record for record, alive in enumerate(self.screened.alive) if alive]

    def best(self) -> Found | None:
        """The best selection, None where the records that must count cannot all count."""
        self.first = first = self.run(())
        if first is None or first.totals.holder:
            return first
        needs = self.problem.needs
        highest = remaining(needs, first.totals)
        lowest = max(0, needs.total - first.totals.recognised, self.lower_bound())
        for piece in self._pieces_above(lowest) if lowest < highest else ():
            for others in ((), ("total",)):  # alone, then shared with the total they take room from
                names = (piece, *others)
                if lowest < highest and self.short_of_first(names) > lowest:
                    lowest = max(lowest, self.least_short(names))
        if highest <= lowest:
            return first
        return self.least(lowest, highest, first)

    def _pieces_above(self, rho: int) -> list[str]:
        """The conditions of ``R <= rho`` that the best selection by sums breaks and no subjects can
        replace."""
        assert self.first is not None
        broken = [
            name
            for name, (need, _) in pieces(self.problem, rho).items()
            if reached(name, self.first.totals) < need
        ]
        if any(name in REQUIRED_PIECES for name in broken) and self.by_subjects() is not None:
            broken = [name for name in broken if name not in REQUIRED_PIECES]
        return broken

    def by_subjects(self) -> Found | None:
        """The best selection by sums that meets the required subjects, None where none does."""
        if not self.subjects_tried:
            self.subjects_tried = True
            if self.problem.needs.subjects:
                self.first_by_subjects = self.run((), subjects=True, everything=True)
        return self.first_by_subjects

    def least_short(self, names: tuple[str, ...]) -> int:
        """How far short the worst of some sums stays at the least: no less than they do on average."""
        if names not in self.known_short:
            self.known_short[names] = self._find_least_short(names)
        return self.known_short[names]

    def short_of_first(self, names: tuple[str, ...]) -> int:
        """How far short some sums stay on average for the records of the best selection by sums, in other
        classes.

        No less than the least: where even this is no more than another bound, the least need not be known.
        """
        assert self.first is not None
        p, wanted = self.problem, pieces(self.problem, 0)
        reach = 0
        for record, credits in enumerate(self.first.credits):
            if credits:
                worth = summed_worth(p, wanted, names, record)
                reach += credits * most_worth(worth, p.classes[record])
        return -((reach - sum(wanted[name][0] for name in names)) // len(names))

    def _find_least_short(self, names: tuple[str, ...]) -> int:
        wanted = pieces(self.problem, 0)
        need = sum(wanted[name][0] for name in names)
        decided = self._decided(everything=True)
        p, reach = self.problem, 0

        def worth(record: int) -> Worth:
            return summed_worth(p, wanted, names, record)

        for record in self.records:
            reach += p.credits[record] * most_worth(worth(record), p.classes[record])
        part = Decided(decided, best_only=False, objective=tuple(worth(record) for record in decided))
        reach -= -(-self.searcher.least_loss(part, self.screened.binding) // FINE)
        return -((reach - need) // len(names))

    def least(self, lowest: int, highest: int, at_highest: Found) -> Found:
        """The best selection of the least R between a bound and what one selection has reached."""
        best, rho = at_highest, lowest
        while lowest < highest:
            found = self.within(rho)
            if found is None:
                lowest = rho + 1
            else:
                best, highest = found, rho
            rho = (lowest + highest) // 2
        return best

    def lower_bound(self) -> int:
        """No selection has a smaller R: what every record in its best class would still leave short."""
        p, most = self.problem, {}
        for piece, (need, worth) in pieces(p, 0).items():
            if piece not in REQUIRED_PIECES or p.needs.subjects == 0:
                reach = 0
                for record in self.records:
                    reach += p.credits[record] * most_worth(
                        worth_column(self.problem, piece, worth, record), self.problem.classes[record]
                    )
                most[piece] = need - reach
        return max(0, *most.values())

    def within(self, rho: int) -> Found | None:
        """The best selection with R at most rho, None where there is none.

        Conditions are added only when the selection without them breaks them.
        """
        plain = self._satisfy(rho, with_required=False, subjects=False)
        if plain is None or remaining(self.problem.needs, plain.totals) <= rho:
            return plain
        by_credits = self._satisfy(rho, with_required=True, subjects=False)
        by_subjects = self._satisfy(rho, with_required=False, subjects=True)
        if by_credits is None or by_subjects is None:
            return by_credits or by_subjects
        return by_credits if by_credits.comes_before(by_subjects) else by_subjects

    def _satisfy(self, rho: int, *, with_required: bool, subjects: bool) -> Found | None:
        wanted = pieces(self.problem, rho)
        if not with_required:
            wanted = {name: piece for name, piece in wanted.items() if name not in REQUIRED_PIECES}
        found: Found | None = self.first
        active: tuple[str, ...] = ()
        if subjects:
            found = self.by_subjects()
        elif with_required and any(self.least_short((name,)) > rho for name in REQUIRED_PIECES):
            return None
        while found is not None:
            broken = [name for name, (need, _) in wanted.items() if reached(name, found.totals) < need]
            if not broken:
                break
            active = (*active, *broken)
            found = self.run(active, rho, subjects=subjects, everything=True)
        return found

    def _decided(self, *, everything: bool) -> list[int]:
        """The records that a search has to decide."""
        return [
            record
            for record in self.records
            if self.screened.touching[record] or (everything and _is_flexible(self.problem.classes[record]))
        ]

    # -- one search ----------------------------------------------------------------------------------------

    def run(
        self, active: tuple[str, ...], rho: int = 0, *, subjects: bool = False, everything: bool = False
    ) -> Found | None:
        """The selection best by levels 2 to 8 under the active conditions of ``R <= rho``.

        ``everything``: also decide classes that the sums alone would settle.
        """
        problem, binding = self.problem, self.screened.binding
        decided = self._decided(everything=everything)
        in_order = set(decided)
        credits, classes = [0] * len(problem.credits), [0] * len(problem.credits)
        for record in self.records:
            if record not in in_order:
                credits[record] = problem.credits[record]
                classes[record] = class_options(problem, record, best_only=True, beside=False)[0]
        missable, open_subjects = self._subjects(decided, credits) if subjects else (None, frozenset())
        budgets = self._budgets(active, rho, decided, credits, classes)
        if budgets is None or (missable is not None and missable < 0):
            return None
        together = bool(everything or budgets or subjects)
        for order in [decided] if together else components(binding, decided):
            part = Decided(order, not everything, tuple(budgets), missable, open_subjects)
            found = self.searcher.decide(part, binding) if order else None
            if found is None:
                if order:
                    return None
                continue
            for record in order:
                credits[record], classes[record] = found.credits[record], found.classes[record]
        value = sum(
            pack(problem, record, credits[record], classes[record], self.base) for record in self.records
        )
        return Found(value, credits, classes, total(problem, credits, classes))

    def _subjects(self, order: list[int], fixed: list[int]) -> tuple[int, frozenset[int]]:
        """How many of the required subjects that are still open may stay unmet, and which those are."""
        p = self.problem
        met = {p.subject[record] for record, credits in enumerate(fixed) if credits} - {-1}
        open_subjects = {p.subject[record] for record in order} - met - {-1}
        out_of_reach = p.needs.subject_count - len(met) - len(open_subjects)
        return p.needs.subject_count - p.needs.subjects - out_of_reach, frozenset(open_subjects)

    def _budgets(
        self, active: tuple[str, ...], rho: int, order: list[int], credits: list[int], classes: list[int]
    ) -> list[Budget] | None:
        """What may be given up of each active sum; None where it cannot be reached at all."""
        p, wanted, budgets = self.problem, pieces(self.problem, rho), []
        settled = total(p, credits, classes)
        for name in active:
            need, worth = wanted[name]
            columns = tuple(worth_column(p, name, worth, record) for record in order)
            most = sum(
                p.credits[record] * most_worth(worth_column(p, name, worth, record), p.classes[record])
                for record in order
            )
            limit = reached(name, settled) + most - need
            if limit < 0:
                return None
            budgets.append(Budget(min(limit, most), columns))
        return budgets


def _is_flexible(classes: int) -> bool:
    return classes & (classes - 1) != 0


def _is_in_two_groups(problem: Problem) -> bool:
    members = [record for c in problem.constraints if c.kind == SUBSTITUTE for record in c.members]
    return len(members) != len(set(members))


def select(problem: Problem, most_nodes: int = MOST_NODES) -> Selection | None:
    """The best selection, proven; None where the records that must count cannot all count.

    The search decides substitutes group by group; where a record is in two groups the solver decides.
    """
    try:
        if _is_in_two_groups(problem):
            raise OutOfBudget
        found = Selector(problem, most_nodes).best()
    except OutOfBudget:
        from .solver import solve  # a large library, only where the search has given up

        return solve(problem)
    if found is None:
        return None
    return Selection(tuple(found.credits), tuple(found.classes), "search")
