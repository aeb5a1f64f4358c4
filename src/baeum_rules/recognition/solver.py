"""The selection as a CP-SAT model: for the rare case that the search cannot finish, and to check it against.

Levels 1 to 6 of the objective are packed into as few integers as hold them, the ties into a few more; each is
solved in turn and fixed, from the selection found before, so the answer is the search's to the last tie.
"""

from __future__ import annotations

import math
from typing import Any

from ortools.sat.python import cp_model

from .classes import ELECTIVE, GENERAL, LIBERAL, REQUIRED
from .problem import COUNT, DUPLICATE, SCHOOL, SUBSTITUTE, WINDOW, Constraint, Problem, Selection
from .screen import Screened, excludes

MOST_WEIGHT = 1 << 50  # of one objective: the solver compares bounds as doubles, exact up to 2 ** 53
SOON = 0.03  # of the solver's deterministic time, some hundredths of a second: most need less
SECONDS = 60.0  # for one level; an optimum not proven by then is an error, never an answer


class NotProven(RuntimeError):
    """CP-SAT did not prove an optimum in its time; no answer is better than one that may be wrong."""


class Model:
    """The model of one problem: a Boolean for each record and class, and totals as sums over them.

    ``taken[i]`` and ``credits[i]`` are sums over ``in_class[i]`` and ``part[i]``, by class bit.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem, self.model = problem, cp_model.CpModel()
        screened = Screened(problem)
        self.contested = [
            bool(touching) and alive
            for touching, alive in zip(screened.touching, screened.alive, strict=True)
        ]
        self.reached = {
            c.place: self.model.new_bool_var(f"reached{c.place}")
            for c in screened.binding
            if c.kind == SCHOOL
        }
        school = {i: self.reached[c.place] for c in screened.binding if c.kind == SCHOOL for i in c.members}
        self.in_class: list[dict[int, Any]] = []
        self.part: list[dict[int, Any]] = []
        for i in range(len(problem.credits)):
            self._add_record(i, screened.alive[i], school.get(i))
        self.taken = [sum(flags.values()) for flags in self.in_class]
        self.credits = [sum(parts.values()) for parts in self.part]
        for i, forced in enumerate(problem.forced):
            if forced:
                self.model.add(self.taken[i] == 1)
        self._add_beside()
        for constraint in screened.binding:
            self._add(constraint)
        self._add_totals()

    def _add_record(self, i: int, alive: int, reached: cp_model.IntVar | None) -> None:
        """The classes of a record; a course of a school above its cap counts whole unless the cap is
        reached."""
        m, p = self.model, self.problem
        bits = [bit for bit in (REQUIRED, ELECTIVE, LIBERAL, GENERAL) if p.classes[i] & bit]
        if p.elective_beside[i] and p.classes[i] & REQUIRED:
            bits.insert(1, ELECTIVE)
        flags: dict[int, Any] = {bit: m.new_bool_var(f"x{i}_{bit}") for bit in bits}
        if not alive:
            m.add(sum(flags.values()) == 0)
        elif self.contested[i]:
            m.add_at_most_one(flags.values())
        else:
            m.add_exactly_one(flags.values())
        parts: dict[int, Any] = {bit: p.credits[i] * flag for bit, flag in flags.items()}
        if reached is not None:
            for bit, flag in flags.items():
                parts[bit] = part = m.new_int_var(0, p.credits[i], f"k{i}_{bit}")
                m.add(part >= flag)
                m.add(part <= p.credits[i] * flag)
                m.add(part >= p.credits[i] * flag - p.credits[i] * reached)
        self.in_class.append(flags)
        self.part.append(parts)

    def _add_beside(self) -> None:
        """Of a substitutes group a record is elective only beside another that is required."""
        p = self.problem
        for i, mask in enumerate(p.classes):
            if p.elective_beside[i] and mask & REQUIRED:
                groups = (c for c in p.constraints if c.kind == SUBSTITUTE and i in c.members)
                others = sorted({j for c in groups for j in c.members} - {i})
                self.model.add(
                    self.in_class[i][ELECTIVE] <= sum(self.in_class[j].get(REQUIRED, 0) for j in others)
                )

    def _add(self, c: Constraint) -> None:
        m, kind = self.model, c.kind
        if kind == DUPLICATE:
            for a, left in enumerate(c.members):
                for b, right in enumerate(c.members[:a]):
                    if excludes(c.marks[a], c.marks[b]):
                        m.add_at_most_one(*self.in_class[left].values(), *self.in_class[right].values())
        elif kind == SUBSTITUTE:
            m.add_at_most_one(self.in_class[i][REQUIRED] for i in c.members)
        elif kind == WINDOW:
            self._add_window(c)
        else:
            used = sum((self.taken if kind == COUNT else self.credits)[i] for i in c.members)
            m.add(used <= c.limit)
            if kind == SCHOOL:
                m.add(used >= c.limit * self.reached[c.place])

    def _add_window(self, c: Constraint) -> None:
        """A limit that holds for all members as soon as a limited source counts."""
        m = self.model
        marked = [i for i, mark in zip(c.members, c.marks, strict=True) if mark]
        m.add(sum(self.credits[i] for i in marked) <= c.limit)
        mixed = m.new_bool_var(f"mixed{c.place}")
        for i in marked:
            m.add(mixed >= self.taken[i])
        free = sum(self.problem.credits[i] for i in c.members) - sum(self.problem.credits[i] for i in marked)
        m.add(sum(self.credits[i] for i in c.members) <= c.limit + free * (1 - mixed))

    def _add_totals(self) -> None:
        p, n = self.problem, range(len(self.problem.credits))
        self.recognised = sum(self.credits)
        self.major_required = sum(self.part[i].get(REQUIRED, 0) for i in n)
        self.major = self.major_required + sum(self.part[i].get(ELECTIVE, 0) for i in n)
        self.liberal = sum(self.part[i].get(LIBERAL, 0) for i in n)
        self.eighteen = sum(self.credits[i] * p.eighteen[i] for i in n)
        self.university = sum(self.credits[i] * p.at_university[i] for i in n)
        self.remaining = self._remaining()

    def _remaining(self) -> Any:
        """R as a variable that is at least each of its parts."""
        m, needs, p = self.model, self.problem.needs, self.problem
        most = needs.total + needs.major + needs.liberal + max(needs.required_credits, 0) + needs.university
        r = m.new_int_var(0, most + needs.eighteen, "R")
        liberal = m.new_int_var(0, needs.liberal, "L")
        m.add(liberal >= needs.liberal - self.liberal)
        parts = (
            needs.total - self.recognised,
            liberal + needs.major - self.major,
            liberal,
            needs.eighteen - self.eighteen,
            needs.university - self.university,
        )
        complete = m.new_bool_var("holder")
        m.add(complete <= sum(self.taken[i] for i in range(len(p.holder)) if p.holder[i]))
        for part in parts:
            m.add(r >= part).only_enforce_if(~complete)
        if needs.required_credits >= 0:
            by_subjects = m.new_bool_var("by_subjects")
            met = [
                self._met([i for i in range(len(p.subject)) if p.subject[i] == subject])
                for subject in range(needs.subject_count)
            ]
            if needs.subjects:
                m.add(sum(met) >= needs.subjects).only_enforce_if(by_subjects)
            else:
                m.add(by_subjects == 0)
            short = liberal + needs.required_credits - self.major_required
            m.add(r >= short).only_enforce_if(~by_subjects, ~complete)
        return r

    def _met(self, records: list[int]) -> Any:
        met = self.model.new_bool_var("met")
        self.model.add(met <= sum(self.taken[i] for i in records))
        return met


class Solver:
    """Solves one objective after another, each from the selection that the one before found."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.model = problem, Model(problem)
        self.solver = cp_model.CpSolver()
        self.solver.parameters.num_workers = 1
        self.solver.parameters.linearization_level = 2
        self.solver.parameters.max_time_in_seconds = SECONDS

    def settle_levels(self) -> bool:
        """Finds the best by levels 1 to 6; whether the records that must count can all count."""
        needs, model = self.problem.needs, self.model
        most = needs.total + needs.major + needs.liberal + max(needs.required_credits, 0)
        levels: list[tuple[Any, int]] = [(model.remaining, most + needs.university + needs.eighteen)]
        for level in (model.recognised, model.major, model.liberal, model.major_required, model.eighteen):
            levels.append((-level, sum(self.problem.credits)))
        return self._packed(levels)

    def settle_ties(self) -> None:
        """Finds the first of those that are best by levels 1 to 6, which have been settled."""
        digits: list[tuple[Any, int]] = []
        for i, full in enumerate(self.problem.credits):
            if self.model.contested[i]:
                digits.append((-self.model.credits[i], full))
        for flags in self.model.in_class:
            if len(flags) > 1:
                bits = list(flags)
                digits.append((sum(place * flags[bit] for place, bit in enumerate(bits)), len(bits)))
        self.solver.parameters.cp_model_presolve = False  # the levels have left little to choose
        self._packed(digits)

    def selection(self) -> Selection:
        """The selection of the last objective, which keeps all before it at their best."""
        credits = tuple(int(self.solver.value(c)) for c in self.model.credits)
        classes = tuple(
            next((bit for bit, flag in flags.items() if self.solver.value(flag)), 0)
            for flags in self.model.in_class
        )
        return Selection(credits, classes, "solver")

    def _packed(self, levels: list[tuple[Any, int]]) -> bool:
        """Levels in order of weight, each with the most it can be, as few objectives as hold them."""
        pack: list[tuple[Any, int]] = []
        weight = 1
        for level, size in levels:
            if weight * (size + 1) > MOST_WEIGHT:
                if not self._optimum(pack):
                    return False
                pack, weight = [], 1
            pack.append((level, size))
            weight *= size + 1
        return self._optimum(pack)

    def _optimum(self, pack: list[tuple[Any, int]]) -> bool:
        """Finds the least of levels packed into one objective and fixes each; whether anything is possible.

        Fixed one by one their coefficients stay small: fixed as one sum, the solver loses itself in them.
        """
        objective: Any = 0
        for level, size in pack:
            objective = objective * (size + 1) + level
        if isinstance(objective, int):
            return True
        m = self.model.model
        m.minimize(objective)
        state = self._solved(last=len(pack) == 1)
        if state == cp_model.INFEASIBLE:
            return False
        if state != cp_model.OPTIMAL:
            if len(pack) == 1:
                raise NotProven(self.solver.status_name(state))
            half = len(pack) // 2
            return self._optimum(pack[:half]) and self._optimum(pack[half:])
        m.clear_objective()  # type: ignore[no-untyped-call]  # the library has no type here
        for level, _ in pack:
            if not isinstance(level, int):
                m.add(level == self.solver.value(level))
        m.clear_hints()  # type: ignore[no-untyped-call]  # nor here
        for index, value in enumerate(self.solver.response_proto.solution):
            m.add_hint(m.get_int_var_from_proto_index(index), value)
        return True

    def _solved(self, *, last: bool) -> Any:
        """The solver's status: most objectives are proven soonest without cuts, and a few only with them.

        ``last``: it takes the time it needs; else an objective that is not proven soon is better parted.
        """
        parameters = self.solver.parameters
        state: Any = cp_model.UNKNOWN
        for cut_level, most in ((0, SOON), (1, math.inf if last else SOON)):
            if state not in (cp_model.OPTIMAL, cp_model.INFEASIBLE):
                parameters.cut_level, parameters.max_deterministic_time = cut_level, most
                state = self.solver.solve(self.model.model)
        return state


def solve(problem: Problem) -> Selection | None:
    """The best selection, every level proven by CP-SAT; None where the records that must count cannot."""
    solver = Solver(problem)
    if not solver.settle_levels():
        return None
    solver.settle_ties()
    return solver.selection()
