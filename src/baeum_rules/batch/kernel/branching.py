"""The first of the best selections by branch and bound (Land and Doig, 1960; the best bound first).

What the linear programme of a node leaves open is chosen one way, then the other, flags of rows first. Once
they are chosen, the core of a node is searched by labels for what is worth almost as much as its bound.
"""

from __future__ import annotations

from .choices import FLAG_IS, LESS_IS, choose, take_back
from .dominance import find_pairs
from .labels import FOUND, GIVEN_UP, NONE
from .levels import write_most_of_levels
from .making import compiled
from .near_bound import LEAST_LABELS, LOWERED, SIZE, allow_again, may_try, search_near
from .places import (
    AT_NODE,
    BEST_WORTH,
    BOUND,
    C_HELD,
    CAP,
    CORE_SIZE,
    COUNT_ITEMS,
    COUNT_ROWS,
    COUNTER,
    CUT_NODE,
    CUTS_FROM,
    FINE,
    IN_VAIN,
    LOOSELY,
    MADE,
    NEXT_AT,
    NEXT_KIND,
    NEXT_TRY,
    NEXT_VALUE,
    NODE_AT,
    NODE_BOUND,
    NODE_CAP,
    NODE_KIND,
    NODE_SIDE,
    NODE_SIZE,
    NODE_VALUE,
    NODES,
    OPTION,
    OPTION_END,
    PACK,
    PAIRS,
    PARENT,
    PATH,
    RAW,
    SPENT_HERE,
    TRAIL,
    WIDTH,
    WORTH,
    Desk,
)
from .programme import TOP, lay_programme
from .proving import NEVER, UNPROVED, note_simple
from .simplex import OPTIMAL, STUCK
from .solving import ENDED, GOES_ON, look, solve_capped

MOST_NODES = 10_000  # of one search
NODES_BEFORE_CUTS, ROUNDS = 12, 5  # cuts are made only then, and so often at a node
LOOKS_OF_NODE = 4  # after a look in vain so many nodes have none; after two on end twice as many, and so on
NODES_BEFORE_PAIRS = 30  # pairs of records that stand in for each other are looked for only then
COARSER = 3  # bits that a bound is coarser by where prices are too great to prove one


@compiled
def _add_node(d: Desk, node: int, parent: int, side: int) -> None:
    """Keeps a node that was looked at, with what is chosen there."""
    d.t[PARENT, node], d.t[NODE_SIDE, node] = parent, side
    d.t[NODE_KIND, node], d.t[NODE_AT, node] = d.t[COUNTER, NEXT_KIND], d.t[COUNTER, NEXT_AT]
    d.t[NODE_VALUE, node], d.t[NODE_BOUND, node] = d.t[COUNTER, NEXT_VALUE], d.t[COUNTER, BOUND]
    d.t[NODE_CAP, node], d.t[NODE_SIZE, node] = d.t[COUNTER, CAP], d.t[COUNTER, CORE_SIZE]


@compiled
def _best_open(d: Desk, nodes: int) -> int:
    """The open node with the highest bound, of equals the last; -1: none has what is as good as the best."""
    chosen, most = -1, max(0, d.t[COUNTER, BEST_WORTH]) << d.t[COUNTER, FINE]
    for node in range(nodes):
        if d.t[NODE_BOUND, node] >= most:
            chosen, most = node, d.t[NODE_BOUND, node]
    return chosen


@compiled
def _go_to(d: Desk, node: int) -> None:
    """Makes all choices that lead to a node."""
    d.t[COUNTER, CAP] = d.t[NODE_CAP, node]
    if d.t[COUNTER, AT_NODE] == node:
        return
    take_back(d, 0)
    length = 0
    d.t[COUNTER, AT_NODE] = node
    while node > 0:
        d.t[PATH, length] = node
        node = d.t[PARENT, node]
        length += 1
    for k in range(length - 1, -1, -1):
        at = d.t[PATH, k]
        parent = d.t[PARENT, at]
        choose(d, d.t[NODE_KIND, parent], d.t[NODE_AT, parent], d.t[NODE_VALUE, parent], d.t[NODE_SIDE, at])


@compiled
def _by_core(d: Desk, node: int) -> bool:
    """Whether a search near its bound did away with a node, or lowered its bound."""
    if d.t[NODE_KIND, node] in (FLAG_IS, LESS_IS) or not may_try(d):
        return False
    _go_to(d, node)
    if solve_capped(d) != OPTIMAL or not 0 <= d.t[COUNTER, RAW] < UNPROVED:
        return False
    return bool(search_near(d, node) == LOWERED)


