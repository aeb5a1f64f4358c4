"""Degrees that learners already have: the latest that opens the second route, whether one has their major."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from .arrow import Bytes, is_text
from .cells import previous_degrees
from .columns import DEGREES
from .compiling import compiled
from .schema import PREVIOUS_DEGREE

BACHELOR = DEGREES.index("bachelor")
TEXTS = pa.list_(pa.struct([pa.field(field.name, pa.string()) for field in PREVIOUS_DEGREE]))


def lists_of_degrees(array: pa.Array, bad: Bytes) -> pa.Array:
    """A column of previous degrees as lists of structs; learners whose JSON text is no such list are bad."""
    if not is_text(array.type):
        return array
    found: list[Any] = []
    names = {field.name for field in PREVIOUS_DEGREE}
    for row, text in enumerate(array.to_pylist()):
        given = previous_degrees(text)
        fits = isinstance(given, list) and all(
            isinstance(degree, dict)
            and degree.keys() <= names
            and all(cell is None or isinstance(cell, str) for cell in degree.values())
            for degree in given
        )
        if given is not None and not fits:
            bad[row] = 1
        found.append(given if fits else None)
    return pa.array(found, TEXTS)


@compiled
def fill_degrees(start: Any, aims: Any, held: Any, latest: Any, same: Any) -> None:
    """Of each learner's degrees those that open the second route to the one aimed at, by decree.16.1.2."""
    wanted, aimed_at = aims
    degree, major, conferred = held
    for learner in range(start.size - 1):
        latest[learner] = -1
        same[learner] = 0
        for row in range(start[learner], start[learner + 1]):
            if wanted[learner] == BACHELOR and degree[row] != BACHELOR:
                continue
            latest[learner] = max(latest[learner], conferred[row])
            same[learner] |= major[row] == aimed_at[learner]


def no_degrees(count: int) -> tuple[Any, Any]:
    """The columns of learners without any."""
    return np.full(count, -1, np.int32), np.zeros(count, np.int8)
