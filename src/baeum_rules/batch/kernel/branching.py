"""The first of the best selections by branch and bound (Land and Doig, 1960; the best bound first).

What the linear programme of a node leaves open is chosen one way, then the other, flags of rows first. Once
they are chosen, the core of a node is searched by labels for what is worth almost as much as its bound.
"""

from __future__ import annotations

from .choices import FLAG_IS, LESS_IS, choose, take_back
from .dominance import find_pairs
from .labels import FOUND, GIVEN_UP, NONE
from .making import compiled
from .near_bound import LEAST_LABELS, LOWERED, SIZE, keep_tried, may_try, search_near
from .places import (
    AT_NODE,
    BEST_WORTH,
    BOUND,
    CAP,
    CORE_SIZE,
    COUNT_ITEMS,
    COUNTER,
    FINE,
    HIGH,
    LESS,
    LOOSELY,
    LOW,
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
    NOTHING_FITS,
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
from .proving import (
    NEVER,
    UNPROVED,
    no_more_than,
    note_simple,
    nothing_fits,
    within_levels,
    write_most_of_levels,
)
from .simplex import INFEASIBLE, OPTIMAL, STUCK, read_variables, solve
from .undecided import (
    choose_any,
    choose_flag,
    choose_in_broken,
    choose_item,
    choose_less,
    read_point,
    worth_of_tried,
)

MOST_NODES = 10_000  # of one search
NODES_BEFORE_PAIRS = 30  # pairs of records that stand in for each other are looked for only then

# what looking at the choices as they stand says
ENDED, GOES_ON, AT_POINT = range(3)


@compiled
def _of_solution(d: Desk) -> int:
    """What the solution of the programme says: GOES_ON, or AT_POINT where nothing is left to choose."""
    read_variables(d)
    if choose_less(d) or choose_flag(d) or choose_item(d):
        return GOES_ON
    value = worth_of_tried(d)
    if value != NEVER:
        keep_tried(d, value)
    return GOES_ON if (value == NEVER and choose_in_broken(d)) or choose_any(d) else AT_POINT


@compiled
def _solve_capped(d: Desk) -> int:
    """Solves the programme, and again as long as its bound says that less can be recognised than it takes.

    What is recognised, with how much less is short, is a whole number: no more than its bound rounded down.
    RAW: nothing is worth more, times 2 ** FINE, if no more is recognised than the cap; BOUND: nor can be.
    """
    while True:
        found = solve(d)
        if found != OPTIMAL:
            return found
        fine = d.t[COUNTER, FINE]
        bound = no_more_than(d)
        d.t[COUNTER, RAW] = bound
        if 0 <= bound < UNPROVED:
            bound = within_levels(d, bound >> fine) << fine
        d.t[COUNTER, BOUND] = bound
        cap = bound >> fine + TOP * d.t[COUNTER, PACK]
        if cap < 0 or cap >= d.t[COUNTER, CAP]:
            return found
        d.t[COUNTER, CAP] = cap


@compiled
def _solve_surely(d: Desk) -> int:
    """Solves the programme; once more from the beginning, less strictly, where what it says is not proved.

    NOTHING_FITS: it is proved that it has no solution.
    """
    found = _solve_capped(d)
    d.t[COUNTER, NOTHING_FITS] = 1 if found == INFEASIBLE and nothing_fits(d) else 0
    if found == OPTIMAL or d.t[COUNTER, NOTHING_FITS]:
        return found
    d.t[COUNTER, LOOSELY] = 1
    lay_programme(d)
    found = _solve_capped(d)
    d.t[COUNTER, NOTHING_FITS] = 1 if found == INFEASIBLE and nothing_fits(d) else 0
    return found


@compiled
def _look(d: Desk) -> int:
    """Solves the programme under the choices that stand, and says whether to go on, with what to choose next.

    ENDED: nothing there is better than what was kept, or it is kept now; GOES_ON; or STUCK. BOUND: nothing
    there is worth more, times 2 ** FINE.
    """
    d.t[COUNTER, NODES] += 1
    d.t[COUNTER, BOUND] = UNPROVED
    less = d.t[COUNTER, LESS]
    if less >= 0 and d.t[LOW, less] > d.t[HIGH, less]:
        return ENDED  # nothing that could be less short was left
    found, told = _solve_surely(d), AT_POINT
    if found == STUCK:
        return STUCK
    if found == INFEASIBLE:
        if d.t[COUNTER, NOTHING_FITS]:
            return ENDED
        if choose_any(d):
            return GOES_ON
    else:
        if d.t[COUNTER, BOUND] < max(0, d.t[COUNTER, BEST_WORTH]) << d.t[COUNTER, FINE]:
            return ENDED
        told = _of_solution(d)
    if told == GOES_ON:
        return GOES_ON
    read_point(d)
    value = worth_of_tried(d)
    if value != NEVER:
        keep_tried(d, value)
    return ENDED


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
    if _solve_capped(d) != OPTIMAL or not 0 <= d.t[COUNTER, RAW] < UNPROVED:
        return False
    return bool(search_near(d, node) == LOWERED)


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
        told = _look(d)
        if told == STUCK:
            return STUCK
        if told == GOES_ON:
            _add_node(d, nodes, node, side)
            nodes += 1
    d.t[COUNTER, AT_NODE] = -1
    return nodes


@compiled
def _explore(d: Desk) -> int:
    """Looks for the first of the best selections; FOUND, NONE or GIVEN_UP."""
    told, nodes = _look(d), 0
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
        if not _by_core(d, node):
            nodes = _branch(d, node, nodes)
            if nodes == STUCK:
                return GIVEN_UP


@compiled
def _begin(d: Desk) -> None:
    d.t[COUNTER, TRAIL] = d.t[COUNTER, NODES] = d.t[COUNTER, SPENT_HERE] = d.t[COUNTER, LOOSELY] = 0
    d.t[COUNTER, PAIRS] = d.t[COUNTER, BEST_WORTH] = d.t[COUNTER, AT_NODE] = -1  # none is known
    d.t[COUNTER, CORE_SIZE], d.t[COUNTER, NEXT_TRY] = SIZE, LEAST_LABELS
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
