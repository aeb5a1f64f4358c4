"""The selection as a CP-SAT model: for the rare case that the search cannot finish, and to check it against.

Levels 1 to 6 of the objective are packed into as few integers as hold them, the ties into a few more; each is
solved in turn and fixed, from the selection found before, so the answer is the search's to the last tie.
"""

from __future__ import annotations

import math
from typing import Any

from ortools.sat.python import cp_model

from .encoding import Encoding
from .problem import Problem, Selection
from .screen import Screened

MOST_WEIGHT = 1 << 50  # of one objective: the solver compares bounds as doubles, exact up to 2 ** 53
SOON = 0.03  # of the solver's deterministic time, some hundredths of a second: most need less
SECONDS = 60.0  # for one level; an optimum not proven by then is an error, never an answer


class NotProven(RuntimeError):
    """CP-SAT did not prove an optimum in its time; no answer is better than one that may be wrong."""


class Model(Encoding):
    """The model of a problem as it is screened, and R over it."""

    def __init__(self, problem: Problem) -> None:
        screened = Screened(problem)
        contested = [
            bool(touching) and alive
            for touching, alive in zip(screened.touching, screened.alive, strict=True)
        ]
        super().__init__(problem, screened.binding, screened.alive, contested)
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
