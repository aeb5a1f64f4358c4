"""Random problems of up to six records, and every selection of one spelled out."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

from baeum_rules.recognition.classes import ELECTIVE, REQUIRED
from baeum_rules.recognition.problem import (
    CAP,
    COUNT,
    DUPLICATE,
    EXCLUSIVE,
    SCHOOL,
    SUBSTITUTE,
    WINDOW,
    Constraint,
    Needs,
    Problem,
    total,
)

Counted = dict[int, tuple[int, int]]  # by record that counts: credits and class

NOTHING_NEEDED = Needs(0, 0, 0, 0, 0, -1, 0, 0)


def random_constraints(rng: random.Random, credits: list[int], school: list[int]) -> Iterator[Constraint]:
    """Windows, caps, a count, duplicates, substitutes, and a school's cap over the university courses."""
    count = len(credits)
    everything, first = list(range(count)), rng.randint(0, count)
    limited = [1 - own for own in school]

    def over(rule: str, kind: int, limit: int, members: list[int], place: tuple[int, ...]) -> Constraint:
        weights = tuple(1 if kind in (COUNT, DUPLICATE, SUBSTITUTE) else credits[m] for m in members)
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
        if any(limited[m] for m in members) and rng.random() < 0.9:
            rule = "window.year" if len(place) == 1 else "window.semester"
            yield over(rule, WINDOW, rng.randint(4, 14), members, place)
    if count > 1:
        yield over("duplicate", DUPLICATE, 1, sorted(rng.sample(everything, 2)), (7,))
        yield over("duplicate", DUPLICATE, 1, sorted(rng.sample(everything, min(count, 3))), (11,))
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
    classes = [rng.choice((1, 1, 2, 4, 8)) for _ in range(count)]
    constraints = list(random_constraints(rng, credits, school))
    required = [m for m in range(count) if classes[m] == REQUIRED]
    group = required[: rng.choice((0, 2, 3))]
    if len(group) > 1:
        constraints.append(
            Constraint("substitute.required", (0,), SUBSTITUTE, 1, tuple(group), (1,) * len(group))
        )
    zeros = (0,) * count
    return Problem(
        credits=tuple(credits),
        classes=tuple(classes),
        elective_beside=tuple(int(len(group) > 1 and m in group) for m in range(count)),
        eighteen=tuple(1 - own for own in school),
        at_university=zeros,
        subject=(-1,) * count,
        holder=zeros,
        forced=tuple(int(rng.random() < 0.08) for _ in range(count)),
        constraints=tuple(constraints),
        needs=NOTHING_NEEDED,
    )


def holds(p: Problem, amounts: tuple[int, ...]) -> bool:
    """Whether amounts keep every constraint but that on substitutes, as the model states them."""
    for c in p.constraints:
        if c.kind == SUBSTITUTE:
            continue
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


def every_selection(p: Problem) -> Iterator[Counted]:
    """Credits and class of each record, in all ways that the constraints allow."""
    schools = {m for c in p.constraints if c.kind == SCHOOL for m in c.members}
    groups = [c.members for c in p.constraints if c.kind == SUBSTITUTE]
    inside = [m for members in groups for m in members]
    ranges = [range(n + 1) if i in schools else (0, n) for i, n in enumerate(p.credits)]
    for amounts in product(*ranges):
        if holds(p, amounts):
            there = [m for m in inside if amounts[m]]
            for required in there or [-1]:  # of substitutes that count exactly one is required
                yield {
                    i: (n, ELECTIVE if i in there and i != required else p.classes[i])
                    for i, n in enumerate(amounts)
                    if n
                }


def best_selection(p: Problem) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Credits and classes of the best selection of all, by levels 2 to 8."""
    count = range(len(p.credits))

    def columns(counted: Counted) -> tuple[tuple[int, ...], tuple[int, ...]]:
        return tuple(tuple(counted.get(i, (0, 0))[part] for i in count) for part in (0, 1))  # type: ignore[return-value]

    def levels(counted: Counted) -> tuple[object, ...]:
        credits, classes = columns(counted)
        t = total(p, credits, classes)
        ties = credits, [-bit for bit in classes]
        return t.recognised, t.major, t.liberal, t.major_required, t.eighteen, ties

    best = max(every_selection(p), key=levels, default=None)
    return None if best is None else columns(best)
