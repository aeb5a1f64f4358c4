"""The levels of a worth, side by side in one number, and the most that all items together have of each."""

from __future__ import annotations

from .making import compiled
from .places import COUNT_ITEMS, COUNTER, LEVEL_MOST, OPTION, OPTION_END, PACK, WORTH, Desk

LEVELS = 6  # how much less is short, then levels 2 to 6


@compiled
def _at_level(d: Desk, worth: int, level: int) -> int:
    """What a worth has at a level; the highest has no end."""
    bits = d.t[COUNTER, PACK]
    found = worth >> level * bits
    return found if level == LEVELS - 1 else found & (1 << bits) - 1


@compiled
def write_most_of_levels(d: Desk) -> None:
    """The most that all items together have at each level of their worth, the lowest level first."""
    for level in range(LEVELS):
        d.t[LEVEL_MOST, level] = 0
        for item in range(d.t[COUNTER, COUNT_ITEMS]):
            most = 0
            for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
                most = max(most, _at_level(d, d.t[WORTH, o], level))
            d.t[LEVEL_MOST, level] += most


@compiled
def within_levels(d: Desk, bound: int) -> int:
    """The highest worth up to a bound that has at no level more than all items together."""
    bits, found = d.t[COUNTER, PACK], 0
    for level in range(LEVELS - 1, -1, -1):
        own = _at_level(d, bound, level)
        if own > d.t[LEVEL_MOST, level]:
            for lower in range(level + 1):
                found += d.t[LEVEL_MOST, lower] << lower * bits
            return found
        found += own << level * bits
    return found
