"""The kernel's two searches, run interpreted: by labels alone, by branch and bound alone, and by both.

Run by ``test_searches.py`` in a process of its own with NUMBA_DISABLE_JIT=1. Prints how many columns differ,
how often each step was taken, and what bounds were below what was found.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import numpy as np
from benchmarks.batch_nation import nested as synthetic
from benchmarks.batch_nation import setup
from tests.batch.flattening import Case, nested
from tests.batch.ways_interpreted import bachelor, columns_of, counted, gone, school
from tests.oracle.cases import large_case, tiny_case

from baeum_rules.batch.encoding import Encoder
from baeum_rules.batch.kernel import (
    branching,
    choices,
    choosing,
    deciding,
    dominance,
    first_of_best,
    one_limit,
    searching,
    selecting,
)
from baeum_rules.batch.kernel.places import (
    BEST_CLASS,
    BEST_COUNT,
    BOUND,
    COUNT_ITEMS,
    COUNTER,
    FINE,
    IF_SETTLED,
    TRIED_CLASS,
    TRIED_COUNT,
)
from baeum_rules.batch.kernel.undecided import worth_of_tried
from baeum_rules.certificates import load_certificates
from baeum_rules.parameters import load_law

HARD = 153  # a hard synthetic learner of whom a course is cut that excludes others
wrong: list[str] = []


def alike() -> Case:
    """Courses that differ in nothing but their day, more of them than a semester may hold."""
    taken = {"source": "accredited_course", "attendance": 95, "class": "general_elective"}
    days = [f"2015-06-{day}" for day in range(10, 22)]
    return bachelor([taken | {"credits": 3 - place % 2, "ended_on": day} for place, day in enumerate(days)])


def cases() -> list[Case]:
    """Cases of every theme, schools whose courses may be cut, and hard ones."""
    found = [tiny_case(random.Random(seed), 14) for seed in range(4100, 4125)]
    found += [school(random.Random(seed)) for seed in range(30, 36)]
    found += [alike()]
    found += [large_case(random.Random(seed), "adversarial") for seed in range(700, 704)]
    return found


def checked(explore: Callable[..., int]) -> Callable[..., int]:
    """Looking for a selection, with every bound on the way held against the best that is found in the end."""

    def called(d: Any, target: int, every: bool) -> int:
        if target > 0 or not every:
            return explore(d, target, every)
        bounds: list[int] = []

        def look(d: Any, target: int) -> int:
            told = branching_look(d, target)
            if not bounds:
                bounds.append(int(d.t[COUNTER, BOUND]) >> int(d.t[COUNTER, FINE]))
            return told

        branching_look = branching._look
        with patch.object(branching, "_look", look):
            found = explore(d, target, every)
        if found == branching.FOUND:
            items = int(d.t[COUNTER, COUNT_ITEMS])
            d.t[TRIED_COUNT, :items], d.t[TRIED_CLASS, :items] = (
                d.t[BEST_COUNT, :items],
                d.t[BEST_CLASS, :items],
            )
            worth = worth_of_tried(d)
            if worth > bounds[0]:
                wrong.append(f"the bound {bounds[0]} is below {worth}")
        return found

    return called


def pairs_found(d: Any) -> None:
    """Notes pairs of both kinds."""
    find_pairs(d)
    for pair in range(int(d.t[COUNTER, branching.PAIRS])):
        gone["parts" if d.t[IF_SETTLED, pair] >= 0 else "whole"] += 1


find_pairs = dominance.find_pairs


def decided(chooser: Any, given: Any, few: int, few_labels: int) -> dict[str, Any]:
    """What is decided with so many labels at first, and at a node."""
    with (
        patch.object(deciding, "decide_small", lambda *_: one_limit.LARGE),
        patch.object(selecting, "settles", lambda *_: False),
        patch.object(searching, "FEW", few),
        patch.object(branching, "FEW_LABELS", few_labels),
        patch.object(branching, "LABELS_OF_NODE", 0 if few_labels < 0 else 40),
    ):
        return columns_of(chooser(*given))


def main() -> None:
    """Decides the cases by labels alone, by branch and bound alone, and by both."""
    np.seterr(all="ignore")  # sums of states leave 64 bits, as compiled
    folder = load_law().folder
    encoder, chooser = Encoder(load_certificates(f"{folder}/certificates")), choosing.Chooser()
    hard = next(synthetic(HARD + 1, setup(None))).slice(HARD)
    differing: dict[str, list[str]] = {"alone": [], "both": []}
    for batch in (nested(cases()), hard):
        given = encoder.encode(batch)[:4]
        for way, found in compare(chooser, given).items():
            differing[way] += found
    print(json.dumps(differing | {"wrong": wrong, "gone": gone}))


def compare(chooser: Any, given: Any) -> dict[str, list[str]]:
    """The columns in which each way differs from labels alone."""
    before = gone.copy()
    by_labels = decided(chooser, given, 40_000, 1000)
    gone.clear()
    gone.update(before)
    with (
        patch.object(first_of_best, "explore", checked(branching.explore)),
        patch.object(branching, "find_pairs", pairs_found),
        patch.object(branching, "choose_flag", counted("flag", branching.choose_flag)),
        patch.object(branching, "choose_item", counted("item", branching.choose_item)),
        patch.object(branching, "choose_in_broken", counted("broken", branching.choose_in_broken)),
        patch.object(branching, "nothing_fits", counted("nothing fits", branching.nothing_fits)),
        patch.object(choices, "holds", counted("holds", dominance.holds)),
        patch.object(branching, "_by_labels", counted("labels", branching._by_labels)),
    ):
        by_both = decided(chooser, given, -1, 300)
        alone = decided(chooser, given, -1, -1_000_000)
    kept = [n for n in by_labels if n != "proved_by"]
    return {
        "alone": [n for n in kept if (by_labels[n] != alone[n]).any()],
        "both": [n for n in kept if (by_labels[n] != by_both[n]).any()],
    }


if __name__ == "__main__":
    main()
