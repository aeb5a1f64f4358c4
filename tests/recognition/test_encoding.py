"""The CP-SAT encoding of duplicates: cliques that forbid what the families of a key forbid, no more."""

from __future__ import annotations

import random
from itertools import product

from ortools.sat.python import cp_model

from baeum_rules.recognition.encoding import Encoding
from baeum_rules.recognition.problem import DUPLICATE, Constraint, Needs, Problem
from baeum_rules.recognition.screen import excludes

NEEDS = Needs(0, 0, 0, 0, 0, -1, 0, 0)
POSSIBLE = (cp_model.OPTIMAL, cp_model.FEASIBLE)


def problem(marks: tuple[int, ...]) -> Problem:
    """Records of one key, of these families."""
    n = len(marks)
    none, each = (0,) * n, tuple(range(n))
    key = Constraint("duplicate", ("k",), DUPLICATE, 1, each, (1,) * n, marks)
    return Problem((3,) * n, (8,) * n, none, none, none, (-1,) * n, none, none, (key,), NEEDS)


def test_every_mix_of_families_as_the_pairs_say() -> None:
    rng = random.Random(7)
    seen = set()
    for _ in range(40):
        marks = tuple(rng.choice((0, 1, 2, 3, 4)) for _ in range(rng.randint(2, 4)))
        n, p = len(marks), problem(marks)
        for chosen in product((0, 1), repeat=n):
            encoding = Encoding(p, p.constraints, (1,) * n, (1,) * n)
            for i in range(n):
                encoding.model.add(encoding.taken[i] == chosen[i])
            possible = cp_model.CpSolver().solve(encoding.model) in POSSIBLE
            pairs = ((a, b) for a in range(n) for b in range(a) if chosen[a] and chosen[b])
            assert possible == (not any(excludes(marks[a], marks[b]) for a, b in pairs)), (marks, chosen)
            seen.add(possible)
    assert seen == {True, False}


def test_thousands_of_one_subject_are_few_constraints() -> None:
    p = problem((0,) * 5000 + (1,) * 10 + (2,) * 10 + (3, 4))
    many = len(p.credits)
    encoding = Encoding(p, p.constraints, (1,) * many, (1,) * many)
    of_one = sum(1 for c in encoding.model.proto.constraints if len(c.at_most_one.literals) > 1)
    assert of_one <= 2 * 2 + 1
