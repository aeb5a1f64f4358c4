"""Values of a page of a Parquet file, by compiled loops: places in a dictionary, numbers, flags.

No function looks at a byte outside the page; what it returns says that a page is not as it should be.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .compiling import compiled
from .page_headers import number_at
from .page_levels import BEFORE, BROKEN

WIDE = 8  # bytes that one look takes
WIDEST = 32  # bits of a place
NARROW = 14  # bits of a place of which four stand in one look, wherever they begin


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


def fill_run(out: Any, count: Any, value: Any) -> None:
    """One value so many times; by eights, where the next run writes over what is too much."""
    row, fits = np.uint64(0), np.uint64(min(count, max(out.size - 7, 0)))
    while row < fits:
        here = out[row : row + np.uint64(8)]
        for step in range(8):
            here[step] = value
        row += np.uint64(8)
    for place in range(row, np.uint64(count)):
        out[place] = value


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
            fill_run(out[done:count], here, table[min(place, most)])
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


def spread_byte_over(dense: Any, at: Any, byte: Any, rows: Any) -> Any:
    """The eight rows of a byte of bits; where the next value stands."""
    for step in range(8):
        there = (byte >> np.uint64(step)) & np.uint64(1)
        rows[step] = dense[at & (np.uint64(0) - there)]
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
            at = spread_byte_over(dense, at, byte, rows)
    spread_few_over(dense, at, bits, max(begin, end & ~7), end, out)


@compiled
def spread_rare(dense: Any, bits: Any, first: int, count: int, out: Any) -> None:
    """As ``spread_over``, where few rows have a value and all others hold what is at place 0 already."""
    end: Any = np.int64(first) + count
    begin: Any = min((first + 7) & ~7, end)
    at: Any = np.uint64(1)
    at = spread_few_over(dense, at, bits, first, begin, out)
    place, last = np.uint64(begin >> 3), np.uint64(max(begin, end & ~7) >> 3)
    while place < last:
        here = bits[place : min(place + np.uint64(WIDE), last)]
        some = np.uint8(0)
        for step in range(here.size):
            some |= here[step]
        if some:
            for step in range(here.size):
                byte, row = np.uint64(here[step]), (place + np.uint64(step)) << np.uint64(3)
                if byte:
                    at = spread_byte_over(dense, at, byte, out[row : row + np.uint64(8)])
        place += np.uint64(WIDE)
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
