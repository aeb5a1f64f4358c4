"""The exact searches. Records come one after another; what was decided is packed into a key
(``transitions.py``).

A cap's part of the key is what was *given up* of it so far, held at the excess once that is reached: keys
stay few, because excesses are small where sums of credits are large. Two ways of deciding with one key have
the same future, so only the better one goes on.

Losses and bounds are packed levels 2 to 6 of the objective: what a selection loses against everything
counting. Integer columns, loops and dictionaries only, so that the same functions can be compiled for a
nation. ``layout.py`` lays the columns out.
"""

from __future__ import annotations

from heapq import heappop, heappush

from .transitions import FORBIDDEN, Step

FOUND = 0
IMPOSSIBLE = 1
OUT_OF_BUDGET = 2


def climb(
    start: int,
    root: int,
    ceiling: int,
    most_nodes: int,
    step_first: list[int],
    option_loss: list[int],
    option_growth: list[int],
    touches: list[list[Step]],
) -> tuple[int, int, int]:
    """Best first: (FOUND, the least loss, nodes used), or why there is none; out of budget: a bound of the
    loss.

    The label with the smallest bound goes on first, of equal ones the one furthest on. No label is touched
    whose bound is above the least loss, so the better the bound, the straighter the way.
    """
    steps = len(step_first) - 1
    keys, losses, bounds, depths = [start], [0], [root], [0]
    heap = [(root, 0, 0)]  # (bound, steps to go, label)
    seen: dict[int, int] = {}
    while len(heap) > 0:
        _, _, label = heappop(heap)
        depth, key, lost, bound = depths[label], keys[label], losses[label], bounds[label]
        if depth == steps:
            return FOUND, lost, len(keys)
        if seen.get(key * steps + depth - 1, lost) < lost:
            continue
        for option in range(step_first[depth], step_first[depth + 1]):
            new, growth = key, option_growth[option]
            for at, mask, moves, memo in touches[option]:
                value = (key >> at) & mask
                found = moves.get(value)
                if found is None:
                    found = memo.make(value)
                if found is FORBIDDEN:
                    new = -1
                    break
                new += found[0]
                growth += found[1]
            if new < 0:
                continue
            loss = lost + option_loss[option]
            ahead = bound + growth
            if depth + 1 == steps or ahead < loss:
                ahead = loss  # prices of budgets may leave the bound of a whole selection below its loss
            if ahead > ceiling:
                continue
            known = new * steps + depth
            if seen.get(known, loss + 1) <= loss:
                continue
            seen[known] = loss
            keys.append(new)
            losses.append(loss)
            depths.append(depth + 1)
            bounds.append(bound + growth)
            heappush(heap, (ahead, steps - depth - 1, len(keys) - 1))
        if len(keys) > most_nodes:
            return OUT_OF_BUDGET, heap[0][0] if heap else root, len(keys)
    return IMPOSSIBLE, 0, len(keys)


def dive(
    start: int,
    root: int,
    ceiling: int,
    most_nodes: int,
    step_first: list[int],
    option_loss: list[int],
    option_growth: list[int],
    touches: list[list[Step]],
    path: list[int],
) -> tuple[int, int]:
    """Depth first, the first selection that loses no more than ``ceiling``: (FOUND, nodes used), or why none.

    Options stand best first and records in the order of ties, so with the least loss as ceiling the first
    selection met is the one that comes first. Branches whose bound is above the ceiling are left out; of
    those that reach one key, all but the first with the smaller loss.
    """
    steps = len(step_first) - 1
    keys, losses, bounds = [start] * (steps + 1), [0] * (steps + 1), [root] * (steps + 1)
    following = [step_first[0]] * (steps + 1)
    path[:] = [-1] * steps
    seen: dict[int, int] = {}
    nodes = depth = 0
    while depth >= 0:
        if depth == steps:
            return FOUND, nodes
        option = following[depth]
        if option == step_first[depth + 1]:
            depth -= 1
            continue
        following[depth] = option + 1
        nodes += 1
        now = keys[depth]
        key, growth = now, option_growth[option]
        for at, mask, moves, memo in touches[option]:
            value = (now >> at) & mask
            found = moves.get(value)
            if found is None:
                found = memo.make(value)
            if found is FORBIDDEN:
                key = -1
                break
            key += found[0]
            growth += found[1]
        bound = bounds[depth] + growth
        loss = losses[depth] + option_loss[option]
        if key < 0 or bound > ceiling or loss > ceiling:
            continue
        known = key * steps + depth
        if seen.get(known, loss + 1) <= loss:
            continue
        seen[known] = loss
        if nodes > most_nodes:
            return OUT_OF_BUDGET, nodes
        path[depth] = option
        depth += 1
        keys[depth], losses[depth], bounds[depth] = key, loss, bound
        if depth < steps:
            following[depth] = step_first[depth]
    return IMPOSSIBLE, nodes
