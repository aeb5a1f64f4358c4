"""Objectives one after another on a plan's model, within a time, each with what was proven of it."""

from __future__ import annotations

from typing import Any, NamedTuple

from ortools.sat.python import cp_model

from .model import PlanModel
from .progress import Progress, Told

LATER = 0.3  # of the time that is left, for an objective after the first
LEAST_SECONDS = 0.05  # for an objective when the time is nearly over


class Level(NamedTuple):
    """An objective: its value in the plan, and a bound that no plan is below. Equal: proven the best."""

    name: str
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether nothing is better."""
        return self.bound >= self.value

    @property
    def gap(self) -> float:
        """How much better a plan could be at most, as a share of the value."""
        return 0.0 if self.proven else (self.value - self.bound) / max(1, abs(self.value))


class Solved(NamedTuple):
    """The columns taken, and the levels reached; ``possible``: None where that is not known.

    ``bound``: what no solution is below in the first objective, as far as it was proven.
    """

    possible: bool | None
    columns: list[int]
    levels: list[Level]
    bound: int = 0


class Clock:
    """The seconds that the solver has spent and may spend; it is told them, nobody asks the time."""

    def __init__(self, seconds: float, tell: Told | None = None) -> None:
        self.seconds, self.tell, self.spent = seconds, tell, 0.0

    def left(self, share: float = 1.0) -> float:
        """Seconds for the next objective."""
        return max(LEAST_SECONDS, (self.seconds - self.spent) * share)


class _Teller(cp_model.CpSolverSolutionCallback):
    """Tells of each better solution."""

    def __init__(self, clock: Clock, purpose: str, objective: str, unit: int) -> None:
        super().__init__()
        self.clock, self.purpose, self.objective, self.unit = clock, purpose, objective, unit

    def on_solution_callback(self) -> None:
        """A better plan has been found."""
        if self.clock.tell is not None:
            best, bound = round(self.objective_value), round(self.best_objective_bound)
            spent = self.clock.spent + self.wall_time
            told = Progress(
                self.purpose, self.objective, best * self.unit, bound * self.unit, spent, self.clock.seconds
            )
            self.clock.tell(told)


def settle(
    model: PlanModel, purpose: str, objectives: list[tuple[str, Any, int]], clock: Clock, share: float = 1.0
) -> Solved:
    """The best by each objective (name, expression, unit) in turn; each is fixed before the next.

    ``share`` of the time that is left may be spent. A level that is not proven ends the proofs: what follows
    it is best for its value only.
    """
    solver = new_solver()
    until = clock.spent + clock.left(share)
    columns: list[int] = []
    levels: list[Level] = []
    possible: bool | None = None
    for name, expression, unit in objectives:
        m = model.model
        m.minimize(expression)
        share_of_level = 1.0 if not levels else LATER
        solver.parameters.max_time_in_seconds = max(LEAST_SECONDS, (until - clock.spent) * share_of_level)
        state = solver.solve(m, _Teller(clock, purpose, name, unit))
        clock.spent += solver.wall_time
        if state == cp_model.INFEASIBLE:
            return Solved(False, [], [])
        if state not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            lowest = 0 if levels else max(0, _whole(solver.best_objective_bound)) * unit
            return Solved(possible, columns, levels, lowest)
        possible = True
        value = solver.value(expression) if not isinstance(expression, int) else expression
        bound = value if state == cp_model.OPTIMAL else min(value, _whole(solver.best_objective_bound))
        levels.append(Level(name, value * unit, bound * unit))
        columns = [i for i in model.columns if solver.value(model.bought[i])]
        if not isinstance(expression, int):
            m.clear_objective()  # type: ignore[no-untyped-call]  # the library has no type here
            m.add(expression <= value)
        m.clear_hints()  # type: ignore[no-untyped-call]  # nor here
        for index, one in enumerate(solver.response_proto.solution):
            m.add_hint(m.get_int_var_from_proto_index(index), one)
    return Solved(possible, columns, levels)


def new_solver() -> cp_model.CpSolver:
    """A solver that gives the same answer every time as long as it is not cut short."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = 2
    return solver


def _whole(bound: float) -> int:
    """A bound of a whole number, from the solver's double."""
    return int(-(-(bound - 1e-6) // 1))