@compiled
def _by_cuts(d: Desk, node: int) -> bool:
    """Whether cuts did away with a node, or its bound and what is chosen there are those behind them."""
    few = d.t[COUNTER, NODES] < d.t[COUNTER, CUTS_FROM] or d.t[COUNTER, CUT_NODE] == node
    if few or d.t[NODE_KIND, node] in (FLAG_IS, LESS_IS):
        return False
    d.t[COUNTER, CUT_NODE], d.t[COUNTER, MADE] = node, 0
    _go_to(d, node)
    told = look(d, ROUNDS)
    if told == ENDED:
        d.t[NODE_BOUND, node] = NEVER
        return True
    if told == STUCK or not d.t[COUNTER, MADE]:
        d.t[COUNTER, IN_VAIN] += 1
        wait = d.t[COUNTER, NODES] + LOOKS_OF_NODE * d.t[COUNTER, IN_VAIN]
        d.t[COUNTER, CUTS_FROM] = max(d.t[COUNTER, CUTS_FROM], wait)
        return False
    d.t[COUNTER, IN_VAIN] = 0
    d.t[NODE_BOUND, node] = min(d.t[NODE_BOUND, node], d.t[COUNTER, BOUND])
    d.t[NODE_KIND, node], d.t[NODE_AT, node] = d.t[COUNTER, NEXT_KIND], d.t[COUNTER, NEXT_AT]
    d.t[NODE_VALUE, node], d.t[NODE_CAP, node] = d.t[COUNTER, NEXT_VALUE], d.t[COUNTER, CAP]
    allow_again(d, node)
    return True


@compiled
def _branch(d: Desk, node: int, nodes: int) -> int:
    """Looks at both sides of what is chosen at a node; how many nodes there are, or STUCK."""
    d.t[NODE_BOUND, node] = NEVER
    _go_to(d, node)
    length = d.t[COUNTER, TRAIL]
    for side in range(2):
        take_back(d, length)
        d.t[COUNTER, CAP] = d.t[NODE_CAP, node]
        choose(d, d.t[NODE_KIND, node], d.t[NODE_AT, node], d.t[NODE_VALUE, node], side)
        told = look(d, 0)
        if told == STUCK:
            return STUCK
        if told == GOES_ON:
            _add_node(d, nodes, node, side)
            nodes += 1
    d.t[COUNTER, AT_NODE] = -1
    return nodes


@compiled
def _look_first(d: Desk) -> int:
    """Looks at all there is, as finely as a bound can be proved: nothing is left out without one."""
    told = look(d, 0)
    while told == GOES_ON and d.t[COUNTER, BOUND] == UNPROVED and d.t[COUNTER, FINE] > 0:
        d.t[COUNTER, FINE] = max(0, d.t[COUNTER, FINE] - COARSER)
        told = look(d, 0)
    return told


@compiled
def _explore(d: Desk) -> int:
    """Looks for the first of the best selections; FOUND, NONE or GIVEN_UP."""
    told, nodes = _look_first(d), 0
    if told == STUCK:
        return GIVEN_UP
    if told == GOES_ON:
        _add_node(d, 0, -1, 0)
        nodes = 1
    while True:
        node = _best_open(d, nodes)
        if node < 0:
            return FOUND if d.t[COUNTER, BEST_WORTH] >= 0 else NONE
        if d.t[COUNTER, PAIRS] < 0 and d.t[COUNTER, NODES] > NODES_BEFORE_PAIRS:
            find_pairs(d)
            d.t[COUNTER, AT_NODE] = -1
        if nodes + 2 > WIDTH or d.t[COUNTER, NODES] > MOST_NODES:
            return GIVEN_UP
        if not _by_core(d, node) and not _by_cuts(d, node):
            nodes = _branch(d, node, nodes)
            if nodes == STUCK:
                return GIVEN_UP


@compiled
def _begin(d: Desk) -> None:
    d.t[COUNTER, TRAIL] = d.t[COUNTER, NODES] = d.t[COUNTER, SPENT_HERE] = d.t[COUNTER, LOOSELY] = 0
    d.t[COUNTER, PAIRS] = d.t[COUNTER, BEST_WORTH] = d.t[COUNTER, AT_NODE] = -1  # none is known
    d.t[COUNTER, CORE_SIZE], d.t[COUNTER, NEXT_TRY] = SIZE, LEAST_LABELS
    d.t[COUNTER, CUTS_FROM], d.t[COUNTER, CUT_NODE] = NODES_BEFORE_CUTS, -1
    d.t[COUNTER, IN_VAIN] = 0
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        d.t[C_HELD, r] = 0
    total, bits = 0, 0
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        most = 0
        for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
            most = max(most, d.t[WORTH, o])
        total += most
    while total >> bits:
        bits += 1
    d.t[COUNTER, CAP] = total >> TOP * d.t[COUNTER, PACK]
    d.t[COUNTER, FINE] = max(0, min(10, 57 - bits))


@compiled
def best_of(d: Desk) -> int:
    """The first of the best selections of the items in the order of ties; FOUND, NONE or GIVEN_UP."""
    _begin(d)
    lay_programme(d)
    write_most_of_levels(d)
    note_simple(d)
    return _explore(d)
