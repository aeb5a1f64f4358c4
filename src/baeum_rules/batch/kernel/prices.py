"""Prices of rows: what every selection must at least lose, from what its rows must still give up.

A price says what a unit given up in a row costs at the least. As long as no option loses less than the prices
of what it gives up, all that its rows still need, at their prices, is lost by whatever comes. It is the dual of
the search as a linear programme; two simple ways are tried, and the better stands.
"""

from __future__ import annotations

from .places import (
    AMOUNT,
    CLOSES,
    COUNT_ITEMS,
    COUNT_ROWS,
    COUNTED,
    FORM,
    LEAST,
    LEFT,
    MASK,
    MIXED,
    OPENS,
    OPTION,
    OPTION_END,
    PRICE,
    SHIFT,
    SLACK,
    T_DONE,
    T_MOST,
    T_ROW,
    TARGET,
    TOUCH,
    TOUCH_END,
    WITHIN,
    WORTH,
    Desk,
    compiled,
)
from .rows import FLAGGED


@compiled
def given(d: Desk, place: int, at: int) -> int:
    """What an option gives up of a row: what it adds, or in a row that holds what is taken the rest."""
    amount = d.amount[at] & FLAGGED - 1
    if d.row[FORM, d.touch[4 * place + T_ROW]] == WITHIN:
        return d.touch[4 * place + T_MOST] - amount
    return amount


@compiled
def _write_least(d: Desk) -> None:
    """What is given up of each row in any case: of a mixed window no more than its limited sources come to."""
    for r in range(d.counter[COUNT_ROWS]):
        d.row[LEAST, r] = 0
    for item in range(d.counter[COUNT_ITEMS]):
        for place in range(d.item[TOUCH, item], d.item[TOUCH_END, item]):
            r = d.touch[4 * place + T_ROW]
            if d.row[FORM, r] == MIXED:
                for o in range(d.item[OPTION, item], d.item[OPTION_END, item]):
                    if d.amount[d.option[AMOUNT, o] + place - d.item[TOUCH, item]] & FLAGGED:
                        d.row[LEAST, r] += d.touch[4 * place + T_MOST]
                        break
            elif d.row[FORM, r] == WITHIN:
                d.row[LEAST, r] += d.touch[4 * place + T_MOST]
    for r in range(d.counter[COUNT_ROWS]):
        if d.row[FORM, r] == MIXED:
            d.row[LEAST, r] = min(d.row[LEAST, r], d.row[TARGET, r])
        elif d.row[FORM, r] == WITHIN:
            d.row[LEAST, r] = max(0, d.row[LEAST, r] - d.row[TARGET, r])
        else:
            d.row[LEAST, r] = d.row[TARGET, r]


@compiled
def _price(d: Desk, r: int) -> int:
    """The highest price that leaves no option with less than nothing; returns what it adds to the bound."""
    price = -1
    for turn in range(2):
        for item in range(d.row[CLOSES, r], d.row[OPENS, r] + 1):
            for place in range(d.item[TOUCH, item], d.item[TOUCH_END, item]):
                if d.touch[4 * place + T_ROW] != r:
                    continue
                for o in range(d.item[OPTION, item], d.item[OPTION_END, item]):
                    own = given(d, place, d.option[AMOUNT, o] + place - d.item[TOUCH, item])
                    if own and turn:
                        d.option[SLACK, o] -= price * own
                    elif own and d.option[COUNTED, o] >= 0:
                        most = d.option[SLACK, o] // own
                        price = most if price < 0 else min(price, most)
        if price <= 0:
            break
    d.row[PRICE, r] = max(price, 0)
    return d.row[PRICE, r] * d.row[LEAST, r]


@compiled
def _all(d: Desk, long_first: bool) -> int:
    """Prices all rows, one after another; returns the bound on what is lost."""
    for item in range(d.counter[COUNT_ITEMS]):
        best = 0
        for o in range(d.item[OPTION, item], d.item[OPTION_END, item]):
            if d.option[COUNTED, o] >= 0:
                best = max(best, d.option[WORTH, o])
        for o in range(d.item[OPTION, item], d.item[OPTION_END, item]):
            d.option[SLACK, o] = best - d.option[WORTH, o]
    bound, n = 0, d.counter[COUNT_ROWS]
    for r in range(n):
        d.row[PRICE, r] = -1
    for _ in range(n):
        chosen, most = -1, 0
        for r in range(n):
            if d.row[PRICE, r] < 0:
                key = d.row[LEAST, r] if long_first else -(d.row[OPENS, r] - d.row[CLOSES, r])
                if chosen < 0 or key > most:
                    chosen, most = r, key
        bound += _price(d, chosen)
    return bound


@compiled
def set_prices(d: Desk) -> int:
    """Sets the prices; returns what every selection loses at the least."""
    _write_least(d)
    by_length = _all(d, False)
    by_need = _all(d, True)
    return by_need if by_need >= by_length else _all(d, False)


@compiled
def _got(d: Desk, place: int, r: int, state: int) -> int:
    """What a state says was given up of a row."""
    field = state >> d.row[SHIFT, r] & d.row[MASK, r]
    if d.row[FORM, r] == WITHIN:
        return d.touch[4 * place + T_DONE] - field
    return field & (1 << d.row[LEFT, r]) - 1


@compiled
def gain(d: Desk, item: int, o: int, state: int) -> int:
    """What an option brings of all that must be given up, at the prices, after a state."""
    found, first = 0, d.item[TOUCH, item]
    for place in range(first, d.item[TOUCH_END, item]):
        r = d.touch[4 * place + T_ROW]
        price = d.row[PRICE, r]
        if price:
            own = given(d, place, d.option[AMOUNT, o] + place - first)
            if own:
                found += price * min(own, max(0, d.row[LEAST, r] - _got(d, place, r, state)))
    return found
