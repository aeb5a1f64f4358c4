"""The search: labels, one for each state that some items can leave, with the best worth that leads there.

Items are decided from the last in the order of ties to the first. Of the best selections the one whose
credits, then classes, come first in that order is read back from the first item to the last.
"""

from __future__ import annotations

from .labels_step import REFUSED, slot, step
from .making import compiled
from .places import (
    AS,
    BEST_CLASS,
    BEST_COUNT,
    CAP,
    CAP_PRICE,
    COUNT_ITEMS,
    COUNT_ROWS,
    COUNTED,
    COUNTER,
    FINE,
    LAYER,
    MOST_LABELS,
    NEEDED,
    OPTION,
    OPTION_END,
    PACK,
    PRICE,
    REST,
    SPENT,
    STAMP,
    TRIED_CLASS,
    TRIED_COUNT,
    WORTH,
    Desk,
)
from .programme import TOP, least_of
from .proving import is_open, most_of

NONE, FOUND, GIVEN_UP = 0, 1, -1


@compiled
def room_for(count: int) -> int:
    """The size of a hash table for so many labels, less one."""
    size = 16
    while size < 2 * count:
        size *= 2
    return min(size, 2 * MOST_LABELS) - 1


@compiled
def write_rest(d: Desk) -> int:
    """The most that the items before each can come to at the prices; returns what all rows must give up."""
    rest, needed = 0, -d.t[COUNTER, CAP_PRICE] * d.t[COUNTER, CAP]
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        d.t[REST, item] = rest
        rest += max(0, most_of(d, item, 1 << d.t[COUNTER, FINE]))
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        d.t[NEEDED, r] = least_of(d, r)
        needed += d.t[PRICE, r] * d.t[NEEDED, r]
    return needed


@compiled
def spread(d: Desk, target: int, allowed: int) -> int:
    """Fills the layers of labels from the last item to the first.

    By the prices of the rows nothing is kept that cannot come to the target. FOUND, NONE or GIVEN_UP, where
    it would take more labels than are allowed.
    """
    items, fine = d.t[COUNTER, COUNT_ITEMS], d.t[COUNTER, FINE]
    top, price = TOP * d.t[COUNTER, PACK], d.t[COUNTER, CAP_PRICE]
    least = (target << fine) + write_rest(d)
    d.state[0] = d.value[0] = d.gain[0] = 0
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
        put, rest = end, d.t[REST, item] - least
        for o in range(opened, closed):
            if not is_open(d, item, o):
                continue
            worth = d.t[WORTH, o]
            for label in range(first, end):
                state, gain = step(d, item, o, d.state[label])
                if state == REFUSED:
                    continue
                value = d.value[label] + worth
                gain += d.gain[label]
                if (value << fine) - price * (value >> top) + gain + rest < 0:
                    continue
                place = slot(d, d.state, state, size)
                if d.stamp[place] == d.t[COUNTER, STAMP]:
                    d.value[d.at[place]] = max(d.value[d.at[place]], value)
                else:
                    d.stamp[place], d.at[place] = d.t[COUNTER, STAMP], put
                    d.state[put], d.value[put], d.gain[put] = state, value, gain
                    put += 1
        if put == end:
            return NONE
        d.t[LAYER, turn + 2] = put
    return FOUND if d.value[d.t[LAYER, items]] >= target else NONE


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
                state, _ = step(d, item, o, d.state[label])
                if state == REFUSED:
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


@compiled
def trace_back(d: Desk) -> int:
    """One of the best selections, as the one tried; returns what it is worth."""
    items = d.t[COUNTER, COUNT_ITEMS]
    after = d.t[LAYER, items]
    worth = d.value[after]
    for item in range(items):
        first, end = d.t[LAYER, items - 1 - item], d.t[LAYER, items - item]
        chosen = -1
        for label in range(first, end):
            for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
                if chosen >= 0 or d.value[label] + d.t[WORTH, o] != d.value[after] or not is_open(d, item, o):
                    continue
                state, _ = step(d, item, o, d.state[label])
                if state == d.state[after]:
                    chosen = label
                    d.t[TRIED_COUNT, item], d.t[TRIED_CLASS, item] = d.t[COUNTED, o], d.t[AS, o]
            if chosen >= 0:
                break
        after = chosen
    return worth
