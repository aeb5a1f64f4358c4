"""The columns of the learners themselves."""

from __future__ import annotations

from typing import Any

import numpy as np

from .draws import Draws
from .others import school_left
from .people import People, Setup
from .rows import NULL, Rows


def learner_columns(draws: Draws, people: People, rows: Rows, setup: Setup) -> dict[str, Any]:
    """Columns by name, as codes of the vocabulary and ordinals, -1 for null."""
    marginals, n = setup.marginals, people.count
    university = np.full(n, NULL)
    at = rows.groups["schools"][0][::-1]
    university[rows.owner[at]] = rows.columns["institution"][at]
    named = draws.chance(marginals.share("conferring_university.share"), n)
    holder = draws.chance(marginals.share("bdes_degree.share"), n) & (people.kinds == 0)
    return {
        "degree": people.degree,
        "second": people.second,
        "major": people.major,
        "conferral": draws.of(marginals.shares["conferral.share"], n),
        "conferring_university": np.where(named, university, NULL),
        "curriculum": np.full(n, NULL),
        "high_school": school_left(people),
        "bdes_degree": np.where(holder, people.conferred, NULL),
        "held": people.held(),
        "held_major": draws.between(0, len(setup.vocabulary.majors) - 1, n),
        "conferred": people.conferred,
        "region": draws.of(marginals.shares["region.share"], n),
        "birth": people.birth,
    }
