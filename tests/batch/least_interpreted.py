"""The choice of small problems by the least R, run interpreted, beside every selection spelled out.

Run by ``test_least.py`` in a process of its own with NUMBA_DISABLE_JIT=1. Prints the seeds that differ, and
how often each way to the least R was gone.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import product
from typing import Any
from unittest.mock import patch

import numpy as np
from tests.batch.interpreted import counted, gone
from tests.recognition.random_problems import Counted, every_selection, random_problem

from baeum_rules.batch.kernel import one_subject, places, selecting
from baeum_rules.batch.kernel.labels import FOUND
from baeum_rules.batch.kernel.pieces import PIECES
from baeum_rules.batch.kernel.places import COUNTER, SHORT_BY, desk
from baeum_rules.recognition.problem import DUPLICATE, SCHOOL, SUBSTITUTE, Needs, Problem, remaining, total

PROBLEMS, OF_FEW_SUBJECTS = range(3000), range(6000, 6750)
LESS_BY_ONE = (9990, 11917, 24504, 25966, 28213)  # one course for a subject leaves less short than another
Columns = tuple[tuple[int, ...], tuple[int, ...]]
NAMES = {selecting.PLAIN: "plain", selecting.BY_CREDITS: "credits", selecting.BY_BOTH: "both"}
ended: dict[str, tuple[bool, int]] = {}  # of the last problem: by name, whether found, and how far short
conditions: list[int] = []  # those of each run for the last name


def asking_problem(rng: random.Random) -> Problem:
    """A random problem that asks for about as much as there is, some records of it of one class or another.

    Courses of a duplicate key meet one subject, so none of them meets one here.
    """
    p = random_problem(rng)
    constraints = tuple(c for c in p.constraints if c.kind != DUPLICATE or rng.random() < 0.4)
    inside = {kind: {m for c in constraints if c.kind == kind for m in c.members} for kind in range(8)}
    count, most = range(len(p.credits)), sum(p.credits)
    classes = [p.classes[i] | (rng.choice((0, 0, 2, 4)) if i not in inside[SUBSTITUTE] else 0) for i in count]
    subject = [i if rng.random() < 0.5 and i not in inside[DUPLICATE] else -1 for i in count]
    part = (rng.randint(0, most // part + 1) for part in (1, 2, 3, 2, 3))
    needs = Needs(*part, rng.choice((-1, *(rng.randint(1, most // 2 + 1),) * 3)), rng.choice((0, 1, 1, 2)), 2)
    return p._replace(
        classes=tuple(classes),
        at_university=tuple(rng.randint(0, 1) for _ in count),
        subject=tuple(subject),
        constraints=constraints,
        needs=needs,
    )


def of_few_subjects(rng: random.Random) -> Problem:
    """The same, where several courses meet one subject, and most of the subjects must be met."""
    p = asking_problem(rng)
    keys = {m for c in p.constraints if c.kind == DUPLICATE for m in c.members}
    subjects = rng.randint(2, 3)
    subject = [-1 if i in keys else rng.randrange(subjects) for i in range(len(p.credits))]
    required = rng.randint(1, sum(p.credits))
    needs = p.needs._replace(required_credits=required, subjects=subjects, subject_count=subjects)
    return p._replace(subject=tuple(subject), needs=needs)


def in_every_class(p: Problem, counted: Counted) -> Iterator[Counted]:
    """A selection, each record that is in no group of substitutes in each class it may be."""
    inside = {m for c in p.constraints if c.kind == SUBSTITUTE for m in c.members}
    open_ones = [
        [taken] if record in inside else [bit for bit in (1, 2, 4, 8) if p.classes[record] & bit]
        for record, (_, taken) in counted.items()
    ]
    for taken in product(*open_ones):
        yield {r: (own[0], bit) for (r, own), bit in zip(counted.items(), taken, strict=True)}


def best_of_all(p: Problem) -> Columns | None:
    """Credits and classes of the best selection of all, by every level."""
    count = range(len(p.credits))

    def levels(counted: Counted) -> tuple[Any, ...]:
        credits, classes = ([counted.get(i, (0, 0))[part] for i in count] for part in (0, 1))
        t = total(p, credits, classes)
        sums = -remaining(p.needs, t), t.recognised, t.major, t.liberal, t.major_required, t.eighteen
        return *sums, credits, [-bit for bit in classes]

    every = (one for counted in every_selection(p) for one in in_every_class(p, counted))
    best = max(every, key=levels, default=None)
    if best is None:
        return None
    return tuple(best.get(i, (0, 0))[0] for i in count), tuple(best.get(i, (0, 0))[1] for i in count)


def lay(d: Any, p: Problem) -> None:
    """Writes a problem on the desk."""
    columns = {
        places.CREDITS: p.credits,
        places.CLASSES: p.classes,
        places.BESIDE: p.elective_beside,
        places.EIGHTEEN: p.eighteen,
        places.UNIVERSITY: p.at_university,
        places.SUBJECT: p.subject,
        places.HOLDER: p.holder,
        places.FORCED: p.forced,
    }
    for row, values in columns.items():
        d.t[row, : len(values)] = values
    d.t[places.NEED, : len(p.needs)] = p.needs
    d.t[COUNTER, places.COUNT_RECORDS] = len(p.credits)
    d.t[COUNTER, places.COUNT_CONSTRAINTS] = len(p.constraints)
    put = 0
    for c, own in enumerate(p.constraints):
        end = put + len(own.members)
        d.t[places.KIND, c], d.t[places.LIMIT, c] = own.kind, own.limit
        d.t[places.FIRST, c], d.t[places.END, c] = put, end
        d.t[places.MEMBER, put:end], d.t[places.WEIGHT, put:end] = own.members, own.weights
        d.t[places.MARK, put:end] = own.marks or 0
        put = end


def _satisfy(d: Any, lowest: int, highest: int, without: int, subjects: bool, slot: int) -> int:
    conditions.clear()
    found = satisfy(d, lowest, highest, without, subjects, slot)
    gone[f"{NAMES[slot]} {found}"] += 1
    gone["more conditions"] += 1 if len(conditions) > 1 else 0
    ended[NAMES[slot]] = found == FOUND, int(d.t[COUNTER, SHORT_BY])
    return found


satisfy = selecting.satisfy


def _run(d: Any, active: int, rho: int, spare: int, subjects: bool, slot: int) -> int:
    if active:
        conditions.append(active)
        assert len(conditions) <= PIECES  # each run has one more at the least
        gone["spare" if spare else "nothing spare"] += 1
        gone["conditions and subjects"] += 1 if subjects else 0
    return run(d, active, rho, spare, subjects, slot)


run = selecting.run


def _improve(d: Any, lowest: int, highest: int) -> int:
    """Counts which of the two ways to be less short of what is required was the better."""
    ended.clear()
    found = improve(d, lowest, highest)
    if "both" in ended:
        (credits, by_credits), (both, by_both) = ended["credits"], ended["both"]
        if credits and both:
            before = selecting.comes_before(d, selecting.BY_BOTH, selecting.BY_CREDITS)
            gone["subjects: less short" if by_both < by_credits else f"subjects: before {int(before)}"] += 1
        elif credits or both:
            gone["subjects: alone" if both else "credits: alone"] += 1
    return found


improve = selecting._improve


def main() -> None:
    """Decides problems of few selections both ways."""
    np.seterr(all="ignore")  # sums of states leave 64 bits, as compiled
    d, wrong = desk(), []
    with (
        patch.object(selecting, "satisfy", _satisfy),
        patch.object(selecting, "run", _run),
        patch.object(selecting, "_improve", _improve),
        patch.object(one_subject, "_best_way", counted("one of each", one_subject._best_way)),
    ):
        for seed in (*PROBLEMS, *OF_FEW_SUBJECTS, *LESS_BY_ONE):
            p = (asking_problem if seed in PROBLEMS else of_few_subjects)(random.Random(seed))
            if sum(p.credits[m] for c in p.constraints if c.kind == SCHOOL for m in c.members) > 10:
                continue  # too many selections
            lay(d, p)
            found, expected = selecting.select(d), best_of_all(p)
            chosen = d.selections[selecting.BEST, :, : len(p.credits)].tolist() if found == FOUND else None
            gone["decided" if chosen else "none"] += 1
            if chosen != (expected and [list(own) for own in expected]):
                wrong.append(seed)
    print(json.dumps({"wrong": wrong, "gone": gone}))


if __name__ == "__main__":
    main()
