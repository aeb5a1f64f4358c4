"""A first look at the table of learners: how many there are, and that each has one row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import compute

from .arrow import text_of
from .columns import UInt64
from .compiling import compiled
from .table_faults import Faults, TableError, table_fault
from .tables import Table


@compiled
def _hashes(offsets: Any, text: Any, found: Any) -> None:
    """FNV-1a of each text: eight bytes a learner stand for the id until two are alike."""
    for row in range(found.size):
        value = np.uint64(0xCBF29CE484222325)
        for place in range(offsets[row], offsets[row + 1]):
            value = (value ^ np.uint64(text[place])) * np.uint64(0x100000001B3)
        found[row] = value


def hashes_of(names: pa.Array) -> UInt64:
    """A number for each text; where two differ, the texts do."""
    texts = text_of(names)
    found = np.empty(len(names), np.uint64)
    _hashes(texts.offsets, texts.text, found)
    return found


def survey(learners: Table) -> int:
    """How many learners there are. Raises TableError for none, all without an id, and all who stand twice."""
    count, last, rising = 0, "", True
    faults = Faults(learners.path)
    for names in ids_of(learners):
        if names.null_count:
            rising = False
            for place in np.flatnonzero(np.asarray(names.is_null())):
                faults.add("no_learner", count + int(place) + 1)
        if rising:  # no id stands twice where each is greater than the one before
            later = compute.greater(names.slice(1), names.slice(0, len(names) - 1))
            rising = names[0].as_py() > last and compute.all(later).as_py() is not False
            last = names[-1].as_py()
        count += len(names)
    if not count:
        raise TableError([table_fault(learners.path, "empty")])
    if not rising:
        _add_repeated(learners, count, faults)
    faults.must_be_none()
    return count


def as_texts(names: pa.Array) -> pa.Array:
    """Ids as plain texts, whatever texts a table has them as."""
    return names if names.type == pa.string() else names.cast(pa.string())


def ids_of(learners: Table) -> Iterator[pa.Array]:
    """The ids of learners in their order, batch by batch."""
    for batch in learners.batches(only=("learner",)):
        yield as_texts(batch.column("learner"))


def _add_repeated(learners: Table, size: int, faults: Faults) -> None:
    """Adds every learner who stands in a second row. It takes sixteen bytes a learner."""
    hashes, row = np.empty(size, np.uint64), 0
    for names in ids_of(learners):
        hashes[row : row + len(names)] = hashes_of(names)
        row += len(names)
    order = np.sort(hashes)
    alike = np.unique(order[1:][order[1:] == order[:-1]])
    if not alike.size:
        return
    seen: dict[str, int] = {}
    row = 0
    for names in ids_of(learners):
        count = len(names)
        for place in np.flatnonzero(np.isin(hashes[row : row + count], alike)):
            name = names[int(place)].as_py()
            here = row + int(place) + 1
            if name in seen:
                faults.add("learner_twice", name, seen[name], here)
            elif name is not None:
                seen[name] = here
        row += count
