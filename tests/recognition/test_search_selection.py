"""The searches and their bounds on random problems, against every selection spelled out."""

import random
from collections.abc import Iterator
from itertools import product

from baeum_rules.recognition.modes import Mode
from baeum_rules.recognition.part import Searcher
from baeum_rules.recognition.problem import (
    CAP,
    COUNT,
    DUPLICATE,
    EXCLUSIVE,
    SCHOOL,
    WINDOW,
    Constraint,
    Needs,
    Problem,
    Selection,
)
from baeum_rules.recognition.selection import Selector, select
from baeum_rules.recognition.steps import Decided, pack

NOTHING_NEEDED = Needs(0, 0, 0, 0, 0, -1, 0, 0)


def random_constraints(rng: random.Random, credits: list[int], school: list[int]) -> Iterator[Constraint]:
    """Windows, a cap, a count, duplicates, and a school's cap over the university courses."""
    count = len(credits)
    everything, first = list(range(count)), rng.randint(0, count)
    limited = [1 - own for own in school]

    def over(rule: str, kind: int, limit: int, members: list[int], place: tuple[int, ...]) -> Constraint:
        weights = tuple(1 if kind in (COUNT, DUPLICATE) else credits[m] for m in members)
        marks = {WINDOW: limited, DUPLICATE: [EXCLUSIVE] * count}.get(kind)
        return Constraint(
            rule,
            place,
            kind,
            limit,
            tuple(members),
            weights,
            tuple(marks[m] for m in members) if marks else (),
        )

    for place, members in (((1,), everything), ((1, 1), everything[:first]), ((1, 2), everything[first:])):
        if any(limited[m] for m in members):
            rule = "window.year" if len(place) == 1 else "window.semester"
            yield over(rule, WINDOW, rng.randint(4, 14), members, place)
    if count > 1:
        yield over("duplicate", DUPLICATE, 1, sorted(rng.sample(everything, 2)), (7,))
        yield over(
            "institution.cap", CAP, rng.randint(3, 12), sorted(rng.sample(everything, count // 2)), (8,)
        )
        yield over("certificate.count", COUNT, 1, sorted(rng.sample(everything, 2)), (9,))
    own = [m for m in everything if school[m]]
    if own:
        yield over("school.cap", SCHOOL, rng.randint(3, 12), own, (10,))


def random_problem(rng: random.Random) -> Problem:
    """A problem of up to six records that asks for nothing, so that the sums alone decide."""
    count = rng.randint(1, 6)
    credits = [rng.randint(1, 6) for _ in range(count)]
    school = [int(rng.random() < 0.4) for _ in range(count)]
    zeros = (0,) * count
    return Problem(
        credits=tuple(credits),
        classes=tuple(rng.choice((1, 2, 4, 8)) for _ in range(count)),
        elective_beside=zeros,
        eighteen=tuple(1 - own for own in school),
        at_university=zeros,
        subject=(-1,) * count,
        holder=zeros,
        forced=tuple(int(rng.random() < 0.05) for _ in range(count)),
        constraints=tuple(random_constraints(rng, credits, school)),
        needs=NOTHING_NEEDED,
    )


def holds(p: Problem, amounts: tuple[int, ...]) -> bool:
    """Whether amounts keep every constraint, as the model states them."""
    for c in p.constraints:
        mine = [amounts[m] for m in c.members]
        counted = sum(map(bool, mine))
        if c.kind in (COUNT, DUPLICATE) and counted > c.limit:
            return False
        if c.kind == WINDOW and not any(n and mark for n, mark in zip(mine, c.marks, strict=True)):
            continue
        if c.kind not in (COUNT, DUPLICATE) and sum(mine) > c.limit:
            return False
        cut = any(0 < n < p.credits[m] for n, m in zip(mine, c.members, strict=True))
        if c.kind == SCHOOL and cut and sum(mine) != c.limit:
            return False
    return all(n or not must for n, must in zip(amounts, p.forced, strict=True))


def best_amounts(p: Problem) -> tuple[int, ...] | None:
    """The best selection of all, by levels 2 to 7."""
    base = sum(p.credits) + 1
    schools = {m for c in p.constraints if c.kind == SCHOOL for m in c.members}
    ranges = [range(n + 1) if i in schools else (0, n) for i, n in enumerate(p.credits)]
    possible = [amounts for amounts in product(*ranges) if holds(p, amounts)]

    def worth(amounts: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
        return sum(pack(p, i, n, p.classes[i], base) for i, n in enumerate(amounts)), amounts

    return max(possible, key=worth, default=None)


def test_selection_is_the_best_of_all() -> None:
    impossible = 0
    for seed in range(400):
        problem = random_problem(random.Random(seed))
        expected = best_amounts(problem)
        found = select(problem)
        impossible += expected is None
        assert (found and found.credits) == expected, seed
    assert impossible < 100


def test_both_solvers_agree() -> None:
    from baeum_rules.recognition.solver import solve

    for seed in range(40):
        problem = random_problem(random.Random(seed))
        searched, solved = select(problem), solve(problem)
        assert solved == (searched and Selection(searched.credits, searched.classes, "solver")), seed


def test_no_search_means_the_solver() -> None:
    handed_over = 0
    for seed in range(60):
        problem = random_problem(random.Random(seed))
        found, hurried = select(problem), select(problem, 0)
        assert (found and found[:2]) == (hurried and hurried[:2]), seed
        handed_over += hurried is not None and hurried.proved_by == "solver"
    assert handed_over > 5


def test_bounds_are_never_above_the_least_loss() -> None:
    compared = 0
    for seed in range(300):
        problem = random_problem(random.Random(seed))
        selector = Selector(problem)
        order = [record for record in selector.records if selector.screened.touching[record]]
        part, binding = Decided(order), selector.screened.binding
        searcher = Searcher(problem, 100_000)
        found = searcher.decide(part, binding) if order else None
        if found is None:
            continue
        assert searcher.least_loss(part, binding) <= found.loss, seed
        losses = []
        for constraints in searcher.modes(part, binding):
            mode = Mode(problem, constraints, searcher.base, part)
            mode.gap = found.loss
            mode.sharpen(5)
            losses.append(mode.bound)
            for child in mode.split():
                assert child.bound >= mode.bound
        assert min(losses) <= found.loss, seed
        compared += 1
    assert compared > 150
