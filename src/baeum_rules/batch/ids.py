"""Ids of records as bytes: which need a closer look, their order within a learner, what a retake names.

The order of UTF-8 bytes is that of code points. Texts are ``arrow.Text``.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from .filling import is_there

SPACE, DELETE, LAST_CONTROL = 32, 127, 31
FEW = 16  # so many are sorted by insertion


@numba.njit(cache=True, nogil=True)
def mark_odd(texts: Any, longest: int, odd: Any) -> None:
    """Texts that are not certain to be read as they stand: empty, long, not ASCII, spaces around them."""
    offsets, text, valid = texts
    for row in range(odd.size):
        if not is_there(valid, row):
            continue
        first, end = offsets[row], offsets[row + 1]
        strange = end == first or end - first > longest
        if not strange:
            strange = text[first] == SPACE or text[end - 1] == SPACE
            for place in range(first, end):
                strange |= text[place] <= LAST_CONTROL or text[place] >= DELETE
        odd[row] = strange


@numba.njit(cache=True, inline="always")
def compare(one: Any, a: int, a_end: int, other: Any, b: int, b_end: int) -> Any:
    """Below 0, 0 or above 0, as the bytes of one text are before, equal to or after those of the other."""
    while a < a_end and b < b_end:
        if one[a] != other[b]:
            return np.int64(one[a]) - np.int64(other[b])
        a += 1
        b += 1
    return (a_end - a) - (b_end - b)


@numba.njit(cache=True, nogil=True)
def sort_ids(offsets: Any, text: Any, first: int, order: Any, spare: Any) -> None:
    """Order the places of one learner's records, counted from ``first``, by id: merges of sorted runs."""
    count = order.size
    for low in range(0, count, FEW):
        for place in range(low + 1, min(low + FEW, count)):
            moving = order[place]
            a, a_end = offsets[first + moving], offsets[first + moving + 1]
            at = place
            while at > low:
                before = first + order[at - 1]
                if compare(text, a, a_end, text, offsets[before], offsets[before + 1]) >= 0:
                    break
                order[at] = order[at - 1]
                at -= 1
            order[at] = moving
    width = FEW
    while width < count:
        for low in range(0, count, 2 * width):
            middle, high = min(low + width, count), min(low + 2 * width, count)
            left, right = low, middle
            for at in range(low, high):
                take_left = left < middle
                if take_left and right < high:
                    a, b = first + order[left], first + order[right]
                    take_left = (
                        compare(text, offsets[a], offsets[a + 1], text, offsets[b], offsets[b + 1]) <= 0
                    )
                if take_left:
                    spare[at] = order[left]
                    left += 1
                else:
                    spare[at] = order[right]
                    right += 1
        order[:] = spare[:count]
        width *= 2


@numba.njit(cache=True, nogil=True)
def rank_ids(start: Any, ids: Any, rank: Any, orders: Any, bad: Any) -> None:
    """The rank of each id within its learner; ids that stand twice are bad. ``orders``: places by rank."""
    offsets, text, _ = ids
    longest = 0
    for learner in range(start.size - 1):
        longest = max(longest, start[learner + 1] - start[learner])
    spare = np.empty(longest, np.int32)
    for learner in range(start.size - 1):
        first, end = start[learner], start[learner + 1]
        order = orders[first:end]
        order[:] = np.arange(end - first)
        sort_ids(offsets, text, first, order, spare)
        for place in range(order.size):
            row = first + order[place]
            rank[row] = place
            if place:
                before = first + order[place - 1]
                if (
                    compare(text, offsets[row], offsets[row + 1], text, offsets[before], offsets[before + 1])
                    == 0
                ):
                    bad[row] = 1


@numba.njit(cache=True, nogil=True)
def find_retakes(start: Any, ids: Any, orders: Any, retakes: Any, out: Any, bad: Any) -> None:
    """The place of the record that each retake names, counted from the learner's first; -1 none."""
    offsets, text, _ = ids
    named_offsets, named, valid = retakes
    for learner in range(start.size - 1):
        first, end = start[learner], start[learner + 1]
        for row in range(first, end):
            out[row] = -1
            if not is_there(valid, row):
                continue
            a, a_end = named_offsets[row], named_offsets[row + 1]
            low, high = first, end
            while low < high:
                middle = (low + high) // 2
                other = first + orders[middle]
                if compare(text, offsets[other], offsets[other + 1], named, a, a_end) < 0:
                    low = middle + 1
                else:
                    high = middle
            found = first + orders[low] if low < end else row
            if found == row or compare(text, offsets[found], offsets[found + 1], named, a, a_end) != 0:
                bad[row] = 1
            else:
                out[row] = found - first
