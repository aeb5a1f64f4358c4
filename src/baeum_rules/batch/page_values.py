"""Values of a page of a Parquet file, by compiled loops: which are there, places in a dictionary, numbers.

No function looks at a byte outside the page; what it returns says that a page is not as it should be.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .compiling import compiled
from .page_headers import number_at

WIDE = 8  # bytes that one look takes
WIDEST = 32  # bits of a place
NARROW = 14  # bits of a place of which four stand in one look, wherever they begin
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


def bits_at(page: Any, at: int, bit: int) -> Any:
    """What stands in a page from a bit on, counted from a byte; as many bits as there are, at least 32."""
    place = np.uint64(at + (bit >> 3))
    found = np.int64(0)
    if place + np.uint64(WIDE) <= np.uint64(page.size):  # so that the eight bytes are one load
        for step in range(WIDE):
            found |= np.int64(page[place + np.uint64(step)]) << (8 * step)
    else:
        for step in range(WIDE):
            if place + np.uint64(step) < np.uint64(page.size):
                found |= np.int64(page[place + np.uint64(step)]) << (8 * step)
    return found >> (bit & 7)


def unpack_groups(page: Any, at: int, groups: int, width: int, table: Any, out: Any) -> Any:
    """Groups of eight places of so few bits that two looks hold a group; the greatest place."""
    mask = (np.int64(1) << width) - 1
    half = 4 * width
    greatest = np.int64(0)
    for group in range(groups):
        word = bits_at(page, at, 2 * half * group)
        here = out[8 * group : 8 * group + 8]
        for step in range(4):
            place = (word >> (step * width)) & mask
            greatest = max(greatest, place)
            here[step] = table[np.uint64(place)]
        word = bits_at(page, at, 2 * half * group + half)
        for step in range(4):
            place = (word >> (step * width)) & mask
            greatest = max(greatest, place)
            here[4 + step] = table[np.uint64(place)]
    return greatest


@compiled
def fill_places(page: Any, at: int, end: int, count: int, width: int, table: Any, size: int, out: Any) -> Any:
    """Places in a dictionary, each as what ``table`` has for it; 0, or BROKEN.

    ``width``: bits of a place. ``size``: how many places there are; the table has as many as the bits can
    name where ``width`` is at most NARROW.
    """
    if width > WIDEST or size == 0:
        return BROKEN
    mask, most = (np.int64(1) << width) - 1, np.int64(table.size - 1)
    done, greatest = np.int64(0), np.int64(0)
    while done < count:
        header, at = number_at(page, at)
        if at < 0 or at > end:
            return BROKEN
        if header & 1 == 0:
            here, bytes_of = min(header >> 1, count - done), (width + 7) >> 3
            if here == 0 or bytes_of > end - at:
                return BROKEN
            place = bits_at(page, at, 0) & mask
            greatest = max(greatest, place)
            value = table[min(place, most)]
            for row in range(done, done + here):
                out[row] = value
            at += bytes_of
        else:
            groups = header >> 1
            here = min(groups * 8, count - done)
            if here == 0 or (here * width + 7) >> 3 > end - at:
                return BROKEN
            packed = np.int64(0)
            if width <= NARROW:
                packed = here & ~7
                greatest = max(greatest, unpack_groups(page, at, here >> 3, width, table, out[done:]))
            for row in range(packed, here):
                place = bits_at(page, at, row * width) & mask
                greatest = max(greatest, place)
                out[done + row] = table[min(place, most)]
            at += groups * width
        done += here
    return BROKEN if greatest >= size else 0


@compiled
def fill_from_bits(page: Any, at: int, end: int, count: int, out: Any) -> Any:
    """Flags, one bit each, as bytes; 0, or BROKEN."""
    if (count + 7) >> 3 > end - at:
        return BROKEN
    for row in range(count):
        out[row] = (page[at + (row >> 3)] >> (row & 7)) & 1
    return 0


def spread_few(dense: Any, at: Any, bits: Any, first: int, end: int, out: Any) -> Any:
    """The rows from one to another; how many values were taken."""
    for row in range(first, end):
        out[row] = dense[at]
        at += (bits[row >> 3] >> (row & 7)) & 1
    return at


@compiled
def spread_values(dense: Any, bits: Any, first: int, count: int, out: Any) -> None:
    """Values that are there to their rows, from row ``first`` on; at the others stands 0 or any value.

    ``dense`` has one place more than there are values.
    """
    end = first + count
    begin = min((first + 7) & ~7, end)
    at = spread_few(dense, np.int64(0), bits, first, begin, out)
    for place in range(begin >> 3, max(begin, end & ~7) >> 3):
        byte = np.int64(bits[place])
        rows = out[8 * place : 8 * place + 8]
        if byte == 0:
            for step in range(8):
                rows[step] = 0
            continue
        if byte == 255:
            for step in range(8):
                rows[step] = dense[at + step]
            at += 8
        else:
            for step in range(8):
                rows[step] = dense[at + BEFORE[byte, step]]
            at += BEFORE[byte, 8]
    spread_few(dense, at, bits, max(begin, end & ~7), end, out)


def spread_few_over(dense: Any, at: Any, bits: Any, first: Any, end: Any, out: Any) -> Any:
    """The rows from one to another; where the next value stands."""
    for row in range(first, end):
        there = np.uint64((bits[row >> 3] >> (row & 7)) & 1)
        out[row] = dense[at & (np.uint64(0) - there)]
        at += there
    return at


@compiled
def spread_over(dense: Any, bits: Any, first: int, count: int, out: Any) -> None:
    """As ``spread_values``; values begin at place 1, and where none is stands what is at place 0.

    The place is computed and not chosen, so that no step waits for a guess.
    """
    end: Any = np.int64(first) + count
    begin: Any = min((first + 7) & ~7, end)
    at: Any = np.uint64(1)
    at = spread_few_over(dense, at, bits, first, begin, out)
    for place in range(begin >> 3, max(begin, end & ~7) >> 3):
        byte = np.uint64(bits[place])
        rows = out[8 * place : 8 * place + 8]
        if byte == 255:
            given = dense[at : at + np.uint64(8)]
            for step in range(8):
                rows[step] = given[step]
            at += np.uint64(8)
        elif byte == 0:
            for step in range(8):
                rows[step] = dense[0]
        else:
            for step in range(8):
                there = (byte >> np.uint64(step)) & np.uint64(1)
                rows[step] = dense[at & (np.uint64(0) - there)]
                at += there
    spread_few_over(dense, at, bits, max(begin, end & ~7), end, out)


@compiled
def spread_flags(dense: Any, bits: Any, first: int, count: int, out: Any) -> None:
    """Flags that are there to the bits of their rows, which are clear."""
    at, row = np.int64(0), np.int64(first)
    end = row + count
    while row < end:
        if row & 7 == 0 and end - row >= 8 and bits[row >> 3] == 0:
            row += 8
            continue
        there = (bits[row >> 3] >> (row & 7)) & 1
        out[row >> 3] |= (dense[at] & there) << (row & 7)
        at += there
        row += 1


@compiled
def run_begins(codes: Any, begins: Any) -> Any:
    """Where runs of equal codes begin; how many there are."""
    count = np.int64(0)
    for row in range(codes.size):
        begins[count] = row
        count += row == 0 or codes[row] != codes[row - 1]
    return count


@compiled
def copy_bits(given: Any, count: int, out: Any, first: int) -> Any:
    """The first bits of some bytes to a place where they are clear; how many are set."""
    return copy_groups(given, count, out, first)


@compiled
def text_offsets(page: Any, at: int, count: int, places: Any, text: Any) -> Any:
    """Texts, each after its length in four bytes: their offsets, and their bytes one after the other.

    Returns how many bytes they have, or BROKEN.
    """
    to = np.int64(0)
    for one in range(count):
        places[one] = to
        if page.size - at < 4:
            return BROKEN
        length = bits_at(page, at, 0) & 0xFFFFFFFF
        at += 4
        if length > page.size - at:
            return BROKEN
        for step in range(length):
            text[to + step] = page[at + step]
        to, at = to + length, at + length
    places[count] = to
    return to
