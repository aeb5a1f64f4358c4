"""The search: labels, one for each state that some items can leave, with the best worth that leads there.

Items are decided from the last in the order of ties to the first. Of the best selections the one whose
credits, then classes, come first in that order is read back from the first item to the last.
"""

from __future__ import annotations

from .places import (
    ALLOWED,
    AMOUNT,
    AS,
    CLASS,
    CLOSES,
    COUNT_ITEMS,
    COUNTED,
    COUNTER,
    FORM,
    LAYER,
    LEFT,
    MASK,
    MIXED,
    MOST_LABELS,
    OPTION,
    OPTION_END,
    ORDER,
    REACH,
    RECORD,
    SHIFT,
    SPENT,
    STAMP,
    T_LEFT,
    T_ROW,
    TAKEN,
    TARGET,
    TOUCH,
    TOUCH_END,
    WITHIN,
    WORTH,
    Desk,
    compiled,
    written_in,
)
from .prices import gain, set_prices
from .rows import FLAGGED

REFUSED = -1
NONE, FOUND, GIVEN_UP = 0, 1, -1
FEW = 400  # labels tried before prices are worth their while


@written_in
def step(d: Desk, item: int, o: int, state: int) -> int:
    """The state after an option of an item; REFUSED where it breaks a row or leaves one out of reach."""
    first = d.t[TOUCH, item]
    for place in range(first, d.t[TOUCH_END, item]):
        r = d.t[T_ROW, place]
        shift, mask, target, form = d.t[SHIFT, r], d.t[MASK, r], d.t[TARGET, r], d.t[FORM, r]
        amount = d.amount[d.t[AMOUNT, o] + place - first]
        field = state >> shift & mask
        if form == WITHIN:
            field += amount
            if field > target:
                return REFUSED
        elif form == REACH:
            field = min(field + amount, target)
            if field + d.t[T_LEFT, place] < target:
                return REFUSED
        else:
            width = d.t[LEFT, r]
            flag = field >> width | (1 if amount & FLAGGED else 0)
            got = (field & (1 << width) - 1) + (amount & FLAGGED - 1)
            if form == MIXED:
                got = min(got, target)
                if flag and got + d.t[T_LEFT, place] < target:
                    return REFUSED
            else:
                got = min(got, target + 1)
                if got + d.t[T_LEFT, place] < target or (flag and got > target):
                    return REFUSED
            field = got | flag << width
        state &= ~(mask << shift)
        if d.t[CLOSES, r] != item:
            state |= field << shift
    return state


@written_in
def _slot(d: Desk, state: int, size: int) -> int:
    """Where a state stands, or could stand, in the hash table of this turn."""
    place = (state * -7046029254386353131 >> 20) & size
    while d.stamp[place] == d.t[COUNTER, STAMP] and d.state[d.at[place]] != state:
        place = place + 1 & size
    return place


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
def _narrow(d: Desk, first: int, end: int, item: int, width: int) -> int:
    """Keeps of a layer the labels with the best bounds; returns where it ends now."""
    low, high = d.value[first] + d.gain[first], d.value[first] + d.gain[first]
    for label in range(first, end):
        bound = d.value[label] + d.gain[label]
        low, high = min(low, bound), max(high, bound)
    for _ in range(24):  # a bound that about so many labels reach
        middle = low + (high - low + 1) // 2
        count = 0
        for label in range(first, end):
            count += 1 if d.value[label] + d.gain[label] >= middle else 0
        if count > width:
            low = middle
        else:
            high = middle
        if width <= 2 * count <= 2 * width:
            break
    put = first
    for label in range(first, end):
        if put - first < width and d.value[label] + d.gain[label] >= high:
            d.state[put], d.value[put], d.gain[put] = d.state[label], d.value[label], d.gain[label]
            put += 1
    return put


@compiled
def spread(d: Desk, known: int, lost: int, width: int) -> int:
    """Fills the layers of labels from the last item to the first.

    Nothing that cannot come to ``known`` is kept, where every selection loses ``lost`` at the prices that stand;
    of a layer at most ``width`` labels (0: all). FOUND, NONE or GIVEN_UP.
    """
    items = d.t[COUNTER, COUNT_ITEMS]
    _write_rest(d)
    priced = lost > 0
    d.state[0] = d.value[0] = d.gain[0] = 0
    d.t[LAYER, 0], d.t[LAYER, 1] = 0, 1
    for turn in range(items):
        item = items - 1 - turn
        first, end = d.t[LAYER, turn], d.t[LAYER, turn + 1]
        options = d.t[OPTION_END, item] - d.t[OPTION, item]
        d.t[COUNTER, SPENT] += (end - first) * options
        if d.t[COUNTER, SPENT] > d.t[COUNTER, ALLOWED] or end + (end - first) * options > MOST_LABELS:
            return GIVEN_UP
        size = _room_for((end - first) * options)
        d.t[COUNTER, STAMP] += 1
        put = end
        least = known - d.t[ORDER, item] + lost
        for label in range(first, end):
            for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
                if d.t[COUNTED, o] < 0:
                    continue
                value, own = d.value[label] + d.t[WORTH, o], 0
                if priced:
                    own = d.gain[label] + gain(d, item, o, d.state[label])
                if value + own < least:
                    continue
                state = step(d, item, o, d.state[label])
                if state == REFUSED:
                    continue
                place = _slot(d, state, size)
                if d.stamp[place] == d.t[COUNTER, STAMP]:
                    d.value[d.at[place]] = max(d.value[d.at[place]], value)
                else:
                    d.stamp[place], d.at[place] = d.t[COUNTER, STAMP], put
                    d.state[put], d.value[put], d.gain[put] = state, value, own
                    put += 1
        if put == end:
            return NONE
        if width and put - end > width:
            put = _narrow(d, end, put, item, width)
        d.t[LAYER, turn + 2] = put
    return FOUND


@compiled
def search(d: Desk) -> int:
    """The labels of the best selections: at once where they are few, else at prices and from a known worth."""
    allowed = d.t[COUNTER, ALLOWED]
    d.t[COUNTER, ALLOWED] = min(allowed, d.t[COUNTER, SPENT] + FEW)
    found = spread(d, 0, 0, 0)
    d.t[COUNTER, ALLOWED] = allowed
    if found != GIVEN_UP:
        return found
    lost, known = set_prices(d), 0
    most = _write_rest(d) - lost
    for width in (8, 64, 512):
        if spread(d, known, lost, width) == FOUND:
            known = max(known, d.value[d.t[LAYER, d.t[COUNTER, COUNT_ITEMS]]])
            if known == most:
                break
    return spread(d, known, lost, 0)


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
            place = _slot(d, d.state[d.mark[k]], size)
            d.stamp[place], d.at[place] = d.t[COUNTER, STAMP], d.mark[k]
        best, best_option, count = -1, 0, 0
        for label in range(first, end):
            for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
                if d.t[COUNTED, o] < 0:
                    continue
                key = 16 - d.t[AS, o] if classes else d.t[COUNTED, o]
                if key < best:
                    continue
                state = step(d, item, o, d.state[label])
                if state == REFUSED:
                    continue
                place = _slot(d, state, size)
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
