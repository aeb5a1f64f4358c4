"""The selection of large cases by CP-SAT, on the levels remaining, recognised, major, liberal.

The constraints are those of `linear`. `solve_timed` times building and solving apart, without eligibility.
"""

import time
from typing import Any, NamedTuple

from ortools.sat.python import cp_model

from .brute_eligibility import Item, eligible
from .linear import Model

Levels = tuple[int, int, int, int]


class Timed(NamedTuple):
    """Levels (None: learner.take cannot be held) and seconds spent on building and on solving."""

    levels: Levels | None
    build_s: float
    solve_s: float


def weighted(levels: tuple[Any, Any, Any, Any], items: list[Item]) -> Any:
    """One sum to minimise: each level outweighs all below it, none of which exceeds the case's credits."""
    remaining, recognised, major, liberal = levels
    w = sum(item.credits for item in items) + 1
    return remaining * w**3 - recognised * w**2 - major * w - liberal


def solve_timed(case: dict[str, Any], seconds: float = 600.0) -> Timed:
    """Optimum of a valid case; raises RuntimeError if it is not proved within `seconds`."""
    items, refused, curriculum = eligible(case)
    take = set((case.get("choices") or {}).get("take") or [])
    if take & refused.keys():
        return Timed(None, 0.0, 0.0)
    start = time.perf_counter()
    model = Model(cp_model.CpModel(), items, curriculum, case)
    model.hold(take)
    levels = model.levels()
    model.m.minimize(weighted(levels, items))
    built = time.perf_counter()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model.m)
    done = time.perf_counter()
    if status == cp_model.INFEASIBLE:
        return Timed(None, built - start, done - built)
    if status != cp_model.OPTIMAL:
        raise RuntimeError(
            f"no proof of the optimum: {solver.status_name(status)} after {done - built:.1f} s"
        )
    values = tuple(solver.value(level) for level in levels)
    return Timed(values, built - start, done - built)  # type: ignore[arg-type]


def solve(case: dict[str, Any]) -> Levels | None:
    """(remaining, recognised, major, liberal) of a valid case; None if learner.take cannot be held."""
    return solve_timed(case).levels
