"""Prices of rows: what every selection must at least lose, from what its rows must still give up.

A price says what a unit given up in a row costs at the least. As long as no option loses less than the
prices of what it gives up, all that its rows still need, at their prices, is lost by whatever comes. It is
the dual of the search as a linear programme; two simple ways are tried, and the better stands.
"""

from __future__ import annotations

from .making import compiled, written_in
from .places import (
    AMOUNT,
    CLOSES,
    COUNT_ITEMS,
    COUNT_ROWS,
    COUNTED,
    COUNTER,
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
)
from .rows import FLAGGED


@written_in
def given(d: Desk, place: int, at: int) -> int:
    """What an option gives up of a row: what it adds, or in a row that holds what is taken the rest."""
    amount = d.amount[at] & FLAGGED - 1
    if d.t[FORM, d.t[T_ROW, place]] == WITHIN:
        return d.t[T_MOST, place] - amount
    return amount


@compiled
def write_least(d: Desk) -> None:
    """What is given up of each row at the least: of a mixed window no more than its limited sources are."""
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        d.t[LEAST, r] = 0
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        for place in range(d.t[TOUCH, item], d.t[TOUCH_END, item]):
            r = d.t[T_ROW, place]
            if d.t[FORM, r] == MIXED:
                for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
                    if d.amount[d.t[AMOUNT, o] + place - d.t[TOUCH, item]] & FLAGGED:
                        d.t[LEAST, r] += d.t[T_MOST, place]
                        break
            elif d.t[FORM, r] == WITHIN:
                d.t[LEAST, r] += d.t[T_MOST, place]
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        if d.t[FORM, r] == MIXED:
            d.t[LEAST, r] = min(d.t[LEAST, r], d.t[TARGET, r])
        elif d.t[FORM, r] == WITHIN:
            d.t[LEAST, r] = max(0, d.t[LEAST, r] - d.t[TARGET, r])
        else:
            d.t[LEAST, r] = d.t[TARGET, r]


@written_in
def _got(d: Desk, place: int, r: int, state: int) -> int:
    """What a state says was given up of a row."""
    field = state >> d.t[SHIFT, r] & d.t[MASK, r]
    if d.t[FORM, r] == WITHIN:
        return d.t[T_DONE, place] - field
    return field & (1 << d.t[LEFT, r]) - 1


@written_in
def gain(d: Desk, item: int, o: int, state: int) -> int:
    """What an option brings of all that must be given up, at the prices, after a state."""
    found, first = 0, d.t[TOUCH, item]
    for place in range(first, d.t[TOUCH_END, item]):
        r = d.t[T_ROW, place]
        price = d.t[PRICE, r]
        if price:
            own = given(d, place, d.t[AMOUNT, o] + place - first)
            if own:
                found += price * min(own, max(0, d.t[LEAST, r] - _got(d, place, r, state)))
    return found


@compiled
def _price(d: Desk, r: int) -> int:
    """The highest price that leaves no option with less than nothing; returns what it adds to the bound."""
    price = -1
    for turn in range(2):
        for item in range(d.t[CLOSES, r], d.t[OPENS, r] + 1):
            for place in range(d.t[TOUCH, item], d.t[TOUCH_END, item]):
                if d.t[T_ROW, place] != r:
                    continue
                for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
                    own = given(d, place, d.t[AMOUNT, o] + place - d.t[TOUCH, item])
                    if own and turn:
                        d.t[SLACK, o] -= price * own
                    elif own and d.t[COUNTED, o] >= 0:
                        most = d.t[SLACK, o] // own
                        price = most if price < 0 else min(price, most)
        if price <= 0:
            break
    d.t[PRICE, r] = max(price, 0)
    return d.t[PRICE, r] * d.t[LEAST, r]


@compiled
def _all(d: Desk, long_first: bool) -> int:
    """Prices all rows, one after another; returns the bound on what is lost."""
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        best = 0
        for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
            if d.t[COUNTED, o] >= 0:
                best = max(best, d.t[WORTH, o])
        for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
            d.t[SLACK, o] = best - d.t[WORTH, o]
    bound, n = 0, d.t[COUNTER, COUNT_ROWS]
    for r in range(n):
        d.t[PRICE, r] = -1
    for _ in range(n):
        chosen, most = -1, 0
        for r in range(n):
            if d.t[PRICE, r] < 0:
                key = d.t[LEAST, r] if long_first else -(d.t[OPENS, r] - d.t[CLOSES, r])
                if chosen < 0 or key > most:
                    chosen, most = r, key
        bound += _price(d, chosen)
    return bound


@compiled
def first_prices(d: Desk) -> None:
    """Prices to begin with, row after row: the better of the longest row first and the neediest first."""
    by_length = _all(d, False)
    if _all(d, True) < by_length:
        _all(d, False)
