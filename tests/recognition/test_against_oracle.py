"""The engine against enumeration of every selection, on small cases whose limits often bind."""

from __future__ import annotations

import random

import pytest
from benchmarks.engine import differences
from tests.oracle.brute import solve
from tests.oracle.cases import tiny_case

BLOCK, BLOCKS = 500, 10
FIRST = 1_000_000  # other cases than those of benchmarks.agreement


@pytest.mark.parametrize("block", range(BLOCKS))
def test_every_part_of_the_answer_agrees(block: int) -> None:
    """R, all sums, complete, credits and class of each record, the rules that refuse each, what clashes."""
    wrong = {}
    chosen = refused = clashes = 0
    for seed in range(FIRST + block * BLOCK, FIRST + (block + 1) * BLOCK):
        case = tiny_case(random.Random(seed))
        truth = solve(case)
        found = differences(case, truth)
        if found:
            wrong[seed] = found
        clashes += truth["clash"] is not None
        refused += bool(truth["refused"])
        chosen += len(truth["credits"] or ()) < len(case["records"]) - len(truth["refused"])
    assert wrong == {}
    # the block has something to decide: records refused, left out, and choices that cannot be had
    assert min(chosen, refused, clashes) >= BLOCK // 50


def test_a_difference_would_be_seen() -> None:
    cases = (tiny_case(random.Random(seed)) for seed in range(100))
    case, truth = next((c, t) for c, t in ((c, solve(c)) for c in cases) if t["credits"] and t["refused"])
    assert differences(case, truth) == []
    for name in ("remaining", "recognised", "major", "liberal", "major_required", "eighteen"):
        assert differences(case, {**truth, name: truth[name] + 1})
    first = case["records"][0]["id"]
    for other in (
        {"credits": {**truth["credits"], first: 99}},
        {"classes": {**truth["classes"], first: "no such class"}},
        {"refused": {**truth["refused"], first: ["no.such.rule"]}},
        {"clash": [first]},
        {"complete": not truth["complete"]},
    ):
        assert differences(case, {**truth, **other})
