"""The engine against an independent CP-SAT model, on cases of 20 to 80 records."""

from __future__ import annotations

import random

import pytest
from benchmarks.engine import decided, levels_of
from tests.oracle.cases import large_case
from tests.oracle.cpsat import solve

FIRST = 500_000  # other cases than those of benchmarks.selection
BLOCK, BLOCKS = 15, 5


@pytest.mark.parametrize("block", range(BLOCKS))
@pytest.mark.parametrize("kind", ["ordinary", "adversarial"])
def test_the_first_four_levels_agree(kind: str, block: int) -> None:
    """Credits still to earn, then recognised, major and liberal credits."""
    wrong, left_out = {}, 0
    for seed in range(FIRST + block * BLOCK, FIRST + (block + 1) * BLOCK):
        case = large_case(random.Random(seed), kind)
        audited, truth = decided(case), solve(case)
        mine = levels_of(audited.problem, audited.selection)
        if mine != truth:
            wrong[seed] = (mine, truth)
        left_out += audited.selection is not None and audited.selection.credits != audited.problem.credits
    assert wrong == {}
    assert left_out > 0
