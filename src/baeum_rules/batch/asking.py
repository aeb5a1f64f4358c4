"""A number of the law is asked, and remembered: the steps that a consulting pass is made of."""

from __future__ import annotations

from typing import Any

import numpy as np

from .consulted_places import ABOVE_ALL

WORD = 64
KEY, SUM, DAY, LEAST = range(4)  # of a group met


def ask(numbers: Any, into: Any, one: int, name: int, day: int) -> int:
    """The law is asked a number on a day; returns its bit."""
    place = numbers.first[name]
    while numbers.since[place + 1] <= day:
        place += 1
    bit = place - name  # every name before has one place more, its end
    into.asked[one, bit // WORD] |= np.uint64(1) << np.uint64(bit % WORD)
    return bit


def compare(numbers: Any, into: Any, one: int, name: int, day: int, given: int) -> None:
    """The law is asked a number on a day, and ``given`` is compared with it."""
    bit = ask(numbers, into, one, name, day)
    column, limit = into.column[bit], numbers.value[bit + name]
    if given >= limit:
        into.above[one, column] = min(into.above[one, column], given)
    if given <= limit:
        into.below[one, column] = max(into.below[one, column], given)


def weigh(numbers: Any, into: Any, one: int, name: int, day: int, total: int) -> None:
    """A sum stands against a cap as it is on a day."""
    bit = ask(numbers, into, one, name, day)
    column = into.column[bit]
    into.most[one, column] = max(into.most[one, column], min(total, ABOVE_ALL))


def enter(met: Any, count: int, key: int, amount: int, day: int, least: int) -> int:
    """Adds to the group of a key; keeps its first day and smallest ``least``. Returns how many there are."""
    for k in range(count):
        if met[k, KEY] == key:
            met[k, SUM] += amount
            met[k, DAY] = min(met[k, DAY], day)
            met[k, LEAST] = min(met[k, LEAST], least)
            return count
    met[count, KEY], met[count, SUM], met[count, DAY], met[count, LEAST] = key, amount, day, least
    return count + 1
