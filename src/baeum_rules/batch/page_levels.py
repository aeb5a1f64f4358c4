"""Levels of a page of a Parquet file as bits, one a row: which values are there; by compiled loops.

No function looks at a byte outside the page; what it returns says that a page is not as it should be.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .compiling import compiled
from .page_headers import number_at

HALF = 32  # bits that are written at once
BROKEN = -1
BEFORE = np.zeros((256, 9), np.uint8)  # how many bits of a byte are set before each
BEFORE[:, 1:] = np.cumsum(np.arange(256)[:, None] >> np.arange(8) & 1, axis=1)


def copy_groups(page: Any, count: Any, bits: Any, first: Any) -> Any:
    """The first bits of some bytes to a place where they are clear; how many are set."""
    there, whole, shift = np.int64(0), min(page.size, count >> 3), first & 7  # pages end with whole bytes
    into = bits[first >> 3 :]
    for place in range(whole):
        there += BEFORE[page[place], 8]
    if shift == 0:
        for place in range(whole):
            into[place] = page[place]
    else:
        carried = np.int64(into[0])
        for place in range(whole):
            byte = np.int64(page[place]) << shift
            into[place] = (byte | carried) & 255
            carried = byte >> 8
        into[whole] |= carried
    if whole < page.size:
        byte = np.int64(page[whole]) & ((1 << (count & 7)) - 1)
        there += BEFORE[byte, 8]
        into[whole] |= (byte << shift) & 255
        if byte << shift > 255:
            into[whole + 1] |= (byte << shift) >> 8
    return there


def flushed(bits: Any, to: Any, kept: Any, held: Any) -> Any:
    """Write four bytes of the bits that are held back, once there are so many."""
    if held >= HALF:
        for step in range(4):
            bits[to + step] = (kept >> (8 * step)) & 255
        return to + 4, kept >> HALF, held - HALF
    return to, kept, held


def ended(bits: Any, to: Any, kept: Any, held: Any) -> Any:
    """Write all bits that are held back; where the next byte stands."""
    while held > 0:
        bits[to] = kept & 255
        kept >>= 8
        to += 1
        held -= 8
    return to


def append_run(bits: Any, to: Any, kept: Any, held: Any, value: Any, count: Any) -> Any:
    """So many bits that are all the same."""
    while count > 0:
        step = min(count, HALF - 1)
        if count >= 2 * HALF:
            step = -held & 7  # up to a whole byte, and then all that are whole
        kept |= (-value & ((np.int64(1) << step) - 1)) << held
        held += step
        count -= step
        if count < 2 * HALF - 8:
            to, kept, held = flushed(bits, to, kept, held)
            continue
        to = ended(bits, to, kept, held)
        kept, held = np.int64(0), np.int64(0)
        into = bits[to : to + (count >> 3)]
        for place in range(into.size):
            into[place] = 255 * value
        to += count >> 3
        count &= 7
    return to, kept, held


@compiled
def fill_valid(page: Any, at: int, end: int, count: int, bits: Any, first: int) -> Any:
    """Levels of ``count`` rows as bits from ``first`` on, which are clear; how many are set, or BROKEN."""
    done, there = np.int64(0), np.int64(0)
    to, held = np.int64(first) >> 3, np.int64(first) & 7
    kept = np.int64(bits[to])
    while done < count:
        header, at = number_at(page, at)
        if at < 0 or at >= end:
            return BROKEN
        if header & 1 == 0:
            here, value = min(header >> 1, count - done), np.int64(page[at])
            if here == 0 or value > 1:
                return BROKEN
            to, kept, held = append_run(bits, to, kept, held, value, here)
            there += here * value
            at += 1
            done += here
            continue
        groups = header >> 1
        needed = min(groups, (count - done + 7) >> 3)
        if groups == 0 or needed > end - at:
            return BROKEN
        for place in range(at, at + needed):
            left: Any = min(8, count - done)
            byte = np.int64(page[place]) & ((1 << left) - 1)
            there += BEFORE[byte, 8]
            kept |= byte << held
            to, kept, held = flushed(bits, to, kept, held + left)
            done += left
        at += groups
    ended(bits, to, kept, held)
    return there


@compiled
def copy_bits(given: Any, count: int, out: Any, first: int) -> Any:
    """The first bits of some bytes to a place where they are clear; how many are set."""
    return copy_groups(given, count, out, first)
