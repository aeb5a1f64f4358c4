"""The search without the rows that span years: it is small, and says what can come after each of its states.

The rows left out have prices: a unit given up in one is worth its price. Whatever the prices are, the best
that can come at them, less the prices of what must still be given up, is no less than what can come at all.
So the full search drops a label as soon as it cannot come to what is known. Prices are found by a subgradient
method with Polyak's step.
"""

from __future__ import annotations

from .labels_step import REFUSED, slot, step
from .making import compiled
from .places import (
    AMOUNT,
    CLOSES,
    COUNT_ITEMS,
    COUNT_ROWS,
    COUNTED,
    COUNTER,
    GOT,
    KEPT,
    LEAST,
    LOCAL,
    MOST_PLACES,
    MOST_WAYS,
    OPENS,
    OPTION,
    OPTION_END,
    PRICE,
    PRICED,
    RECORD,
    SOURCE,
    STAMP,
    T_ROW,
    TOUCH,
    TOUCH_END,
    WINDOW_OF,
    WORTH,
    YEAR_BASE,
    YEAR_LAYER,
    Desk,
)
from .prices import first_prices, given, write_least
from .rows import OF_CREDITS

NEVER = -(1 << 62)
DEAD = -1
MOST_ROUNDS = 16


@compiled
def part_rows(d: Desk, windows: bool) -> None:
    """Marks the rows whose items lie within one year (``windows``: those on credits); prices the others."""
    write_least(d)
    first_prices(d)
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        first = d.t[WINDOW_OF, d.t[RECORD, d.t[CLOSES, r]]] // 2
        last = d.t[WINDOW_OF, d.t[RECORD, d.t[OPENS, r]]] // 2
        d.t[LOCAL, r] = 1 if first == last and (not windows or d.t[SOURCE, r] == OF_CREDITS) else 0
        if d.t[LOCAL, r]:
            d.t[PRICE, r] = 0
        d.t[KEPT, r] = d.t[PRICE, r]


@compiled
def lay_places(d: Desk) -> bool:
    """The states that the rows within years can have after each item, and where each option leads."""
    items = d.t[COUNTER, COUNT_ITEMS]
    d.place[0] = 0
    d.t[YEAR_LAYER, 0], d.t[YEAR_LAYER, 1] = 0, 1
    ways = 0
    for turn in range(items):
        item = items - 1 - turn
        first, end = d.t[YEAR_LAYER, turn], d.t[YEAR_LAYER, turn + 1]
        opened, closed = d.t[OPTION, item], d.t[OPTION_END, item]
        count = (end - first) * (closed - opened)
        d.t[YEAR_BASE, turn] = ways
        if ways + count > MOST_WAYS or end + count > MOST_PLACES:
            return False
        size = 16
        while size < 2 * count:
            size *= 2
        d.t[COUNTER, STAMP] += 1
        put = end
        for label in range(first, end):
            for o in range(opened, closed):
                d.way[ways] = DEAD
                if d.t[COUNTED, o] >= 0:
                    state = step(d, item, o, d.place[label], True)
                    if state != REFUSED:
                        at = slot(d, d.place, state, size - 1)
                        if d.stamp[at] != d.t[COUNTER, STAMP]:
                            d.stamp[at], d.at[at] = d.t[COUNTER, STAMP], put
                            d.place[put] = state
                            put += 1
                        d.way[ways] = d.at[at]
                ways += 1
        d.t[YEAR_LAYER, turn + 2] = put
    return True


@compiled
def _price_options(d: Desk) -> None:
    """What each option is worth with what it gives up of the rows that span years, at their prices."""
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
            worth = d.t[WORTH, o]
            for place in range(d.t[TOUCH, item], d.t[TOUCH_END, item]):
                price = d.t[PRICE, d.t[T_ROW, place]]
                if price:
                    worth += price * given(d, place, d.t[AMOUNT, o] + place - d.t[TOUCH, item])
            d.t[PRICED, o] = worth


@compiled
def _value(d: Desk) -> int:
    """The most that can come after each state at the prices; returns the bound on all."""
    _price_options(d)
    items = d.t[COUNTER, COUNT_ITEMS]
    for label in range(d.t[YEAR_LAYER, items], d.t[YEAR_LAYER, items + 1]):
        d.most[label] = 0
    for turn in range(items - 1, -1, -1):
        item, way = items - 1 - turn, d.t[YEAR_BASE, turn]
        for label in range(d.t[YEAR_LAYER, turn], d.t[YEAR_LAYER, turn + 1]):
            best = NEVER
            for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
                after = d.way[way]
                way += 1
                if after != DEAD and d.most[after] > NEVER:
                    best = max(best, d.t[PRICED, o] + d.most[after])
            d.most[label] = best
    bound = d.most[0]
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        bound -= d.t[PRICE, r] * d.t[LEAST, r]
    return bound


@compiled
def _follow(d: Desk) -> None:
    """What the best way at the prices gives up of each row."""
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        d.t[GOT, r] = 0
    items, label = d.t[COUNTER, COUNT_ITEMS], 0
    for turn in range(items):
        item = items - 1 - turn
        opened = d.t[OPTION, item]
        ways = d.t[OPTION_END, item] - opened
        way = d.t[YEAR_BASE, turn] + (label - d.t[YEAR_LAYER, turn]) * ways
        for o in range(opened, opened + ways):
            after = d.way[way + o - opened]
            if after == DEAD or d.most[after] == NEVER:
                continue
            if d.t[PRICED, o] + d.most[after] == d.most[label]:
                for place in range(d.t[TOUCH, item], d.t[TOUCH_END, item]):
                    own = given(d, place, d.t[AMOUNT, o] + place - d.t[TOUCH, item])
                    d.t[GOT, d.t[T_ROW, place]] += own
                label = after
                break


@compiled
def find_prices(d: Desk, known: int, rounds: int) -> int:  # noqa: PLR0912  loops over rows
    """Moves the prices towards a bound of what is known; returns the least bound, whose prices stand."""
    rows = d.t[COUNTER, COUNT_ROWS]
    best = bound = _value(d)
    stalled, shorter = 0, 0
    for _ in range(rounds):
        if bound <= known or bound <= NEVER // 2:
            break
        _follow(d)
        norm = 0
        for r in range(rows):
            if not d.t[LOCAL, r]:
                over = d.t[LEAST, r] - d.t[GOT, r]
                if over < 0 and d.t[PRICE, r] == 0:
                    over = 0
                d.t[GOT, r] = over
                norm += over * over
        if norm == 0:
            break
        move = (bound - known) // norm
        move = (move + move // 2) >> shorter
        for r in range(rows):
            if not d.t[LOCAL, r]:
                d.t[PRICE, r] = max(0, d.t[PRICE, r] + move * d.t[GOT, r])
        bound = _value(d)
        stalled += 1
        if bound < best:
            best, stalled = bound, 0
            for r in range(rows):
                d.t[KEPT, r] = d.t[PRICE, r]
        elif stalled == 3:
            shorter, stalled = shorter + 1, 0
            for r in range(rows):
                d.t[PRICE, r] = d.t[KEPT, r]
            bound = _value(d)
    for r in range(rows):
        d.t[PRICE, r] = d.t[KEPT, r]
    return _value(d)
