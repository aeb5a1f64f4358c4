"""A cut made of what no more than a cap is recognised holds nowhere that more may be."""

from __future__ import annotations

import pytest
from benchmarks.batch_nation import nested, setup
from tests.batch.expected import answered_as_one_by_one

DRAWN = 150  # learners of a seed


@pytest.mark.parametrize("seed,one", [(321, 5), (350, 47), (366, 15), (369, 7)])
def test_a_cut_is_dropped_where_more_may_be_recognised(seed: int, one: int) -> None:
    """With cuts kept there, a better selection was cut off: one in some 1,400 of these learners got less."""
    drawn = next(nested(DRAWN, setup("adversarial", seed)))
    assert answered_as_one_by_one(drawn.slice(one, 1)).counts.handed == 0
