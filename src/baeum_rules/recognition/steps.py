"""Lays out the columns of a search: the options of each record, and what each does to the key and the
bound."""

from __future__ import annotations

from typing import NamedTuple

from .problem import Problem

REQUIRED, ELECTIVE, LIBERAL, GENERAL = 1, 2, 4, 8


class Budget(NamedTuple):
    """At most ``limit`` may be given up of a sum; ``worth[step]`` is what a credit of the record is worth to
    it.

    Worth: (if major, if major_required, if liberal, in any class).
    """

    limit: int
    worth: tuple[tuple[int, int, int, int], ...]


def class_options(problem: Problem, record: int, *, best_only: bool, beside: bool) -> list[int]:
    """The classes a record may count as, best first.

    Where no total but the recognised one can fall short, the best class is enough: the objective prefers
    major. ``beside``: a substitutes group is being decided, so elective beside required is possible.
    """
    classes = [bit for bit in (REQUIRED, ELECTIVE, LIBERAL, GENERAL) if problem.classes[record] & bit]
    if best_only:
        classes = classes[:1]
    if beside and classes[0] == REQUIRED:
        classes.insert(1, ELECTIVE)
    return classes


def pack(problem: Problem, record: int, credits: int, taken: int, base: int) -> int:
    """Levels 2 to 6 of one option as one integer: recognised, major, liberal, major_required, eighteen."""
    major = credits if taken <= ELECTIVE else 0
    liberal = credits if taken == LIBERAL else 0
    required = credits if taken == REQUIRED else 0
    value = ((credits * base + major) * base + liberal) * base + required
    return value * base + credits * problem.eighteen[record]


def worth_of(worth: tuple[int, int, int, int], credits: int, taken: int) -> int:
    """What an option is worth to a budget's sum."""
    major, required, liberal, any_class = worth
    if taken == REQUIRED:
        return credits * (any_class + major + required)
    if taken == ELECTIVE:
        return credits * (any_class + major)
    return credits * (any_class + (liberal if taken == LIBERAL else 0))


def most_worth(worth: tuple[int, int, int, int], credits: int, classes: int) -> int:
    """The most that a record in full can be worth to a budget's sum, whichever of its classes it takes."""
    return max(
        worth_of(worth, credits, bit) for bit in (REQUIRED, ELECTIVE, LIBERAL, GENERAL) if classes & bit
    )


class Decided(NamedTuple):
    """What one search decides, record by record, and under which conditions besides the constraints.

    ``objective``: what is to be kept, a worth for each step; None: levels 2 to 6, packed. ``best_only``: each
    record in its best class. ``missable``: how many of the required subjects ``open_subjects`` may stay unmet
    (None: subjects do not matter).
    """

    order: list[int]
    best_only: bool = True
    budgets: tuple[Budget, ...] = ()
    missable: int | None = None
    open_subjects: frozenset[int] = frozenset()
    objective: tuple[tuple[int, int, int, int], ...] | None = None

    def only(self, records: list[int]) -> Decided:
        """The same of some of its records."""
        kept = set(records)
        places = [place for place, record in enumerate(self.order) if record in kept]
        budgets = [b._replace(worth=tuple(b.worth[place] for place in places)) for b in self.budgets]
        objective = self.objective
        if objective is not None:
            objective = tuple(objective[place] for place in places)
        order = [self.order[place] for place in places]
        return self._replace(order=order, budgets=tuple(budgets), objective=objective)

    def without(self, problem: Problem, dropped: list[int]) -> Decided | None:
        """The same with some records given up; None where a budget or a required subject does not allow
        that."""
        gone, budgets = set(dropped), []
        rest = self.only([record for record in self.order if record not in gone])
        for budget, left in zip(self.budgets, rest.budgets, strict=True):
            given = sum(
                most_worth(budget.worth[place], problem.credits[record], problem.classes[record])
                for place, record in enumerate(self.order)
                if record in gone
            )
            if given > budget.limit:
                return None
            budgets.append(left._replace(limit=budget.limit - given))
        if self.missable is None:
            return rest._replace(budgets=tuple(budgets))
        still = frozenset(problem.subject[record] for record in rest.order) & self.open_subjects
        missable = self.missable - len(self.open_subjects - still)
        if missable < 0:
            return None
        return rest._replace(budgets=tuple(budgets), missable=missable, open_subjects=still)

    def most_of(self, problem: Problem, record: int, base: int) -> int:
        """What leaving a record out loses of the objective."""
        credits, classes = problem.credits[record], problem.classes[record]
        if self.objective is not None:
            return most_worth(self.objective[self.order.index(record)], credits, classes)
        return pack(problem, record, credits, classes & -classes, base)
