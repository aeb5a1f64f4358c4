"""The keys of a core: of two selections, that first in the order of ties has the greater."""

from __future__ import annotations

from .making import compiled, written_in
from .places import AS, C_BITS_OF, C_END, C_FIRST, C_ITEM, C_KEY, C_MASK, C_OPTION, C_RANK, COUNTED, Desk

BITS_OF_KEY, WORDS_OF_KEY = 62, 2
BITS_OF_RANK, MOST_RANK = 8, 255


@written_in
def _bits(most: int) -> int:
    found = 0
    while most >> found:
        found += 1
    return found


@compiled
def _rank(d: Desk, item: int) -> int:
    """Ranks the options left of an item: by credits, then of one number of credits by class; both packed.

    C_RANK of each; returns how many bits either takes. Options stand in the order of their credits.
    """
    more, most, before = -1, 0, -1
    begin, end = d.t[C_FIRST, item], d.t[C_END, item]
    for k in range(begin, end):
        o = d.t[C_OPTION, k]
        if d.t[COUNTED, o] != before:
            more, before = more + 1, d.t[COUNTED, o]
        after = 0
        for other in range(begin, end):
            p = d.t[C_OPTION, other]
            if d.t[COUNTED, p] == before and d.t[AS, p] > d.t[AS, o]:
                after += 1
        most = max(most, after)
        d.t[C_RANK, k] = more << BITS_OF_RANK | after
        d.t[C_KEY, k] = d.t[C_KEY + 1, k] = 0
    return _bits(more) << BITS_OF_RANK | _bits(most)


@compiled
def lay_keys(d: Desk, items: int) -> bool:
    """Lays the keys: the credits of all items in the order of ties, then their classes; False: no room."""
    for k in range(items):
        item = d.t[C_ITEM, k]
        d.t[C_BITS_OF, item] = _rank(d, item)
        d.t[C_MASK, item] = d.t[C_MASK + 1, item] = 0
    used, word = 0, 0
    for turn in range(2):
        shift = 0 if turn else BITS_OF_RANK
        for k in range(items):
            item = d.t[C_ITEM, k]
            own = d.t[C_BITS_OF, item] >> shift & MOST_RANK
            if own == 0:
                continue
            if used + own > BITS_OF_KEY:
                used, word = 0, word + 1
                if word == WORDS_OF_KEY:
                    return False
            used += own
            place = BITS_OF_KEY - used
            d.t[C_MASK + word, item] |= (1 << own) - 1 << place
            for put in range(d.t[C_FIRST, item], d.t[C_END, item]):
                d.t[C_KEY + word, put] |= (d.t[C_RANK, put] >> shift & MOST_RANK) << place
    return True
