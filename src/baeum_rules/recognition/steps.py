"""Lays out the columns of a search: the options of each record, and what each does to the key and the bound."""

from __future__ import annotations

from itertools import accumulate
from math import gcd
from typing import NamedTuple

from .bounds import Cap, Prices, set_prices
from .problem import (
    BUDGET,
    CAP,
    COUNT,
    DUPLICATE,
    SCHOOL,
    SUBJECT,
    SUBSTITUTE,
    WINDOW,
    Constraint,
    Problem,
)
from .screen import all_exclude
from .slots import BITS_OF_A_KEY, Slot, Span, give_slots
from .transitions import Touch

REQUIRED, ELECTIVE, LIBERAL, GENERAL = 1, 2, 4, 8
CAPS = (CAP, COUNT, WINDOW, SCHOOL)


class Budget(NamedTuple):
    """At most ``limit`` may be given up of a sum; ``worth[step]`` is what a credit of the record is worth to it.

    Worth: (if major, if major_required, if liberal, in any class).
    """

    limit: int
    worth: tuple[tuple[int, int, int, int], ...]


class Columns:
    """The flat columns that the searches read; ``too_wide`` where a key does not fit a machine word."""

    def __init__(self) -> None:
        self.step_first = [0]
        self.option_rank: list[int] = []  # the first record the option does not count in full, or the last
        self.option_records: list[list[int]] = []
        self.option_credits: list[int] = []
        self.option_class: list[int] = []
        self.option_loss: list[int] = []
        self.option_growth: list[int] = []  # of the bound, but for the constraints' part
        self.touch_first = [0]
        self.touches: list[Touch] = []
        self.start = self.root = 0
        self.too_wide = False
        self.several_classes = False  # some record may count for the same credits in several classes

    def touch(
        self,
        kind: int,
        slot: Slot,
        give: int,
        need: int,
        floor: int,
        aux: int,
        bound: tuple[int, int, int, int, int, int],
    ) -> None:
        """One thing an option does to the key; ``bound``: (price, due, open before, after, taken before, after)."""
        self.touches.append((kind, slot.offset, slot.mask, give, need, floor, aux, *bound))


NO_BOUND = (0, 0, 0, 0, 0, 0)


def class_options(problem: Problem, record: int, *, best_only: bool, beside: bool) -> list[int]:
    """The classes a record may count as, best first.

    Where no total but the recognised one can fall short, the best class is enough: the objective prefers major.
    ``beside``: a substitutes group is being decided, so elective beside required is possible.
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
    return max(worth_of(worth, credits, bit) for bit in (REQUIRED, ELECTIVE, LIBERAL, GENERAL) if classes & bit)


class Decided(NamedTuple):
    """What one search decides, record by record, and under which conditions besides the constraints.

    ``objective``: what is to be kept, a worth for each step; None: levels 2 to 6, packed. ``best_only``: each record in its best class. ``missable``: how many of the required subjects
    ``open_subjects`` may stay unmet (None: subjects do not matter).
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
        """The same with some records given up; None where a budget or a required subject does not allow that."""
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


