"""The steps of a search over some records, and where the constraints meet them."""

from __future__ import annotations

from .problem import CAP, COUNT, DUPLICATE, SCHOOL, SUBSTITUTE, WINDOW, Constraint, Problem
from .screen import components
from .steps import Decided, class_options
from .years import MOST_IN_A_TABLE, Unsuited, Year, years_of

CAPS = (CAP, COUNT, WINDOW, SCHOOL)


class Part:
    """The steps of a part of the problem, and where its constraints meet them.

    A step is one record, in the order of ties; or with ``merge`` all those that nothing tells apart but that
    order, which the steps then do not keep.
    """

    def __init__(
        self, problem: Problem, constraints: list[Constraint], decided: Decided, *, merge: bool
    ) -> None:
        self.problem, self.decided = problem, decided
        self.divisible = {r for c in constraints if c.kind == SCHOOL for r in c.members}
        if sum(problem.credits[record] for record in self.divisible) > MOST_IN_A_TABLE:
            raise Unsuited  # every number of credits is an option
        self.given, self.merged = constraints, merge
        self.alike = self._side_by_side(constraints) if merge else [[record] for record in decided.order]
        self.order = [records[0] for records in self.alike]
        where = {record: at for at, record in enumerate(decided.order)}
        self.at = [where[record] for record in self.order]
        credits = problem.credits
        self.credits = [sum(credits[r] for r in records) for records in self.alike]
        self.unit = [1 if records[0] in self.divisible else credits[records[0]] for records in self.alike]
        place = {record: step for step, record in enumerate(self.order)}
        self.of_step: list[list[tuple[int, int]]] = [[] for _ in self.order]  # (constraint, member)
        self.constraints: list[Constraint] = []
        self.members: list[list[int]] = []  # of each constraint, those decided here
        self.steps: list[list[int]] = []
        self.weights: list[list[int]] = []  # of each step, for all its records
        for constraint in constraints:
            self._meet(constraint, place)
        self.excess = [sum(w) - c.limit for c, w in zip(self.constraints, self.weights, strict=True)]
        self.classes = [self._classes(step) for step in range(len(self.order))]
        self.subject = [
            problem.subject[record] if problem.subject[record] in decided.open_subjects else -1
            for record in self.order
        ]
        self.years: list[Year] = years_of(self.constraints, place, self.credits)

    def _meet(self, c: Constraint, place: dict[int, int]) -> None:
        members = [m for m, record in enumerate(c.members) if record in place]
        if not members:
            return
        steps = [place[c.members[m]] for m in members]
        number = len(self.constraints)
        for step, member in zip(steps, members, strict=True):
            self.of_step[step].append((number, member))
        self.constraints.append(c)
        self.members.append(members)
        self.steps.append(steps)
        if c.kind == COUNT:
            self.weights.append([len(self.alike[step]) for step in steps])
        elif c.kind in CAPS:
            self.weights.append([self.credits[step] for step in steps])
        else:
            self.weights.append([1] * len(steps))

    def _side_by_side(self, constraints: list[Constraint]) -> list[list[int]]:
        """The groups of records alike, those of small components first: what they settle is settled once."""
        size = {}
        for records in components(constraints, self.decided.order):
            size.update(dict.fromkeys(records, (len(records), records[0])))
        return sorted(self._alike(constraints), key=lambda records: (size[records[0]], records[0]))

    def _alike(self, constraints: list[Constraint]) -> list[list[int]]:
        """The records in groups that nothing tells apart but the order of ties, which keeps the earlier ones.

        Divisible courses may differ in credits: moving a credit from a later to an earlier one changes no
        sum.
        """
        p = self.problem
        meets: list[list[int]] = [[] for _ in p.credits]
        alone: set[int] = set()
        for number, c in enumerate(constraints):
            for member, record in enumerate(c.members):
                meets[record].append(2 * number + (c.marks[member] if c.kind == WINDOW else 0))
            if c.kind in (DUPLICATE, SUBSTITUTE):
                alone.update(c.members)
            elif c.kind == COUNT:
                alone.update(self.divisible.intersection(c.members))
        groups: dict[tuple[object, ...], list[int]] = {}
        for at, record in enumerate(self.decided.order):
            classes = p.classes[record] & -p.classes[record] if self.decided.best_only else p.classes[record]
            flexible = classes & (classes - 1) or p.subject[record] in self.decided.open_subjects
            if record in alone or flexible or (p.forced[record] and record in self.divisible):
                groups[(record,)] = [record]
                continue
            kind = (
                0 if record in self.divisible else p.credits[record],
                classes,
                p.eighteen[record],
                p.at_university[record],
                p.forced[record],
                self.decided.objective[at] if self.decided.objective else None,
                tuple(meets[record]),
            )
            groups.setdefault(kind, []).append(record)
        return list(groups.values())

    def _classes(self, step: int) -> list[int]:
        record = self.order[step]
        beside = bool(self.problem.elective_beside[record]) and any(
            self.constraints[number].kind == SUBSTITUTE for number, _ in self.of_step[step]
        )
        return class_options(self.problem, record, best_only=self.decided.best_only, beside=beside)

    def amounts(self, step: int) -> range:
        """The credits of a step that may count, all of them first, none last unless they must count."""
        full = self.credits[step]
        if not self.problem.forced[self.order[step]]:
            return range(full, -1, -self.unit[step])
        return range(full, 0, -self.unit[step]) if len(self.alike[step]) == 1 else range(full, full - 1, -1)

    def given_up(self, number: int, step: int, credits: int) -> int:
        """What counting so many credits of a step gives up of a cap."""
        if self.constraints[number].kind == COUNT:
            return len(self.alike[step]) - -(-credits // self.problem.credits[self.order[step]])
        return self.credits[step] - credits

    def mergeable(self) -> bool:
        """Whether so many records are alike that putting them together is worth its while."""
        return 6 * len(self._alike(self.given)) < 5 * len(self.order)

    def in_years(self, number: int) -> bool:
        """Whether a constraint is a window, which the years stand for."""
        return self.constraints[number].rule.startswith("window.")

    def weight(self, number: int, step: int) -> int:
        """What a step takes of a cap when all of it counts."""
        if self.constraints[number].kind == COUNT:
            return len(self.alike[step])
        return self.credits[step]
