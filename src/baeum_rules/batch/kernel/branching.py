"""The best selection by branch and bound (Land and Doig, 1960; the best bound first).

What the linear programme of a node leaves open is chosen one way, then the other. Where its bound stays above
what can be had, a search by labels looks at what is worth almost as much, and finds it or lowers the bound.
"""

from __future__ import annotations

from .choices import FLAG_IS, choose, take_back
from .dominance import find_pairs
from .labels import FOUND, GIVEN_UP, NONE, spread, trace_back
from .making import compiled
from .places import (
    BAND,
    BEST_CLASS,
    BEST_COUNT,
    BEST_WORTH,
    BOUND,
    CAP,
    COUNT_ITEMS,
    COUNTER,
    FINE,
    MOST_TOP,
    NEXT_AT,
    NEXT_KIND,
    NEXT_VALUE,
    NODE_AT,
    NODE_BOUND,
    NODE_CAP,
    NODE_KIND,
    NODE_SIDE,
    NODE_VALUE,
    NODES,
    PACK,
    PAIRS,
    PARENT,
    PATH,
    PATIENCE,
    SPENT,
    SPENT_HERE,
    TRAIL,
    TRIED_CLASS,
    TRIED_COUNT,
    WIDTH,
    Desk,
)
from .programme import TOP
from .proving import NEVER, UNPROVED, no_worth_more_than, nothing_fits
from .simplex import INFEASIBLE, OPTIMAL, STUCK, read_variables, solve
from .undecided import choose_any, choose_flag, choose_in_broken, choose_item, read_point, worth_of_tried

MOST_NODES = 6000  # of one search, all that is asked of it together
# a search by labels at a node: so many labels at first, so many more for each node, and nodes between two
FEW_LABELS, LABELS_OF_NODE, NODES_BETWEEN = 1000, 80, 30


# what looking at the choices as they stand says
ENDED, GOES_ON, BETTER, SOLVED, AT_POINT = range(5)


@compiled
def keep_tried(d: Desk, value: int) -> None:
    """Keeps the selection tried as the best so far."""
    d.t[COUNTER, BEST_WORTH] = value
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        d.t[BEST_COUNT, item], d.t[BEST_CLASS, item] = d.t[TRIED_COUNT, item], d.t[TRIED_CLASS, item]


@compiled
def _of_solution(d: Desk, target: int) -> int:
    """What the solution of the programme says: GOES_ON, BETTER, SOLVED or ENDED."""
    read_variables(d)
    if choose_flag(d) or choose_item(d):
        return GOES_ON
    value = worth_of_tried(d)
    if value >= target:
        keep_tried(d, value)
        return BETTER
    return GOES_ON if (value == NEVER and choose_in_broken(d)) or choose_any(d) else AT_POINT


@compiled
def _solve_capped(d: Desk) -> int:
    """Solves the programme, and again as long as its bound says that less can be recognised than it takes.

    What is recognised, with the pieces put first, is a whole number: no more than its bound rounded down.
    """
    while True:
        found = solve(d)
        if found != OPTIMAL:
            return found
        d.t[COUNTER, BOUND] = no_worth_more_than(d)
        cap = d.t[COUNTER, BOUND] >> d.t[COUNTER, FINE] + TOP * d.t[COUNTER, PACK]
        if cap < 0 or cap >= d.t[COUNTER, CAP]:
            return found
        d.t[COUNTER, CAP] = cap


@compiled
def _look(d: Desk, target: int) -> int:
    """Solves the programme under the choices that stand, and says whether to go on, with what to choose next.

    ENDED: nothing there is worth the target; GOES_ON; BETTER: a selection that is was found and kept, SOLVED:
    and it is the best there; or STUCK. BOUND: nothing there is worth more, times 2 ** FINE.
    """
    d.t[COUNTER, NODES] += 1
    d.t[COUNTER, BOUND] = UNPROVED
    found, told = _solve_capped(d), AT_POINT
    if found == STUCK:
        return STUCK
    if found == INFEASIBLE:
        if nothing_fits(d):
            return ENDED
        if choose_any(d):
            return GOES_ON
    else:
        if d.t[COUNTER, BOUND] < target << d.t[COUNTER, FINE]:
            return ENDED
        told = _of_solution(d, target)
    if told != AT_POINT:
        return told
    read_point(d)
    value = worth_of_tried(d)
    if value < target:
        return ENDED
    keep_tried(d, value)
    return SOLVED


@compiled
def _add_node(d: Desk, node: int, parent: int, side: int) -> None:
    """Keeps a node that was looked at, with what is chosen there."""
    d.t[PARENT, node], d.t[NODE_SIDE, node] = parent, side
    d.t[NODE_KIND, node], d.t[NODE_AT, node] = d.t[COUNTER, NEXT_KIND], d.t[COUNTER, NEXT_AT]
    d.t[NODE_VALUE, node], d.t[NODE_BOUND, node] = d.t[COUNTER, NEXT_VALUE], d.t[COUNTER, BOUND]
    d.t[NODE_CAP, node] = d.t[COUNTER, CAP]


