"""What learners themselves decided: records left out, records that must count."""

from __future__ import annotations

import numpy as np

from .draws import Draws
from .people import People, Setup
from .rows import CHOICES, SOURCES, Rows


def add_choices(draws: Draws, people: People, rows: Rows, setup: Setup) -> None:
    """Leave some records out; take some that count anyway, of learners without a conflict."""
    share, n = setup.marginals.share, len(rows.owner)
    left = draws.chance(share("choices.leave"), n) & ~rows.pinned
    columns = rows.columns
    plain = columns["source"] == SOURCES.index("accredited_course")
    limits = setup.limits
    plain &= (columns["score"] >= limits.always_passed) & (columns["attendance"] >= limits.attended)
    plain &= columns["completed_on"] <= setup.marginals.as_of
    plain &= (~people.second & (people.kinds == 0))[rows.owner]
    taken = draws.chance(share("choices.take"), n) & plain & ~left
    rows.put("choice", left, CHOICES.index("leave"))
    rows.put("choice", np.flatnonzero(taken), CHOICES.index("take"))
