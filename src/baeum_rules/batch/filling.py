"""Compiled loops from Arrow buffers to columns, each with what may and must stand there by source.

Each loop fills ``out`` and marks in ``bad`` the rows whose value cannot be read, stands where none may, or
lacks where one must. A row is one learner or one record. ``valid``: ``arrow.Bits``. ``rules``: what may stand
there by source (FORBIDDEN, OPTIONAL, NEEDED), the source of each row, and the number of an absent value.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .compiling import compiled

FORBIDDEN, OPTIONAL, NEEDED = 0, 1, 2
UNREADABLE, NULL = -(2**31), -(2**31) + 1  # in a table of what each distinct text is read as
THOUSAND = 1000
MOST_POINTS = 100


def is_there(valid: Any, row: int) -> Any:
    """Whether the value of a row is not null."""
    bits, at = valid
    return bits.size == 0 or (bits[(at + row) >> 3] >> ((at + row) & 7)) & 1 != 0


def misplaced(there: bool, rule: int, readable: bool) -> Any:
    """Whether a value stands where none may, cannot be read, or lacks where one must; without a branch."""
    return (there & ((rule == FORBIDDEN) | (not readable))) | ((not there) & (rule == NEEDED))


@compiled
def fill_codes(codes: Any, table: Any, valid: Any, rules: Any, out: Any, bad: Any) -> None:
    """Places in a dictionary, each standing for the number in ``table``."""
    need, source, missing = rules
    for row in range(out.size):
        place = codes[row] if is_there(valid, row) else -1
        value = table[place] if place >= 0 else NULL
        bad[row] |= misplaced(value != NULL, need[source[row]], value != UNREADABLE)
        out[row] = value if value > NULL else missing


@compiled
def fill_numbers(values: Any, limits: Any, valid: Any, rules: Any, out: Any, bad: Any) -> None:
    """Whole numbers; ``limits``: lowest, highest, and what is added to each."""
    need, source, missing = rules
    lowest, highest, more = limits
    for row in range(out.size):
        there = is_there(valid, row)
        within = (values[row] >= lowest) & (values[row] <= highest)
        bad[row] |= misplaced(there, need[source[row]], within)
        out[row] = values[row] + more if there & within else missing


def two_thousandths(value: float) -> Any:
    """Twice the thousandths, or the odd number between two where more digits were meant."""
    nearest = np.int64(np.rint(value * THOUSAND))
    written = nearest / THOUSAND
    if written == value:
        return 2 * nearest
    return 2 * nearest + 1 if value > written else 2 * nearest - 1


@compiled
def fill_shares(values: Any, valid: Any, rules: Any, out: Any, bad: Any) -> None:
    """Doubles as two-thousandths of the number that their shortest text means (``fields.read_share``)."""
    need, source, missing = rules
    for row in range(out.size):
        there = is_there(valid, row)
        within = (values[row] >= 0) & (values[row] <= MOST_POINTS)
        bad[row] |= misplaced(there, need[source[row]], within)
        out[row] = two_thousandths(values[row]) if there & within else missing


@compiled
def spread(bad: Any, start: Any, learner_bad: Any) -> None:
    """A learner with a bad record is bad."""
    for learner in range(learner_bad.size):
        for row in range(start[learner], start[learner + 1]):
            learner_bad[learner] |= bad[row]


EMPTY = 0
SPREADING = 0x9E3779B97F4A7C15


def slot_of(key: int, size: int) -> Any:
    """Where the search for a key begins in a table whose size is a power of two."""
    spreading = np.uint64(key) * np.uint64(SPREADING)
    return np.int64(spreading >> np.uint64(32)) & (size - 1)


@compiled
def build_table(keys: Any, table: Any) -> None:
    """Fill an open-addressed table of zeros with keys: the key plus one, and the place in ``keys``."""
    size = table.shape[0]
    for place in range(keys.size):
        slot = slot_of(keys[place], size)
        while table[slot, 0] != EMPTY:
            slot = (slot + 1) & (size - 1)
        table[slot, 0] = keys[place] + 1
        table[slot, 1] = place


def place_of(table: Any, key: Any) -> Any:
    """The place of a key in a table that ``build_table`` filled, -1 where it is not in it."""
    size = table.shape[0]
    slot = slot_of(key, size)
    while table[slot, 0] != EMPTY:
        if table[slot, 0] == key + 1:
            return table[slot, 1]
        slot = (slot + 1) & (size - 1)
    return np.int64(-1)
