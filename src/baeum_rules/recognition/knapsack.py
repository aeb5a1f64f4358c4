"""Knapsack tables: place ``r`` of a table holds the most that can be had with room for ``r`` credits.

A place that nothing reaches holds ``NEVER``. The arithmetic is that of whole lists, which plain Python does
fastest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate

NEVER = -(1 << 4000)  # less than any sum of worths and prices
NEARLY = NEVER >> 1  # what is less than this came from NEVER

Table = list[int]
Pairs = list[tuple[int, int]]  # credits, worth


def put(table: Table, pairs: Pairs) -> Table:
    """The table with one more step, which takes one of some (credits, worth) or nothing."""
    found, size = table, len(table)
    for credits, worth in pairs:
        if worth > 0 and credits < size:
            found = _raised(found, table, credits, worth)
    return found


def _raised(found: Table, table: Table, credits: int, worth: int) -> Table:
    """The better, place by place, of one table and another to which so many credits add a worth."""
    return found[:credits] + [
        old if old > (new := other + worth) else new
        for old, other in zip(found[credits:], table, strict=False)
    ]


def filled(steps: Iterable[Pairs], room: int) -> Table:
    """The table of some steps alone."""
    table = [0] * (room + 1)
    for pairs in steps:
        table = put(table, pairs)
    return table


def exactly(steps: list[Pairs], most: int, table: Table) -> Table:
    """A table of exact sums with more steps, for sums up to the most.

    Of steps that take as many credits the best count first: of the commonest kind a table needs no search.
    """
    kinds = Counter(pairs[0][0] for pairs in steps if len(pairs) == 1 and pairs[0][0])
    if kinds and len(table) == 1:
        credits, number = kinds.most_common(1)[0]
        equal = [pairs for pairs in steps if len(pairs) == 1 and pairs[0][0] == credits]
        steps = [pairs for pairs in steps if len(pairs) > 1 or pairs[0][0] != credits]
        gains = sorted((worth for ((_, worth),) in equal), reverse=True)
        table = [NEVER] * (min(most, credits * number) + 1)
        table[::credits] = list(accumulate(gains, initial=0))[: len(table[::credits])]
    for pairs in steps:
        found = table + [NEVER] * min(max(c for c, _ in pairs), most + 1 - len(table))
        for credits, worth in pairs:
            if credits:
                found[credits:] = _raised(found[credits:], table, 0, worth) + found[credits + len(table) :]
        table = found
    return table


def rises(table: Table) -> Pairs:
    """(room, worth) where more is worth more than anything less, the first place included."""
    found = [(0, table[0])]
    for room, worth in enumerate(table):
        if worth > found[-1][1]:
            found.append((room, worth))
    return found


def prefixes(units: Pairs, most: int) -> Table:
    """The worth of exactly ``c`` credits of (credits, worth of each), the best ones first."""
    table = [0]
    for credits, each in sorted(units, key=lambda unit: -unit[1]):
        for _ in range(min(credits, most + 1 - len(table))):
            table.append(table[-1] + each)
    return table


def beside(table: Table, spread: Table) -> Table:
    """The table with one more step that takes ``c`` credits for ``spread[c]``, which is concave or NEVER."""
    size = len(table)
    ways, others = rises(spread), table
    steps = rises(table)
    if len(steps) < len(ways):
        ways, others = steps, [x for _, x in zip(range(size), accumulate(spread, max), strict=False)]
        others += others[-1:] * (size - len(others))
    found = [x + ways[0][1] for x in others]
    for credits, worth in ways[1:]:
        if credits < size:
            found = _raised(found, others, credits, worth)
    return found


def topped(ways: Pairs, table: Table) -> Table:
    """The best of some ways (room, worth) to take room before a table does, by the room for both."""
    found = [NEVER] * len(table)
    for room, worth in ways:
        if room < len(table):
            found = _raised(found, table, room, worth)
    return found
