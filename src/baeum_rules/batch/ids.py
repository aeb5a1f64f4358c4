"""Ids of records as bytes: which need a closer look, their order within a learner, what a retake names.

The order of UTF-8 bytes is that of code points. Texts are ``arrow.Text``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .compiling import compiled
from .filling import is_there

SPACE, DELETE, LAST_CONTROL = 32, 127, 31
FEW = 16  # so many are sorted by insertion
MOST_COUNTED = 128  # so many are ranked by counting, which needs no branch
PREFIX = 8  # bytes of an id that are compared as one number
ALL_BITS = np.uint64(0xFFFFFFFFFFFFFFFF)


def is_plain(text: Any) -> Any:
    """Whether all bytes are ASCII and none is a control character."""
    strange = 0
    for place in range(text.size):
        strange |= (text[place] <= LAST_CONTROL) | (text[place] >= DELETE)
    return strange == 0


@compiled
def mark_odd(texts: Any, longest: int, odd: Any) -> None:
    """Texts that are not certain to be read as they stand: empty, long, not ASCII, spaces around them."""
    offsets, text, valid = texts
    all_plain = is_plain(text[offsets[0] : offsets[-1]])
    for row in range(odd.size):
        if not is_there(valid, row):
            continue
        first, end = offsets[row], offsets[row + 1]
        odd[row] = end == first or end - first > longest
        if not odd[row]:
            odd[row] = text[first] == SPACE or text[end - 1] == SPACE
            if not all_plain and not is_plain(text[first:end]):
                odd[row] = 1


def compare(one: Any, a: int, a_end: int, other: Any, b: int, b_end: int) -> Any:
    """Below 0, 0 or above 0, as the bytes of one text are before, equal to or after those of the other."""
    while a < a_end and b < b_end:
        if one[a] != other[b]:
            return np.int64(one[a]) - np.int64(other[b])
        a += 1
        b += 1
    return (a_end - a) - (b_end - b)


def prefix_of(text: Any, first: int, end: int) -> Any:
    """The first eight bytes as a number whose order is that of the bytes."""
    found = np.uint64(0)
    length = end - first
    if length == 0:
        return found  # a shift by all 64 bits is not defined
    if first + PREFIX <= text.size:  # so that the eight bytes are one load
        at = np.uint64(first)
        for step in range(PREFIX):
            found = (found << np.uint64(8)) | np.uint64(text[at + np.uint64(step)])
        if length < PREFIX:
            found &= ALL_BITS << np.uint64(8 * (PREFIX - length))
        return found
    for place in range(PREFIX):
        found = (found << np.uint64(8)) | np.uint64(text[first + place] if place < length else 0)
    return found


def is_before(ids: Any, prefixes: Any, first: int, one: int, other: int) -> Any:
    """Whether the id of one place of a learner comes before that of another, counted from ``first``."""
    if prefixes[one] != prefixes[other]:
        return prefixes[one] < prefixes[other]
    offsets, text, _ = ids
    a, b = first + one, first + other
    return compare(text, offsets[a], offsets[a + 1], text, offsets[b], offsets[b + 1]) < 0


def sort_ids(ids: Any, prefixes: Any, first: int, order: Any, spare: Any) -> None:
    """Order the places of one learner's records, counted from ``first``, by id: merges of sorted runs."""
    count = order.size
    for low in range(0, count, FEW):
        for place in range(low + 1, min(low + FEW, count)):
            moving = order[place]
            at = place
            while at > low and is_before(ids, prefixes, first, moving, order[at - 1]):
                order[at] = order[at - 1]
                at -= 1
            order[at] = moving
    width = FEW
    while width < count:
        for low in range(0, count, 2 * width):
            middle, high = min(low + width, count), min(low + 2 * width, count)
            left, right = low, middle
            for at in range(low, high):
                if left < middle and (
                    right >= high or not is_before(ids, prefixes, first, order[right], order[left])
                ):
                    spare[at] = order[left]
                    left += 1
                else:
                    spare[at] = order[right]
                    right += 1
        for at in range(count):
            order[at] = spare[at]
        width *= 2


@compiled
def ends_of(texts: Any) -> Any:
    """The places of the least and the greatest of some texts, none of which is null."""
    offsets, text, _ = texts
    least = greatest = np.int64(0)
    for row in range(1, offsets.size - 1):
        a, b = offsets[row], offsets[row + 1]
        if compare(text, a, b, text, offsets[greatest], offsets[greatest + 1]) > 0:
            greatest = np.int64(row)
        elif compare(text, a, b, text, offsets[least], offsets[least + 1]) < 0:
            least = np.int64(row)
    return least, greatest


def shared_start(ids: Any, first: int, end: int) -> Any:
    """How many bytes all ids of a learner begin with."""
    offsets, text, _ = ids
    begin = offsets[first]
    shared: Any = offsets[first + 1] - begin
    for row in range(first + 1, end):
        here = offsets[row]
        shared = min(shared, offsets[row + 1] - here)
        same = 0
        while same < shared and text[begin + same] == text[here + same]:
            same += 1
        shared = same
    return shared


def rank_by_counting(prefixes: Any, rank: Any) -> Any:
    """The rank of each number: how many are less; False where two are equal."""
    distinct: Any = 0
    for place in range(rank.size):
        mine, less, same = prefixes[place], np.int64(0), np.int64(0)
        for other in range(rank.size):
            less += prefixes[other] < mine
            same += prefixes[other] == mine
        rank[place] = less
        distinct += same
    return distinct == rank.size


@compiled
def rank_ids(start: Any, ids: Any, rank: Any, orders: Any, room: Any, bad: Any) -> None:
    """The rank of each id within its learner; ids that stand twice are bad. ``orders``: places by rank.

    ``room``: two arrays (int32, uint64) as long as the longest list of records.
    """
    offsets, text, _ = ids
    spare, prefixes = room
    for learner in range(start.size - 1):
        first, end = start[learner], start[learner + 1]
        if first == end:
            continue
        order, ranks = orders[first:end], rank[first:end]
        shared = shared_start(ids, first, end)
        for place in range(order.size):
            prefixes[place] = prefix_of(text, offsets[first + place] + shared, offsets[first + place + 1])
        if order.size <= MOST_COUNTED and rank_by_counting(prefixes, ranks):
            for place in range(order.size):
                order[ranks[place]] = place
            continue
        for place in range(order.size):
            order[place] = place
        sort_ids(ids, prefixes, first, order, spare)
        for place in range(order.size):
            ranks[order[place]] = place
            if place and not is_before(ids, prefixes, first, order[place - 1], order[place]):
                bad[first + order[place]] = 1


@compiled
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
