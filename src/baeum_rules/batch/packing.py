"""Compiled loops that make the bytes of a Parquet page: places in few bits, texts after their lengths."""

from __future__ import annotations

from typing import Any

import numpy as np

from .compiling import compiled
from .filling import EMPTY, slot_of

HALF = 32  # bits that are written at once
NARROW = 8  # bits of a number of which eight are written at once
MOST_DISTINCT = 1 << 12  # distinct numbers that are worth a dictionary
SLOTS = 1 << 14


def pack_groups(values: Any, width: int, out: Any) -> None:
    """Groups of eight numbers of at most NARROW bits, so that a group is one number."""
    for group in range(values.size >> 3):
        held = np.int64(0)
        given = values[8 * group : 8 * group + 8]
        for step in range(8):
            held |= np.int64(given[step]) << (step * width)
        into = out[group * width : group * width + 8]
        for step in range(8):  # what is too much is written over by the next group
            into[step] = (held >> (8 * step)) & 255


@compiled
def pack(values: Any, width: int, out: Any) -> None:
    """Numbers of ``width`` bits one after the other, the lowest first; ``out`` has room for 64 bits more."""
    held, bits, at, first = np.int64(0), np.int64(0), np.int64(0), np.int64(0)
    if width <= NARROW:
        pack_groups(values, width, out)
        first = values.size & ~7
        at = (first >> 3) * width
    for place in range(first, values.size):
        held |= np.int64(values[place]) << bits
        bits += width
        if bits >= HALF:
            for step in range(4):
                out[at + step] = (held >> (8 * step)) & 255
            held >>= HALF
            bits -= HALF
            at += 4
    for step in range(4):
        out[at + step] = (held >> (8 * step)) & 255


@compiled
def plain_texts(offsets: Any, text: Any, out: Any) -> None:
    """Texts, each after its length in four bytes."""
    at = np.int64(0)
    for place in range(offsets.size - 1):
        first, length = offsets[place], offsets[place + 1] - offsets[place]
        for step in range(4):
            out[at + step] = (length >> (8 * step)) & 255
        at += 4
        for step in range(length):
            out[at + step] = text[first + step]
        at += length


@compiled
def distinct(values: Any, slots: Any, places: Any, found: Any) -> Any:
    """The place of each number among the distinct ones, which are kept in ``found``; how many there are.

    One more than fit into ``found`` where there are more. ``slots``: zeros, a power of two of them.
    """
    count = np.int64(0)
    size = slots.size
    for row in range(values.size):
        if row and values[row] == values[row - 1]:
            places[row] = places[row - 1]
            continue
        slot = slot_of(int(values[row] & np.uint64(0x7FFFFFFFFFFFFFFF)), size)
        while slots[slot] != EMPTY and found[slots[slot] - 1] != values[row]:
            slot = (slot + 1) & (size - 1)
        if slots[slot] == EMPTY:
            if count == found.size:
                return count + 1
            found[count] = values[row]
            count += 1
            slots[slot] = count
        places[row] = slots[slot] - 1
    return count


@compiled
def keep_there(values: Any, bits: Any, at: int, out: Any) -> None:
    """The values whose bit is set, from bit ``at`` on; ``out`` has one place more than they are."""
    to = np.uint64(0)
    for row in range(values.size):
        out[to] = values[row]
        to += np.uint64((bits[np.uint64(at + row) >> np.uint64(3)] >> ((at + row) & 7)) & 1)


@compiled
def fill_levels(start: Any, there: Any, first: Any, levels: Any) -> Any:
    """Entries of lists: 1 in ``first`` for one that goes on a list, 0 for the first; their ``levels``.

    A list that is null or empty has one entry, of level 0 or 1; others 4. Returns how many there are.
    """
    count = np.int64(0)
    for row in range(start.size - 1):
        begun = count
        for _ in range(start[row + 1] - start[row]):
            first[count], levels[count] = 1, 4
            count += 1
        if count == begun:
            levels[count] = there[row]
            count += 1
        first[begun] = 0
    return count


@compiled
def lower_absent(levels: Any, bits: Any, at: int, out: Any) -> None:
    """The levels of the entries of a field: one less than 4 where its value is absent."""
    row = np.int64(0)
    for entry in range(levels.size):
        out[entry] = levels[entry]
        if levels[entry] == 4:
            out[entry] -= 1 - ((bits[(at + row) >> 3] >> ((at + row) & 7)) & 1)
            row += 1


@compiled
def mark_firsts(start: Any, bits: Any) -> int:
    """Of lists that all have entries the bits of those that go on a list; 0 where one has none."""
    for place in range(bits.size):
        bits[place] = 255
    for row in range(start.size - 1):
        if start[row + 1] == start[row]:
            return 0
        bits[start[row] >> 3] &= 255 - (1 << (start[row] & 7))
    return 1


@compiled
def are_same(values: Any) -> int:
    """Whether all numbers are the same."""
    for place in range(1, values.size):
        if values[place] != values[0]:
            return 0
    return 1
