"""The ways a laid search may go: by labels alone, by branch and bound, with cores of every size, or none."""

from __future__ import annotations

from typing import Any

from baeum_rules.batch.compiling import digest, keep
from baeum_rules.batch.kernel import making
from baeum_rules.batch.kernel.branching import NODES_BEFORE_CUTS, _begin, _explore
from baeum_rules.batch.kernel.deciding import _add_item, _add_less
from baeum_rules.batch.kernel.dominance import find_pairs
from baeum_rules.batch.kernel.labels import GIVEN_UP
from baeum_rules.batch.kernel.levels import write_most_of_levels
from baeum_rules.batch.kernel.near_bound import LEAST_SIZE, MOST_SIZE
from baeum_rules.batch.kernel.places import (
    CORE_SIZE,
    COUNT_ITEMS,
    COUNT_RECORDS,
    COUNTER,
    CUTS_FROM,
    LESS,
    MOST_LABELS,
    NEXT_TRY,
    SPENT_HERE,
)
from baeum_rules.batch.kernel.programme import lay_programme, open_all
from baeum_rules.batch.kernel.proving import note_simple
from baeum_rules.batch.kernel.rows_laid import CANNOT, lay_rows
from baeum_rules.batch.kernel.searching import _by_labels_alone, search

LABELS, SEARCH, BRANCHING, NO_CORES, PAIRS_FIRST, FEW_LABELS, MANY_LABELS, CUTS_FIRST, CUTS_ALONE = range(9)
NOT_KEPT, NOT_LAID = -2, -3  # a condition cannot be kept; there are too many rows or options


def search_laid(d: Any, spare: int, active: int, subjects: bool, way: int) -> int:
    """Searches what is laid on the desk; FOUND, NONE, GIVEN_UP, NOT_KEPT or NOT_LAID."""
    d.t[COUNTER, COUNT_ITEMS], d.t[COUNTER, LESS] = 0, -1
    for record in range(d.t[COUNTER, COUNT_RECORDS]):
        if not _add_item(d, record, d.state[record]):
            return NOT_LAID
    if spare and not _add_less(d, spare):
        return NOT_LAID
    laid = lay_rows(d, active, 0, 0, subjects)
    if laid < 0:
        return NOT_KEPT if laid == CANNOT else NOT_LAID
    if way == SEARCH:
        return search(d)
    if not open_all(d):
        return GIVEN_UP
    if way == LABELS:
        return _by_labels_alone(d, MOST_LABELS)
    _begin(d)
    lay_programme(d)
    write_most_of_levels(d)
    note_simple(d)
    d.t[COUNTER, CUTS_FROM] = 0 if way in (CUTS_FIRST, CUTS_ALONE) else 1 << 40
    if way == BRANCHING:
        d.t[COUNTER, CUTS_FROM] = NODES_BEFORE_CUTS
    if way in (NO_CORES, CUTS_ALONE):
        d.t[COUNTER, SPENT_HERE] = 1 << 40
    elif way == PAIRS_FIRST:
        find_pairs(d)
    elif way == FEW_LABELS:  # every core may be tried, and most are given up
        d.t[COUNTER, CORE_SIZE], d.t[COUNTER, NEXT_TRY], d.t[COUNTER, SPENT_HERE] = LEAST_SIZE, 0, 1980
    elif way == MANY_LABELS:  # a core may be all there is to choose
        d.t[COUNTER, CORE_SIZE], d.t[COUNTER, SPENT_HERE] = MOST_SIZE, -400_000
    return _explore(d)


def searcher() -> Any:
    """``search_laid``, compiled."""
    if making.INTERPRETED:
        return search_laid
    stamp = making._STAMP_OF_SOURCE + digest(search_laid)
    dispatcher = making.njit(**making._OPTIONS)(search_laid)
    keep(dispatcher, search_laid, stamp)
    return dispatcher
