"""The search: labels, one for each state that some items can leave, with the best worth that leads there.

Items are decided from the last in the order of ties to the first. Of the best selections the one whose
credits, then classes, come first in that order is read back from the first item to the last.
"""

from __future__ import annotations

from .labels_step import REFUSED, slot, step
from .making import compiled, written_in
from .places import (
    ALLOWED,
    AS,
    CLASS,
    COUNT_ITEMS,
    COUNT_ROWS,
    COUNTED,
    COUNTER,
    LAYER,
    LEAST,
    MOST_LABELS,
    OPTION,
    OPTION_END,
    ORDER,
    PRICE,
    RECORD,
    REST,
    SPENT,
    STAMP,
    TAKEN,
    WORTH,
    YEAR_BASE,
    YEAR_LAYER,
    Desk,
)
from .prices import gain
from .relaxed import find_prices, lay_places, part_rows

NONE, FOUND, GIVEN_UP = 0, 1, -1
FEW = 400  # labels tried before prices are worth their while


@written_in
def bound_of(d: Desk, label: int) -> int:
    """The most that a label can come to, but for what all rows must still give up."""
    return d.value[label] + d.gain[label] + d.most[d.where[label]]


@compiled
def _room_for(count: int) -> int:
    size = 16
    while size < 2 * count:
        size *= 2
    return min(size, 2 * MOST_LABELS) - 1


@compiled
def _write_rest(d: Desk) -> int:
    """The most that the items before each item add; returns the most that all add."""
    rest = 0
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        d.t[ORDER, item] = rest
        best = 0
        for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
            if d.t[COUNTED, o] >= 0:
                best = max(best, d.t[WORTH, o])
        rest += best
    return rest


@compiled
def _narrow(d: Desk, first: int, end: int, width: int) -> int:
    """Keeps of a layer the labels with the best bounds; returns where it ends now."""
    low, high = bound_of(d, first), bound_of(d, first)
    for label in range(first, end):
        bound = bound_of(d, label)
        low, high = min(low, bound), max(high, bound)
    for _ in range(24):  # a bound that about so many labels reach
        middle = low + (high - low + 1) // 2
        count = 0
        for label in range(first, end):
            count += 1 if bound_of(d, label) >= middle else 0
        if count > width:
            low = middle
        else:
            high = middle
        if width <= 2 * count <= 2 * width:
            break
    put = first
    for label in range(first, end):
        if put - first < width and bound_of(d, label) >= high:
            d.state[put], d.value[put] = d.state[label], d.value[label]
            d.gain[put], d.where[put] = d.gain[label], d.where[label]
            put += 1
    return put


@compiled
def spread(d: Desk, known: int, priced: bool, width: int) -> int:  # noqa: PLR0912  one loop for each label
    """Fills the layers of labels from the last item to the first.

    Nothing that cannot come to ``known`` is kept (``priced``: by what the relaxed search says can come
    after); of a layer at most ``width`` labels (0: all). FOUND, NONE or GIVEN_UP.
    """
    items = d.t[COUNTER, COUNT_ITEMS]
    needed = 0
    if priced:
        for r in range(d.t[COUNTER, COUNT_ROWS]):
            needed += d.t[PRICE, r] * d.t[LEAST, r]
    d.state[0] = d.value[0] = d.gain[0] = d.where[0] = 0
    d.t[LAYER, 0], d.t[LAYER, 1] = 0, 1
    for turn in range(items):
        item = items - 1 - turn
        first, end = d.t[LAYER, turn], d.t[LAYER, turn + 1]
        opened, options = d.t[OPTION, item], d.t[OPTION_END, item] - d.t[OPTION, item]
        d.t[COUNTER, SPENT] += (end - first) * options
        if d.t[COUNTER, SPENT] > d.t[COUNTER, ALLOWED] or end + (end - first) * options > MOST_LABELS:
            return GIVEN_UP
        size = _room_for((end - first) * options)
        d.t[COUNTER, STAMP] += 1
        put, rest = end, d.t[REST, item]
        for label in range(first, end):
            way = 0
            if priced:
                way = d.t[YEAR_BASE, turn] + (d.where[label] - d.t[YEAR_LAYER, turn]) * options - opened
            for o in range(opened, opened + options):
                if d.t[COUNTED, o] < 0:
                    continue
                value, own, after = d.value[label] + d.t[WORTH, o], 0, 0
                if priced:
                    after = d.way[way + o]
                    if after < 0:
                        continue
                    own = d.gain[label] + gain(d, item, o, d.state[label])
                    rest = d.most[after] - needed
                if value + own + rest < known:
                    continue
                state = step(d, item, o, d.state[label], False)
                if state == REFUSED:
                    continue
                place = slot(d, d.state, state, size)
                if d.stamp[place] == d.t[COUNTER, STAMP]:
                    d.value[d.at[place]] = max(d.value[d.at[place]], value)
                else:
                    d.stamp[place], d.at[place] = d.t[COUNTER, STAMP], put
                    d.state[put], d.value[put], d.gain[put], d.where[put] = state, value, own, after
                    put += 1
        if put == end:
            return NONE
        if width and put - end > width:
            put = _narrow(d, end, put, width)
        d.t[LAYER, turn + 2] = put
    return FOUND


@compiled
def search(d: Desk) -> int:
    """The labels of the best selections: at once where they are few, else by prices, from a known worth."""
    allowed = d.t[COUNTER, ALLOWED]
    d.t[COUNTER, ALLOWED] = min(allowed, d.t[COUNTER, SPENT] + FEW)
    _write_rest(d)
    found = spread(d, 0, False, 0)
    d.t[COUNTER, ALLOWED] = allowed
    if found != GIVEN_UP:
        return found
    part_rows(d, False)
    if not lay_places(d):
        part_rows(d, True)
        if not lay_places(d):
            return GIVEN_UP
    known = -1
    for width, rounds in ((4, 8), (16, 16), (64, 24), (512, 40)):
        bound = find_prices(d, max(known, 0), rounds)
        if bound < 0:
            return NONE
        if spread(d, max(known, 0), True, width) == FOUND:
            known = max(known, d.value[d.t[LAYER, d.t[COUNTER, COUNT_ITEMS]]])
        if known >= bound:
            break
    return spread(d, max(known, 0), True, 0)


@compiled
def read_back(d: Desk, classes: bool) -> None:
    """Enters the first of the best selections: credits, or (``classes``) the classes of the same credits."""
    items = d.t[COUNTER, COUNT_ITEMS]
    d.mark[0] = d.t[LAYER, items]  # the one label at the end
    count = 1
    for item in range(items):
        first, end = d.t[LAYER, items - 1 - item], d.t[LAYER, items - item]
        size = _room_for(max(count, 8))
        d.t[COUNTER, STAMP] += 1
        for k in range(count):
            place = slot(d, d.state, d.state[d.mark[k]], size)
            d.stamp[place], d.at[place] = d.t[COUNTER, STAMP], d.mark[k]
        best, best_option, count = -1, 0, 0
        for label in range(first, end):
            for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
                if d.t[COUNTED, o] < 0:
                    continue
                key = 16 - d.t[AS, o] if classes else d.t[COUNTED, o]
                if key < best:
                    continue
                state = step(d, item, o, d.state[label], False)
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
        record = d.t[RECORD, item]
        d.t[TAKEN, record] = d.t[COUNTED, best_option]
        d.t[CLASS, record] = d.t[AS, best_option]
