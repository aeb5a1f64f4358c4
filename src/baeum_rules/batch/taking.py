"""Compiled loops from Arrow buffers to columns whose values can all be read, as they nearly always can.

Each fills ``out``, eight rows a step, from values and the bits of those that are there: one a row from bit 0
on, no bytes where all are there. Those of ``filling`` do the same and say of each row what is wrong; they are
asked where something is.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .compiling import compiled
from .filling import MOST_POINTS, two_thousandths

ALL = 255
PARTS = 8  # parts of a point that doubles hold exactly, and of which thousandths are whole numbers
OF_A_PART = 2000 // PARTS


def is_set(bits: Any, row: int) -> Any:
    """Whether the value of a row is there, as 0 or 1."""
    return (bits[row >> 3] >> (row & 7)) & 1


@compiled
def take_codes(codes: Any, table: Any, bits: Any, missing: int, out: Any) -> None:
    """Places in a dictionary, each standing for the number in ``table``."""
    if bits.size == 0:
        for row in range(out.size):
            out[row] = table[codes[row]]
        return
    for place in range(out.size >> 3):
        byte, first = np.int64(bits[place]), place << 3
        here = out[first : first + 8]
        if byte == 0:
            for step in range(8):
                here[step] = missing
            continue
        given = codes[first : first + 8]
        if byte == ALL:
            for step in range(8):
                here[step] = table[given[step]]
            continue
        for step in range(8):
            there = (byte >> step) & 1
            value = table[given[step] * there]
            here[step] = value if there else missing
    for row in range(out.size & ~7, out.size):
        out[row] = table[codes[row]] if is_set(bits, row) else missing


@compiled
def take_numbers(values: Any, limits: Any, bits: Any, missing: int, out: Any) -> Any:
    """Whole numbers; ``limits``: lowest, highest, and what is added to each. How many are not within."""
    lowest, highest, more = limits
    beyond = np.int64(0)
    if bits.size == 0:
        for row in range(out.size):
            value = values[row]
            beyond += (value < lowest) | (value > highest)
            out[row] = value + more
        return beyond
    for place in range(out.size >> 3):
        byte, first = np.int64(bits[place]), place << 3
        here = out[first : first + 8]
        if byte == 0:
            for step in range(8):
                here[step] = missing
            continue
        given = values[first : first + 8]
        for step in range(8):
            value, there = given[step], (byte >> step) & 1
            beyond += there & ((value < lowest) | (value > highest))
            here[step] = value + more if there else missing
    for row in range(out.size & ~7, out.size):
        value, there = values[row], is_set(bits, row)
        beyond += there & ((value < lowest) | (value > highest))
        out[row] = value + more if there else missing
    return beyond


def share_of(value: float) -> Any:
    """A double as two-thousandths, by multiplying alone where it is a whole number of parts."""
    parts = value * PARTS
    whole = np.int64(parts)
    return whole * OF_A_PART if whole == parts else two_thousandths(value)


@compiled
def take_shares(values: Any, bits: Any, missing: int, out: Any) -> Any:
    """Doubles as two-thousandths. How many are not within 0 to 100."""
    beyond = np.int64(0)
    for place in range((out.size + 7) >> 3):
        byte, first = np.int64(ALL), place << 3
        if bits.size:
            byte = np.int64(bits[place])
        here = out[first : first + 8]
        if byte == 0:
            for step in range(here.size):
                here[step] = missing
            continue
        given = values[first : first + 8]
        for step in range(here.size):
            value, there = given[step], (byte >> step) & 1
            within = (value >= 0) & (value <= MOST_POINTS)
            beyond += there & (not within)
            here[step] = share_of(value if within else 0.0) if there else missing
    return beyond


@compiled
def take_flags(flags: Any, bits: Any, missing: int, out: Any) -> None:
    """Bits, from bit 0 of ``flags`` on."""
    for place in range(out.size >> 3):
        byte, first = np.int64(ALL), place << 3
        if bits.size:
            byte = np.int64(bits[place])
        here, given = out[first : first + 8], np.int64(flags[place])
        if byte == 0:
            for step in range(8):
                here[step] = missing
            continue
        for step in range(8):
            here[step] = (given >> step) & 1 if (byte >> step) & 1 else missing
    for row in range(out.size & ~7, out.size):
        out[row] = is_set(flags, row) if bits.size == 0 or is_set(bits, row) else missing


@compiled
def bits_of_sources(source: Any, bits: Any) -> None:
    """One row of bits for each source: which rows are of it."""
    for row in range(source.size):
        bits[source[row], row >> 3] |= 1 << (row & 7)


@compiled
def mark_misplaced(valid: Any, forbidden: Any, needed: Any, bad: Any) -> None:
    """Rows that have a value where none may stand, or none where one must; all as bits."""
    for place in range(bad.size):
        bad[place] |= (valid[place] & forbidden[place]) | (~valid[place] & needed[place])
