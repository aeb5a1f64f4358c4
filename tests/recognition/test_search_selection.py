"""The whole selection on random problems, against every selection spelled out and against the solver."""

import random

import pytest
from benchmarks.engine import decided
from tests.oracle.cases import large_case

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


@pytest.mark.parametrize(
    ("kind", "seed", "why"),
    [
        ("adversarial", 1165, "a price on the long row reaches records through their group"),
        ("adversarial", 1200, "the same, in a part of the records"),
        ("adversarial", 1952, "of a divisible record another class may be best for fewer credits"),
        ("ordinary", 1057, "the solver tells ties apart only as far as doubles are exact"),
        ("ordinary", 1086, "the same, between classes"),
    ],
)
def test_both_solvers_agree_on_large_cases_that_were_once_wrong(kind: str, seed: int, why: str) -> None:
    from baeum_rules.recognition.solver import solve

    problem = decided(large_case(random.Random(seed), kind)).problem
    searched, solved = select(problem, Budget(10**8, 10**8)), solve(problem)
    assert searched and solved and searched[:2] == solved[:2], why
    assert searched.proved_by == "search"
