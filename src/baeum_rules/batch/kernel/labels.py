"""The search: labels, one for each state that some items can leave, with the best worth that leads there.

Items are decided from the last in the order of ties to the first. Of the best selections the one whose
credits, then classes, come first in that order is read back from the first item to the last.
"""

from __future__ import annotations

from .labels_step import BREAKS, slot, step
from .making import compiled
from .places import (
    AS,
    BEST_CLASS,
    BEST_COUNT,
    COUNT_ITEMS,
    COUNTED,
    COUNTER,
    LAYER,
    MOST_LABELS,
    OPTION,
    OPTION_END,
    SPENT,
    STAMP,
    WORTH,
    Desk,
)
from .programme import is_open

NONE, FOUND, GIVEN_UP = 0, 1, -1


@compiled
def room_for(count: int) -> int:
    """The size of a hash table for so many labels, less one."""
    size = 16
    while size < 2 * count:
        size *= 2
    return min(size, 2 * MOST_LABELS) - 1


@compiled
def spread(d: Desk, allowed: int) -> int:
    """Fills the layers of labels from the last item to the first.

    FOUND, NONE, or GIVEN_UP where it would take more labels than are allowed.
    """
    items = d.t[COUNTER, COUNT_ITEMS]
    d.state[0] = d.value[0] = 0
    d.t[LAYER, 0], d.t[LAYER, 1] = 0, 1
    spent = 0
    for turn in range(items):
        item = items - 1 - turn
        first, end = d.t[LAYER, turn], d.t[LAYER, turn + 1]
        opened, closed = d.t[OPTION, item], d.t[OPTION_END, item]
        count = (end - first) * (closed - opened)
        spent += count
        d.t[COUNTER, SPENT] += count
        if spent > allowed or end + count > MOST_LABELS:
            return GIVEN_UP
        size = room_for(count)
        d.t[COUNTER, STAMP] += 1
        put = end
        for o in range(opened, closed):
            if not is_open(d, item, o):
                continue
            worth = d.t[WORTH, o]
            for label in range(first, end):
                state = step(d, item, o, d.state[label])
                if state == BREAKS:
                    continue
                value = d.value[label] + worth
                place = slot(d, d.state, state, size)
                if d.stamp[place] == d.t[COUNTER, STAMP]:
                    d.value[d.at[place]] = max(d.value[d.at[place]], value)
                else:
                    d.stamp[place], d.at[place] = d.t[COUNTER, STAMP], put
                    d.state[put], d.value[put] = state, value
                    put += 1
        if put == end:
            return NONE
        d.t[LAYER, turn + 2] = put
    return FOUND


@compiled
def _note(d: Desk, count: int) -> int:
    """Enters the labels that are marked in the hash table; returns its size, less one."""
    size = room_for(max(count, 8))
    d.t[COUNTER, STAMP] += 1
    for k in range(count):
        place = slot(d, d.state, d.state[d.mark[k]], size)
        d.stamp[place], d.at[place] = d.t[COUNTER, STAMP], d.mark[k]
    return size


@compiled
def read_back(d: Desk, classes: bool) -> None:
    """The first of the best selections: its credits, or (``classes``) the classes of the same credits."""
    items = d.t[COUNTER, COUNT_ITEMS]
    d.mark[0] = d.t[LAYER, items]  # the one label at the end
    count = 1
    for item in range(items):
        first, end = d.t[LAYER, items - 1 - item], d.t[LAYER, items - item]
        size = _note(d, count)
        best, best_option, count = -1, 0, 0
        for label in range(first, end):
            for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
                if not is_open(d, item, o) or (classes and d.t[COUNTED, o] != d.t[BEST_COUNT, item]):
                    continue
                key = 16 - d.t[AS, o] if classes else d.t[COUNTED, o]
                if key < best:
                    continue
                state = step(d, item, o, d.state[label])
                if state == BREAKS:
                    continue
                place = slot(d, d.state, state, size)
                if d.stamp[place] != d.t[COUNTER, STAMP]:
                    continue
                if d.value[label] + d.t[WORTH, o] != d.value[d.at[place]]:
                    continue
                if key > best:
                    best, best_option, count = key, o, 0
                if count == 0 or d.mark[count - 1] != label:
                    d.mark[count] = label
                    count += 1
        d.t[BEST_COUNT, item] = d.t[COUNTED, best_option]
        d.t[BEST_CLASS, item] = d.t[AS, best_option]
