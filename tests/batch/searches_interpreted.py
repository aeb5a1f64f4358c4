"""The kernel's searches, run interpreted: by labels alone, and by branch and bound of every kind.

Run by ``test_searches.py`` in a process of its own with NUMBA_DISABLE_JIT=1. Prints how many columns differ,
how often each step was taken, and what bounds were below what was found.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import numpy as np
from benchmarks.batch_nation import ADVERSARIAL, setup
from benchmarks.batch_nation import nested as synthetic
from tests.batch import search_ways as ways
from tests.batch.counting import counting, gone
from tests.batch.flattening import Case, nested
from tests.batch.laid_searches import active_of, chosen, laid_at_random, lay
from tests.batch.ways_interpreted import bachelor, columns_of, school
from tests.oracle.cases import large_case, tiny_case

from baeum_rules.batch.encoding import Encoder
from baeum_rules.batch.kernel import (
    branching,
    choosing,
    core_labels,
    deciding,
    near_bound,
    one_limit,
    searching,
    selecting,
    solving,
)
from baeum_rules.batch.kernel.labels import FOUND, GIVEN_UP
from baeum_rules.batch.kernel.places import (
    BEST_CLASS,
    BEST_COUNT,
    BOUND,
    COUNT_ITEMS,
    COUNTER,
    FINE,
    TRIED_CLASS,
    TRIED_COUNT,
    desk,
)
from baeum_rules.batch.kernel.undecided import worth_of_tried
from baeum_rules.certificates import load_certificates
from baeum_rules.parameters import load_law

HARD = 153  # a hard synthetic learner of whom a course is cut that excludes others
# laid searches of few nodes: the first seed, how many, courses from and to, limits at most
LAID = ((0, 20, 3, 9, 5), (111, 31, 10, 40, 12), (143, 27, 10, 40, 12), (237, 1, 10, 40, 12))
LAID += ((62, 9, 40, 60, 25), (74, 10, 40, 60, 25), (120, 1, 40, 60, 25))  # 71, 72 and 89 take long
WITHOUT_CORES = {"no cores", "cuts alone"}
wrong: list[str] = []
# what is changed of branch and bound; and whether it is the search as it is, with its first few labels
KINDS: dict[str, dict[tuple[Any, str], Any]] = {
    "branching": {},
    "no cores": {(branching, "may_try"): lambda _: False},
    "tiny cores": {(near_bound, "SIZE"): 2, (branching, "SIZE"): 2, (near_bound, "LEAST_SIZE"): 2},
    "large cores": {(near_bound, "SIZE"): 60, (branching, "SIZE"): 60},
    "small labels": {(near_bound, "FEW_LABELS"): 700, (near_bound, "LABELS_OF_NODE"): 40},
    "small layers": {(core_labels, "MOST_CORE"): 40},
    "pairs first": {(branching, "NODES_BEFORE_PAIRS"): -1},
    "less as a course": {(solving, "choose_less"): lambda _: False},
    "cuts alone": {
        (branching, "NODES_BEFORE_CUTS"): 0,
        (branching, "ROUNDS"): 4,
        (branching, "may_try"): lambda _: False,
    },
}


def alike() -> Case:
    """Courses that differ in nothing but their day, more of them than a semester may hold."""
    taken = {"source": "accredited_course", "attendance": 95, "class": "general_elective"}
    days = [f"2015-06-{day}" for day in range(10, 22)]
    return bachelor([taken | {"credits": 3 - place % 2, "ended_on": day} for place, day in enumerate(days)])


def cases() -> list[Case]:
    """Cases of every theme, schools whose courses may be cut, and hard ones."""
    found = [tiny_case(random.Random(seed), 14) for seed in range(4100, 4106)]
    found += [school(random.Random(seed)) for seed in range(30, 33)]
    found += [alike()]
    found += [large_case(random.Random(seed), "adversarial") for seed in range(700, 701)]
    return found


def checked(explore: Callable[..., int]) -> Callable[..., int]:
    """Looking for a selection, with the first bound held against the best that is found in the end."""

    def called(d: Any) -> int:
        bounds: list[int] = []

        def look(d: Any, rounds: int) -> int:
            told = branching_look(d, rounds)
            if not bounds:
                bounds.append(int(d.t[COUNTER, BOUND]) >> int(d.t[COUNTER, FINE]))
            return told

        branching_look = branching.look
        with patch.object(branching, "look", look):
            found = explore(d)
        if found == FOUND:
            items = int(d.t[COUNTER, COUNT_ITEMS])
            d.t[TRIED_COUNT, :items] = d.t[BEST_COUNT, :items]
            d.t[TRIED_CLASS, :items] = d.t[BEST_CLASS, :items]
            worth = worth_of_tried(d)
            if worth > bounds[0]:
                wrong.append(f"the bound {bounds[0]} is below {worth}")
        return found

    return called


def changed(changes: dict[tuple[Any, str], Any]) -> Any:
    """The modules, with what is changed of them."""
    stack = ExitStack()
    for (module, name), value in changes.items():
        stack.enter_context(patch.object(module, name, value))
    return stack


def decided(chooser: Any, given: Any, few: int, changes: dict[tuple[Any, str], Any]) -> dict[str, Any]:
    """What is decided with so many labels at first, no part being tried out."""
    with (
        changed(changes),
        patch.object(deciding, "decide_small", lambda *_: one_limit.LARGE),
        patch.object(selecting, "settles", lambda *_: False),
        patch.object(searching, "FEW", few),
        patch.object(branching, "_explore", checked(branching._explore)),
    ):
        return columns_of(chooser(*given))


def differing_columns() -> Iterator[tuple[str, str]]:
    """The columns of whole cases in which each kind differs from labels alone."""
    folder = load_law().folder
    encoder, chooser = Encoder(load_certificates(f"{folder}/certificates")), choosing.Chooser()
    hard = next(synthetic(HARD + 1, setup(ADVERSARIAL))).slice(HARD)
    for batch in (nested(cases()), hard):
        given = encoder.encode(batch)[:4]
        by_labels = decided(chooser, given, 40_000, {})
        for kind, changes in KINDS.items():
            if kind in WITHOUT_CORES:  # too slow where it is hard
                continue
            with counting():
                found = decided(chooser, given, -1, changes)
            for name, column in by_labels.items():
                if name != "proved_by" and (column != found[name]).any():
                    yield kind, name


def differing_searches() -> Iterator[tuple[str, int]]:
    """The seeds of laid searches in which each kind differs from labels alone."""
    d = desk()
    for begin, count, least, most, limits in LAID:
        for seed in range(begin, begin + count):
            rng = random.Random(seed)
            laid = laid_at_random(rng, rng.randint(least, most), limits)
            answers = {}
            for kind, changes in ({"labels": {}} | KINDS).items():
                if (kind == "labels" or kind in WITHOUT_CORES) and most > 9:  # interpreted they take too long
                    continue
                way = ways.LABELS if kind == "labels" else ways.BRANCHING
                lay(d, laid)
                with counting(), changed(changes), patch.object(ways, "_explore", checked(ways._explore)):
                    found = ways.search_laid(d, laid.spare, active_of(laid), laid.subjects > 0, way)
                answers[kind] = (
                    "given up" if found == GIVEN_UP else (found, found == FOUND and chosen(d, laid))
                )
                gone[f"{kind} given up"] += 1 if found == GIVEN_UP else 0
            known = [kind for kind, answer in answers.items() if answer != "given up"]
            yield from ((kind, seed) for kind in known[1:] if answers[kind] != answers[known[0]])


def main() -> None:
    """Searches all by labels alone and by branch and bound of every kind."""
    np.seterr(all="ignore")  # sums of states leave 64 bits, as compiled
    found = {"columns": list(differing_columns()), "searches": list(differing_searches())}
    print(json.dumps(found | {"wrong": wrong, "gone": gone}))


if __name__ == "__main__":
    main()
