"""Where credits are many, prices of a programme do not fit into a word: bounds are proved less finely."""

from __future__ import annotations

import pytest
from benchmarks.batch_nation import nested, setup
from tests.batch.expected import answered_as_one_by_one

DRAWN = 150  # learners of a seed


@pytest.mark.parametrize("seed,one", [(72, 67), (141, 146), (196, 30), (275, 20)])
def test_nobody_is_handed_over_for_that(seed: int, one: int) -> None:
    """These were, after thousands of nodes: no bound was proved."""
    drawn = next(nested(DRAWN, setup("adversarial", seed)))
    assert answered_as_one_by_one(drawn.slice(one, 1)).counts.handed == 0
