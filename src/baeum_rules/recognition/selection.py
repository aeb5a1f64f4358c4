"""Which records together: the best selection under the whole objective, and what proved it best.

The objective is R first, then sums, then ties. All but R is one sum of worths (``worth.py``), so one decision
finds the selection that is best but for R. Where its R cannot be beaten, that is the answer; it is for nearly
everyone. R is the greatest of a few sums that fall short, the pieces (``targets.py``). Otherwise the piece
that falls shortest is put before all levels, which settles most of the rest; at last the least R that leaves
a selection is found by trying, with ``R <= rho`` as conditions.
"""

from __future__ import annotations

from functools import cached_property

from .budget import Budget, OutOfBudget
from .deciding import Decider, Found, Names
from .problem import SUBSTITUTE, Problem, Selection
from .targets import REQUIRED_PIECES, reached, weight
from .worth import BITS

# pieces that other classes of the same records mostly reach: asked for at once where nothing else is short
OF_CLASSES = ("liberal", "eighteen")


class Selector(Decider):
    """The search for the least R of a problem, and the best selection that has it."""

    def __init__(self, problem: Problem, budget: Budget) -> None:
        super().__init__(problem, budget)
        self.found: dict[str, Found] = {}  # the best selection with a piece before all levels

    @cached_property
    def first(self) -> Found | None:
        """The best selection by sums, whatever its R; None where the records that must count cannot."""
        return self.run()

    @cached_property
    def by_subjects(self) -> Found | None:
        """The best selection by sums that meets the required subjects, None where none does."""
        needed = self.problem.needs.subjects
        if not needed or self.first is None:
            return None
        if self.first.totals.subjects >= needed:
            return self.first
        there = {self.problem.subject[record] for record in self.records} - {-1}
        return self.run(subjects=True) if len(there) >= needed else None

    def best(self) -> Found | None:
        """The best selection, None where the records that must count cannot all count."""
        first = self.first
        if first is None or first.totals.holder:
            return first
        highest = self.remaining(first)
        lowest = max(0, self.needs["total"] - first.totals.recognised)
        if highest > lowest:
            lowest = max(lowest, self._lower_bound())
        short_of = self._pieces_above(lowest) if highest > lowest else []
        if len(short_of) == 1 and short_of[0] in OF_CLASSES:
            found = self._within(lowest)
            if found is not None:
                return found
            lowest += 1
        best: Found | None = first
        for name in short_of:
            if highest <= lowest:
                break
            found = self.found[name] = self.must_run((name,))
            short = self.least[name] = self.needs[name] - reached(name, found.totals)
            if self.remaining(found) == short:
                return found  # no R is less, and of all that are this short of the piece it is the best
            lowest = max(lowest, short)
            if self.remaining(found) < highest:
                best, highest = None, self.remaining(found)
        for name in self.found:
            if lowest < highest and name != "total":
                lowest = max(lowest, self._shared_bound(name, first))
        return self._least(lowest, highest, best)

    def _lower_bound(self) -> int:
        """No R is less: what every record in its best class would still leave short."""
        p, short = self.problem, [0]
        for name, need in self.needs.items():
            if name not in REQUIRED_PIECES or not p.needs.subjects:
                most: dict[int, int] = {}  # of a credit, by what tells records apart
                reach = 0
                for record in self.records:
                    kind = p.classes[record] | p.eighteen[record] << 4 | p.at_university[record] << 5
                    if kind not in most:
                        options = (bit for bit in BITS if p.classes[record] & bit)
                        most[kind] = max(weight(p, name, record, bit) for bit in options)
                    reach += p.credits[record] * most[kind]
                short.append(need - reach)
        return max(short)

    def _pieces_above(self, rho: int) -> list[str]:
        """The pieces that the first selection leaves more than rho short and subjects cannot, worst first."""
        assert self.first is not None  # asked for what it falls short of
        short = {name: need - reached(name, self.first.totals) for name, need in self.needs.items()}
        above = sorted((name for name in short if short[name] > rho), key=lambda name: -short[name])
        if any(name in REQUIRED_PIECES for name in above) and self.by_subjects is not None:
            above = [name for name in above if name not in REQUIRED_PIECES]
        return above

    def _shared_bound(self, name: str, first: Found) -> int:
        """No R is less than half of what a piece and the total, which it takes room from, fall short of."""
        found = self.found[name]
        if found.totals.recognised < first.totals.recognised:  # else both fall short the least there
            found = self.must_run((name, "total"))
        short = sum(self.needs[one] - reached(one, found.totals) for one in (name, "total"))
        return -(-short // 2)

    def _least(self, lowest: int, highest: int, best: Found | None) -> Found | None:
        """The best selection of the least R; ``best``: that of the highest R which some selection reaches."""
        rho = lowest
        while lowest < highest:
            found = self._within(rho)
            if found is None:
                lowest = rho + 1
            else:
                best, highest = found, self.remaining(found)
            rho = (lowest + highest) // 2
        return best or self._within(highest)

    def _within(self, rho: int) -> Found | None:
        """The best selection with R at most rho, None where there is none."""
        plain = self._satisfy(rho, REQUIRED_PIECES, subjects=False)
        if plain is None or self.remaining(plain) <= rho:
            return plain
        by_credits = self._satisfy(rho, (), subjects=False)
        by_subjects = self._satisfy(rho, REQUIRED_PIECES, subjects=True)
        if by_credits is None or by_subjects is None:
            return by_credits or by_subjects
        return by_credits if by_credits.comes_before(by_subjects) else by_subjects

    def _satisfy(self, rho: int, without: Names, *, subjects: bool) -> Found | None:
        """The same for all pieces but some; conditions are added only when a selection breaks them."""
        found = self.by_subjects if subjects else self.first
        active: Names = ()
        while found is not None:
            broken = [
                name
                for name, need in self.needs.items()
                if name not in without and need - reached(name, found.totals) > rho
            ]
            if not broken:
                break
            if "total" in broken or any(name in active or self.least.get(name, 0) > rho for name in broken):
                return None  # no selection under these conditions recognises, or reaches, more
            active = (*active, *broken)
            found = self.run(active, rho, subjects=subjects)
        return found


def _is_in_two_groups(problem: Problem) -> bool:
    members = [record for c in problem.constraints if c.kind == SUBSTITUTE for record in c.members]
    return len(members) != len(set(members))


def select(problem: Problem, budget: Budget | None = None) -> Selection | None:
    """The best selection, proven; None where the records that must count cannot all count.

    The search decides substitutes group by group; where a record is in two groups the solver decides, and
    where the search has used up its budget.
    """
    if not _is_in_two_groups(problem):
        try:
            found = Selector(problem, budget or Budget()).best()
        except OutOfBudget:
            pass
        else:
            return None if found is None else found.as_selection("search")
    from .solver import solve  # a large library, only where the search has given up

    return solve(problem)