@compiled
def _best_open(d: Desk, nodes: int, target: int) -> int:
    """The open node with the highest bound, of equals the last; -1 where none can come to the target."""
    chosen, most = -1, target << d.t[COUNTER, FINE]
    for node in range(nodes):
        if d.t[NODE_BOUND, node] >= most:
            chosen, most = node, d.t[NODE_BOUND, node]
    return chosen


@compiled
def _go_to(d: Desk, node: int, bottom: int) -> None:
    """Makes all choices that lead to a node."""
    take_back(d, bottom)
    d.t[COUNTER, CAP] = d.t[NODE_CAP, node]
    length = 0
    while node > 0:
        d.t[PATH, length] = node
        node = d.t[PARENT, node]
        length += 1
    for k in range(length - 1, -1, -1):
        at = d.t[PATH, k]
        parent = d.t[PARENT, at]
        choose(d, d.t[NODE_KIND, parent], d.t[NODE_AT, parent], d.t[NODE_VALUE, parent], d.t[NODE_SIDE, at])


@compiled
def _after(d: Desk, told: int, nodes: int, parent: int, side: int, target: int) -> tuple[int, int]:
    """How many nodes there are, and what is to be reached, after a node was looked at."""
    if told in (BETTER, SOLVED):
        target = d.t[COUNTER, BEST_WORTH] + 1
    if told == GOES_ON or (
        told == BETTER and d.t[COUNTER, BOUND] >= target << d.t[COUNTER, FINE] and choose_any(d)
    ):
        _add_node(d, nodes, parent, side)
        nodes += 1
    return nodes, target


@compiled
def _by_labels(d: Desk, node: int, bottom: int, target: int) -> int:
    """Searches a node by labels for what is within a band below its bound.

    SOLVED: the best there was found; ENDED: nothing there is worth the target, or within the band, and the
    bound of the node is now below; GOES_ON: it would take too many labels.
    """
    allowed = FEW_LABELS + LABELS_OF_NODE * d.t[COUNTER, NODES] - d.t[COUNTER, SPENT_HERE]
    if d.t[COUNTER, NODES] < d.t[COUNTER, PATIENCE] or d.t[NODE_KIND, node] == FLAG_IS:
        return GOES_ON
    _go_to(d, node, bottom)
    # at the prices of a programme that is capped, what is recognised is worth little
    d.t[COUNTER, CAP] = d.t[COUNTER, MOST_TOP]
    if solve(d) != OPTIMAL:
        return GOES_ON
    fine = d.t[COUNTER, FINE]
    bound = min(no_worth_more_than(d), d.t[NODE_BOUND, node])
    least = max(target, (bound >> fine) + 1 - d.t[COUNTER, BAND])
    before = d.t[COUNTER, SPENT]
    found = spread(d, least, allowed)
    d.t[COUNTER, SPENT_HERE] += d.t[COUNTER, SPENT] - before
    if found == FOUND:
        keep_tried(d, trace_back(d))
        d.t[NODE_BOUND, node] = NEVER
        return SOLVED
    if found == NONE:
        d.t[NODE_BOUND, node] = NEVER if least == target else (least << fine) - 1
        d.t[COUNTER, BAND] = min(4 * d.t[COUNTER, BAND], 1 << 58)
        return ENDED
    d.t[COUNTER, PATIENCE] = d.t[COUNTER, NODES] + NODES_BETWEEN
    d.t[COUNTER, BAND] = max(16, d.t[COUNTER, BAND] >> 4)
    return GOES_ON


@compiled
def _branch(d: Desk, node: int, nodes: int, bottom: int, target: int) -> tuple[int, int]:
    """Looks at both sides of what is chosen at a node; how many nodes there are, and what was told."""
    d.t[NODE_BOUND, node] = NEVER
    better = False
    for side in range(2):
        _go_to(d, node, bottom)
        choose(d, d.t[NODE_KIND, node], d.t[NODE_AT, node], d.t[NODE_VALUE, node], side)
        told = _look(d, target)
        if told == STUCK:
            return nodes, STUCK
        nodes, target = _after(d, told, nodes, node, side, target)
        better |= told in (BETTER, SOLVED)
    return nodes, BETTER if better else GOES_ON


@compiled
def explore(d: Desk, target: int, every: bool) -> int:
    """Looks for a selection worth the target (``every``: for the best of all); the choices are taken back."""
    found, bottom, cap = NONE, d.t[COUNTER, TRAIL], d.t[COUNTER, CAP]
    d.t[COUNTER, BAND] = 4 << 3 * d.t[COUNTER, PACK]
    told = _look(d, target)
    if told == GOES_ON and d.t[COUNTER, PAIRS] < 0:
        find_pairs(d)
    nodes, target = _after(d, told, 0, -1, 0, target)
    while told != STUCK:
        if told in (BETTER, SOLVED):
            found, target = FOUND, d.t[COUNTER, BEST_WORTH] + 1
            if not every:
                break
        node = _best_open(d, nodes, target)
        if node < 0:
            break
        told = _by_labels(d, node, bottom, target)
        if told == GOES_ON:
            if nodes + 2 > WIDTH or d.t[COUNTER, NODES] > MOST_NODES:
                told = STUCK
                break
            nodes, told = _branch(d, node, nodes, bottom, target)
    take_back(d, bottom)
    d.t[COUNTER, CAP] = cap
    return GIVEN_UP if told == STUCK else found
