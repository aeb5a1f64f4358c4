"""The whole selection on random problems, against every selection spelled out and against the solver."""

import random

from baeum_rules.recognition.budget import Budget
from baeum_rules.recognition.problem import Selection
from baeum_rules.recognition.selection import select

from .random_problems import best_selection, random_problem


def test_selection_is_the_best_of_all() -> None:
    impossible = 0
    for seed in range(600):
        problem = random_problem(random.Random(seed))
        expected = best_selection(problem)
        found = select(problem)
        impossible += expected is None
        assert (found and found[:2]) == expected, seed
        assert found is None or found.proved_by == "search", seed
    assert impossible < 100


def test_both_solvers_agree() -> None:
    from baeum_rules.recognition.solver import solve

    for seed in range(40):
        problem = random_problem(random.Random(seed))
        searched, solved = select(problem), solve(problem)
        assert solved == (searched and Selection(searched.credits, searched.classes, "solver")), seed


def test_no_budget_means_the_solver() -> None:
    handed_over = 0
    for seed in range(60):
        problem = random_problem(random.Random(seed))
        found, hurried = select(problem), select(problem, Budget(0, 0))
        assert (found and found[:2]) == (hurried and hurried[:2]), seed
        handed_over += hurried is not None and hurried.proved_by == "solver"
    assert handed_over > 5


def test_no_labels_means_the_solver_where_prices_leave_a_gap() -> None:
    handed_over = 0
    for seed in range(300):
        problem = random_problem(random.Random(seed))
        found, hurried = select(problem), select(problem, Budget(labels=0))
        assert (found and found[:2]) == (hurried and hurried[:2]), seed
        handed_over += hurried is not None and hurried.proved_by == "solver"
    assert 0 < handed_over < 150  # prices alone settle most
