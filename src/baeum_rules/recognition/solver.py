"""The selection as a CP-SAT model: for the rare case that the search cannot finish, and to check it against.

Levels 1 to 6 of the objective are packed into as few integers as hold them, the ties into a few more; each is
solved in turn and fixed, from the selection found before, so the answer is the search's to the last tie.
"""

from __future__ import annotations

from typing import Any

from ortools.sat.python import cp_model

from .problem import COUNT, DUPLICATE, SCHOOL, SUBSTITUTE, WINDOW, Constraint, Problem, Selection
from .screen import Screened, excludes
from .steps import ELECTIVE, GENERAL, LIBERAL, REQUIRED

MOST_WEIGHT = 1 << 58  # of one objective: levels and ties are packed into integers no greater
TIE_WEIGHT = 1 << 45  # of one objective of ties
SECONDS = 60.0  # for one level; an optimum not proven by then is an error, never an answer


class NotProven(RuntimeError):
    """CP-SAT did not prove an optimum in its time; no answer is better than one that may be wrong."""


class Model:
    """The model of one problem, with its totals as expressions."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.model = problem, cp_model.CpModel()
        m, n = self.model, range(len(problem.credits))
        screened = Screened(problem)
        self.contested = [
            bool(touching) and alive
            for touching, alive in zip(screened.touching, screened.alive, strict=True)
        ]
        self.taken = [
            m.new_bool_var(f"t{i}") if self.contested[i] else m.new_constant(int(bool(screened.alive[i])))
            for i in n
        ]
        schools = {i for c in screened.binding if c.kind == SCHOOL for i in c.members}
        self.credits: list[Any] = []
        for i in n:
            if i in schools:
                counted = m.new_int_var(0, problem.credits[i], f"c{i}")
                m.add(counted >= self.taken[i])
                m.add(counted <= problem.credits[i] * self.taken[i])
                self.credits.append(counted)
            else:
                self.credits.append(problem.credits[i] * self.taken[i])
            if problem.forced[i]:
                m.add(self.taken[i] == 1)
        self._add_classes()
        for constraint in screened.binding:
            self._add(constraint)
        self._add_totals()

    def _add_classes(self) -> None:
        """One class for each record that counts; ``part[i][bit]``: its credits in that class."""
        m, p = self.model, self.problem
        self.in_class: list[dict[int, Any]] = []
        self.part: list[dict[int, Any]] = []
        for i, mask in enumerate(p.classes):
            bits = [bit for bit in (REQUIRED, ELECTIVE, LIBERAL, GENERAL) if mask & bit]
            if p.elective_beside[i] and mask & REQUIRED:
                bits.insert(1, ELECTIVE)
            if len(bits) == 1:
                self.in_class.append({bits[0]: self.taken[i]})
                self.part.append({bits[0]: self.credits[i]})
                continue
            flags = {bit: m.new_bool_var(f"k{i}_{bit}") for bit in bits}
            m.add(sum(flags.values()) == self.taken[i])
            parts = {}
            for bit, flag in flags.items():
                part = m.new_int_var(0, p.credits[i], f"p{i}_{bit}")
                m.add(part <= p.credits[i] * flag)
                parts[bit] = part
            m.add(sum(parts.values()) == self.credits[i])
            self.in_class.append(flags)
            self.part.append(parts)
        for i, mask in enumerate(p.classes):
            if p.elective_beside[i] and mask & REQUIRED:
                others = {
                    j
                    for c in p.constraints
                    if c.kind == SUBSTITUTE and i in c.members
                    for j in c.members
                    if j != i
                }
                m.add(self.in_class[i][ELECTIVE] <= sum(self.in_class[j][REQUIRED] for j in sorted(others)))

    def _add(self, c: Constraint) -> None:
        m, kind = self.model, c.kind
        if kind == DUPLICATE:
            for a, left in enumerate(c.members):
                for b in range(a):
                    if excludes(c.marks[a], c.marks[b]):
                        m.add_at_most_one(self.taken[left], self.taken[c.members[b]])
            return
        if kind == SUBSTITUTE:
            m.add(sum(self.in_class[i][REQUIRED] for i in c.members) <= c.limit)
            return
        used = sum((self.taken if kind == COUNT else self.credits)[i] for i in c.members)
        if kind == WINDOW:
            limited = m.new_bool_var(f"w{c.place}")
            for i, mark in zip(c.members, c.marks, strict=True):
                if mark:
                    m.add_implication(self.taken[i], limited)
            m.add(used <= c.limit).only_enforce_if(limited)
            return
        m.add(used <= c.limit)
        if kind == SCHOOL:
            for i in c.members:
                cut = m.new_bool_var(f"cut{i}")
                whole = self.problem.credits[i] * self.taken[i]
                m.add(self.credits[i] == whole).only_enforce_if(~cut)
                m.add(used == c.limit).only_enforce_if(cut)

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


class Climber:
    """Solves one objective after another, each from the selection that the one before found."""

    def __init__(self, model: Model) -> None:
        self.model, self.solver = model, cp_model.CpSolver()
        self.solver.parameters.num_workers = 1
        self.solver.parameters.linearization_level = 2
        self.solver.parameters.max_time_in_seconds = SECONDS

    def optimum(self, objective: Any) -> bool:
        """Finds the least of an objective and fixes it; whether anything is possible at all."""
        if isinstance(objective, int):
            return True
        m = self.model.model
        m.minimize(objective)
        state = self.solver.solve(m)
        if state == cp_model.INFEASIBLE:
            return False
        if state != cp_model.OPTIMAL:
            raise NotProven(self.solver.status_name(state))
        best = round(self.solver.objective_value)
        m.clear_objective()  # type: ignore[no-untyped-call]  # the library has no type here
        m.add(objective == best)
        m.clear_hints()  # type: ignore[no-untyped-call]  # nor here
        for index, value in enumerate(self.solver.response_proto.solution):
            m.add_hint(m.get_int_var_from_proto_index(index), value)
        return True

    def packed(self, levels: list[tuple[Any, int]], most: int) -> bool:
        """Levels in order of weight, each with the most it can be, as few objectives as stay within
        ``most``."""
        objective: Any = 0
        weight = 1
        for level, size in levels:
            if weight * (size + 1) > most and not isinstance(objective, int):
                if not self.optimum(objective):
                    return False
                objective, weight = 0, 1
            objective = objective * (size + 1) + level
            weight *= size + 1
        return self.optimum(objective)


def solve(problem: Problem) -> Selection | None:
    """The best selection, every level proven by CP-SAT; None where the records that must count cannot."""
    model = Model(problem)
    climber = Climber(model)
    everything = sum(problem.credits)
    needs = problem.needs
    most_remaining = needs.total + needs.major + needs.liberal + max(needs.required_credits, 0)
    levels = [(model.remaining, most_remaining + needs.university + needs.eighteen)]
    for level in (model.recognised, model.major, model.liberal, model.major_required, model.eighteen):
        levels.append((-level, everything))
    if not climber.packed(levels, MOST_WEIGHT):
        return None
    climber.packed(_ties(model), TIE_WEIGHT)
    solver = climber.solver  # holds the selection of the last objective, which all the others are fixed in
    credits = tuple(int(solver.value(c)) for c in model.credits)
    classes = tuple(
        next((bit for bit, flag in flags.items() if solver.value(flag)), 0) for flags in model.in_class
    )
    return Selection(credits, classes, "solver")


def _ties(model: Model) -> list[tuple[Any, int]]:
    """Levels 7 and 8 as digits, the earliest record first: credits, then classes."""
    digits: list[tuple[Any, int]] = []
    for i, full in enumerate(model.problem.credits):
        if model.contested[i]:
            whole = not isinstance(model.credits[i], cp_model.IntVar)
            digits.append((-model.taken[i], 1) if whole else (-model.credits[i], full))
    for flags in model.in_class:
        if len(flags) > 1:
            bits = list(flags)
            digits.append((sum(place * flags[bit] for place, bit in enumerate(bits)), len(bits)))
    return digits