class Layout:
    """Builds the columns of one search under the binding constraints that meet its records."""

    def __init__(
        self, problem: Problem, constraints: list[Constraint], base: int, decided: Decided, *, merge: bool = False
    ) -> None:
        self.problem, self.base, self.decided = problem, base, decided
        self.in_school_cap = {r for c in constraints if c.kind == SCHOOL for r in c.members}
        self.alike = self._alike(constraints) if merge else [[record] for record in decided.order]
        self.order = [records[0] for records in self.alike]
        where = {record: at for at, record in enumerate(decided.order)}
        self.at = [where[record] for record in self.order]
        self.credits = [problem.credits[records[0]] * len(records) for records in self.alike]
        place = {record: step for step, record in enumerate(self.order)}
        self.of_step: list[list[tuple[int, int]]] = [[] for _ in self.order]  # (constraint, member)
        self.constraints: list[Constraint] = []
        self.steps: list[list[int]] = []  # of each constraint's members that are decided here
        self.members: list[list[int]] = []
        self.weights: list[list[int]] = []  # of each step, for all its records
        for constraint in constraints:
            members = [m for m, record in enumerate(constraint.members) if record in place]
            if members:
                steps = [place[constraint.members[member]] for member in members]
                for step, member in zip(steps, members, strict=True):
                    self.of_step[step].append((len(self.constraints), member))
                self.constraints.append(constraint)
                self.members.append(members)
                self.steps.append(steps)
                self.weights.append(
                    [constraint.weights[m] * len(self.alike[step]) for m, step in zip(members, steps, strict=True)]
                )
        self.excess = [sum(w) - c.limit for c, w in zip(self.constraints, self.weights, strict=True)]
        self.classes = [self._classes(step) for step in range(len(self.order))]
        self.subject = [
            problem.subject[record] if problem.subject[record] in decided.open_subjects else -1
            for record in self.order
        ]

    def _alike(self, constraints: list[Constraint]) -> list[list[int]]:
        """The records in groups that nothing tells apart but the order of ties, which keeps the earlier ones."""
        p, meets = self.problem, [[] for _ in self.problem.credits]  # type: list[list[int]]
        alone: set[int] = set()
        for number, c in enumerate(constraints):
            for record in c.members:
                meets[record].append(number)
            if c.kind in (DUPLICATE, SUBSTITUTE):
                alone.update(c.members)
        groups: dict[tuple[object, ...], list[int]] = {}
        for at, record in enumerate(self.decided.order):
            classes = p.classes[record] & -p.classes[record] if self.decided.best_only else p.classes[record]
            flexible = classes & (classes - 1) or p.subject[record] in self.decided.open_subjects
            objective = self.decided.objective[at] if self.decided.objective else None
            kind = (
                p.credits[record],
                classes,
                p.eighteen[record],
                p.at_university[record],
                p.forced[record],
                objective,
                tuple(meets[record]),
            )
            groups.setdefault((record,) if record in alone or flexible else kind, []).append(record)
        return list(groups.values())

    def bound(self) -> int:
        """What must at least be lost."""
        self.columns = Columns()
        self._weigh_budgets()
        self.due = [
            self._due(number) if constraint.kind in CAPS else 0
            for number, constraint in enumerate(self.constraints)
        ]
        self._set_bounds()
        if self.decided.budgets:
            self._price_budgets()
        return self.columns.root

    def build(self) -> Columns:
        """The columns."""
        self.bound()
        self._give_slots()
        self._left = [sum(weights) for weights in self.weights]
        self._limited_left = [
            sum(c.marks[m] for m in members) if c.kind == WINDOW else 0
            for c, members in zip(self.constraints, self.members, strict=True)
        ]
        for step in range(len(self.order)):
            self._pass(step)
            self._add_options(step)
        return self.columns

    def _classes(self, step: int) -> list[int]:
        record = self.order[step]
        beside = bool(self.problem.elective_beside[record]) and any(
            self.constraints[number].kind == SUBSTITUTE for number, _ in self.of_step[step]
        )
        return class_options(self.problem, record, best_only=self.decided.best_only, beside=beside)

    # -- room in the key ----------------------------------------------------------------------------------------

    def _give_slots(self) -> None:
        spans = [
            Span(steps[0], steps[-1], self._width(number), number) for number, steps in enumerate(self.steps)
        ]
        fixed, self.budget_slots = 0, []
        for budget in self.decided.budgets:
            width = budget.limit.bit_length() + 1
            self.budget_slots.append(Slot(fixed, (1 << width) - 1))
            fixed += width
        self.missed = Slot(0, 0)
        if self.decided.missable:
            width = self.decided.missable.bit_length()
            self.missed = Slot(fixed, (1 << width) - 1)
            self.columns.start = self.decided.missable << fixed
            fixed += width
        first: dict[int, int] = {}
        self.subject_last: dict[int, int] = {}
        for step, subject in enumerate(self.subject):
            if subject >= 0:
                first.setdefault(subject, step)
                self.subject_last[subject] = step
        spans += [Span(first[s], last, 1, -1 - s) for s, last in self.subject_last.items()]
        self.slots, highest = give_slots(spans, fixed)
        self.columns.too_wide = highest > BITS_OF_A_KEY

    def _width(self, number: int) -> int:
        constraint = self.constraints[number]
        if constraint.kind == DUPLICATE:
            return (max(constraint.marks) + 3).bit_length()
        if constraint.kind == SUBSTITUTE:
            return 2
        spare = 2 if constraint.kind in (WINDOW, SCHOOL) else 0
        return max(self.excess[number] + 1, 1).bit_length() + spare

    # -- the bound ----------------------------------------------------------------------------------------------

    def _due(self, number: int) -> int:
        """The least that any selection gives up of a cap: whole records, so the least sum that reaches the excess."""
        constraint, members = self.constraints[number], self.members[number]
        due = self.excess[number]
        sums = 1  # bit n: some members weigh n together
        for step, member in zip(self.steps[number], members, strict=True):
            for _ in self.alike[step]:
                sums |= sums << constraint.weights[member]
        sums >>= due
        if not any(self._cuttable(constraint.members[member]) for member in members):
            due += (sums & -sums).bit_length() - 1
        return due

    def _due_at_first(self, number: int) -> int:
        """The same before anything is decided: a window is free if no limited source counts in it."""
        constraint, due = self.constraints[number], self.due[number]
        if constraint.kind != WINDOW:
            return due
        limited = zip(self.members[number], self.weights[number], strict=True)
        return min(due, sum(weight for m, weight in limited if constraint.marks[m]))

    def _cuttable(self, record: int) -> bool:
        return record in self.in_school_cap

    def _weigh_budgets(self) -> None:
        """The most that each record can be worth to each budget."""
        self.most = [
            [
                max(worth_of(budget.worth[self.at[step]], credits, bit) for bit in self.classes[step])
                for step, credits in enumerate(self.credits)
            ]
            for budget in self.decided.budgets
        ]
        self._budget_left = [sum(most) for most in self.most]
        self.budget_price = [0] * len(self.decided.budgets)
        self.limits = [budget.limit for budget in self.decided.budgets]
        self._round_budgets()

    def _amounts(self, step: int) -> range:
        """The credits of a step that may count, all of them first; not none."""
        unit = 1 if self._cuttable(self.order[step]) else self.problem.credits[self.order[step]]
        return range(self.credits[step], 0, -unit)

    def _round_budgets(self) -> None:
        """Whole records are given up: a limit is as good as the greatest multiple below it of what they give."""
        for number, budget in enumerate(self.decided.budgets):
            step_size = 0
            for step in range(len(self.order)):
                most, worth = self.most[number][step], budget.worth[self.at[step]]
                for credits in self._amounts(step):
                    for bit in self.classes[step]:
                        step_size = gcd(step_size, most - worth_of(worth, credits, bit))
                step_size = gcd(step_size, most)
            self.limits[number] = budget.limit - budget.limit % step_size if step_size else budget.limit

    def _price_budgets(self) -> None:
        """For each budget the price of a unit given up, of those at stake between levels, that bounds best."""
        best = self.columns.root
        for number in range(len(self.decided.budgets)):
            kept = 0
            for level in range(5):
                self.budget_price[number] = self.base**level
                self._set_bounds()
                if self.columns.root > best:
                    best, kept = self.columns.root, self.budget_price[number]
            self.budget_price[number] = kept
        self._set_bounds()

    def _value(self, step: int, credits: int, taken: int) -> int:
        """What an option keeps of the objective."""
        if self.decided.objective is not None:
            return worth_of(self.decided.objective[self.at[step]], credits, taken)
        return pack(self.problem, self.order[step], credits, taken, self.base)

    def _cost(self, step: int, credits: int, taken: int) -> int:
        """What an option loses, and what it gives up of the budgets at their prices."""
        cost = self.full[step] - (self._value(step, credits, taken) if credits else 0)
        for number, budget in enumerate(self.decided.budgets):
            price = self.budget_price[number]
            if price:
                kept = worth_of(budget.worth[self.at[step]], credits, taken) if credits else 0
                cost += price * (self.most[number][step] - kept)
        return cost

    def _set_bounds(self) -> None:
        """Prices of the caps; for each group of exclusion or substitution what is left to lose after each step."""
        steps = range(len(self.order))
        credits = self.credits
        self.full = [self._value(step, credits[step], self.classes[step][0]) for step in steps]
        if self.decided.objective is not None:
            self.full = [max(self._value(step, credits[step], bit) for bit in self.classes[step]) for step in steps]
        kept = [[self._cost(step, credits[step], bit) for bit in self.classes[step]] for step in steps]
        self.keep = [min(costs) for costs in kept]
        dropped = [self._cost(step, 0, 0) - self.keep[step] for step in steps]
        beside: dict[int, dict[int, int]] = {}
        for number, constraint in enumerate(self.constraints):
            if constraint.kind == SUBSTITUTE:
                beside[number] = {step: 0 for step in self.steps[number]}
                for step in self.steps[number]:
                    if not any(step in beside[other] for other in beside if other != number):
                        part = min(dropped[step], *(cost - self.keep[step] for cost in kept[step][1:]))
                        beside[number][step] = part
                        dropped[step] -= part
        caps, groups = [], {}
        for number, constraint in enumerate(self.constraints):
            if constraint.kind in CAPS:
                due = self._due_at_first(number)
                caps.append(Cap(number, due, tuple(self.steps[number]), tuple(self.weights[number])))
            elif constraint.kind == DUPLICATE and all_exclude([constraint.marks[m] for m in self.members[number]]):
                groups[number] = self.steps[number]
        self.prices: Prices = set_prices(dropped, caps, groups)
        self.columns.root = self.prices.bound + sum(self.keep)
        for limit, price in zip(self.limits, self.budget_price, strict=True):
            self.columns.root -= price * limit
        self.group_bounds: dict[int, dict[int, tuple[int, int, int, int]]] = {}
        for number, members in groups.items():
            own = [step for step in members if self.prices.group_of[step] == number]
            self.group_bounds[number] = _group_bounds(members, [self.prices.reduced[step] for step in own], own)
        for number, of_step in beside.items():
            parts = list(of_step.values())
            self.group_bounds[number] = _group_bounds(list(of_step), parts, list(of_step))
            self.columns.root += sum(parts) - max(parts)

    # -- options ------------------------------------------------------------------------------------------------

    def _pass(self, step: int) -> None:
        """The record of this step is no longer to come."""
        for number, member in self.of_step[step]:
            constraint = self.constraints[number]
            self._left[number] -= constraint.weights[member] * len(self.alike[step])
            if constraint.kind == WINDOW:
                self._limited_left[number] -= constraint.marks[member]
        for number in range(len(self.decided.budgets)):
            self._budget_left[number] -= self.most[number][step]

    def _add_options(self, step: int) -> None:
        classes, forced = self.classes[step], self.problem.forced[self.order[step]]
        for credits in self._amounts(step)[:1] if forced and len(self.alike[step]) > 1 else self._amounts(step):
            for taken in classes:
                self._add_option(step, credits, taken)
        if not forced:
            self._add_option(step, 0, classes[0])
        self.columns.several_classes |= len(classes) > 1
        self.columns.step_first.append(len(self.columns.option_rank))

    def _add_option(self, step: int, credits: int, taken: int) -> None:
        columns, records = self.columns, self.alike[step]
        full = credits // self.problem.credits[records[0]]  # of the records alike, the earlier ones
        columns.option_rank.append(records[min(full, len(records) - 1)])
        columns.option_records.append(records)
        columns.option_credits.append(credits)
        columns.option_class.append(taken if credits else 0)
        columns.option_loss.append(self.full[step] - (self._value(step, credits, taken) if credits else 0))
        alone = self.prices.group_of[step] < 0
        growth = self._cost(step, credits, taken) - self.keep[step]
        columns.option_growth.append(growth - (min(0, self.prices.reduced[step]) if alone else 0))
        for number, member in self.of_step[step]:
            self._touch(step, number, member, credits, taken)
        for number, budget in enumerate(self.decided.budgets):
            most = self.most[number][step]
            give = most - (worth_of(budget.worth[self.at[step]], credits, taken) if credits else 0)
            if most:
                left = self._budget_left[number]
                columns.touch(BUDGET, self.budget_slots[number], give, self.limits[number], left, 0, NO_BOUND)
        subject = self.subject[step]
        if subject >= 0:
            last = int(self.subject_last[subject] == step)
            slot, met = self.slots[-1 - subject], int(credits > 0)
            columns.touch(SUBJECT, slot, met, self.missed.mask, last, self.missed.offset, NO_BOUND)
        columns.touch_first.append(len(columns.touches))

    def _touch(self, step: int, number: int, member: int, credits: int, taken: int) -> None:
        constraint, slot = self.constraints[number], self.slots[number]
        last = int(self.steps[number][-1] == step)
        kind, touch = constraint.kind, self.columns.touch
        if kind in (DUPLICATE, SUBSTITUTE):
            part = 0
            if credits:
                part = constraint.marks[member] + 1 if kind == DUPLICATE else taken if taken <= ELECTIVE else 0
            bounds = self.group_bounds.get(number)
            touch(kind, slot, part, 0, last, 0, (0, 0, *bounds[step]) if bounds else NO_BOUND)
            return
        give = self.credits[step] - credits
        if kind == COUNT:
            give = len(self.alike[step]) - -(-credits // self.problem.credits[self.order[step]])
        need = self.excess[number]
        floor = need - self._left[number]
        bound = (self.prices.price.get(number, 0), self.due[number], self._due_at_first(number), 0, 0, 0)
        if kind in (CAP, COUNT):
            touch(CAP, slot, give, need, floor, last, bound)
            return
        aux = 4 * last
        if kind == WINDOW:
            aux += int(bool(constraint.marks[member] and credits)) + 2 * (self._limited_left[number] == 0)
        elif credits % self.problem.credits[self.order[step]]:
            aux += 1
        touch(kind, slot, give, need, floor, aux, bound)


def _group_bounds(steps: list[int], parts: list[int], own: list[int]) -> dict[int, tuple[int, int, int, int]]:
    """By step: what a group still loses (open before, open after, taken before, taken after).

    While none is taken all but the dearest of those to come are lost; once one is, all of them. ``parts`` are those
    of the steps ``own``, which the group bounds; the others of ``steps`` are bounded elsewhere.
    """
    part = dict(zip(own, parts, strict=True))
    each = [part.get(step, 0) for step in steps]
    sums = [*accumulate(reversed(each), initial=0)][::-1]  # of this step and all later ones
    dearest = [*accumulate(reversed(each), max, initial=0)][::-1]
    return {
        step: (sums[i] - dearest[i], sums[i + 1] - dearest[i + 1], sums[i], sums[i + 1])
        for i, step in enumerate(steps)
    }
