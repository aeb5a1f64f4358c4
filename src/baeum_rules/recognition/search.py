"""The exact searches. Records come one after another; what was decided is packed into a key (``transitions.py``).

A cap's part of the key is what was *given up* of it so far, held at the excess once that is reached: keys stay
few, because excesses are small where sums of credits are large. Two ways of deciding with one key have the same
future, so only the better one goes on.

Losses and bounds are packed levels 2 to 6 of the objective: what a selection loses against everything counting.
Integer columns, loops and a dictionary only: the same functions run interpreted for one learner and compiled for
a nation. ``steps.py`` lays the columns out.
"""

from __future__ import annotations

from heapq import heappop, heappush

from .transitions import Touch, after

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
    touch_first: list[int],
    touches: list[Touch],
) -> tuple[int, int, int]:
    """Best first: (FOUND, the least loss, nodes used), or why there is none.

    The label with the smallest bound goes on first, of equal ones the one furthest on. No label is touched whose
    bound is above the least loss, so the better the bound, the straighter the way.
    """
    steps = len(step_first) - 1
    keys, losses, bounds, depths = [start], [0], [root], [0]
    heap = [(root, 0, 0)]  # (bound, steps to go, label)
    seen: dict[int, int] = {}
    grown = [0]
    while len(heap) > 0:
        _, _, label = heappop(heap)
        depth, key, lost, bound = depths[label], keys[label], losses[label], bounds[label]
        if depth == steps:
            return FOUND, lost, len(keys)
        if seen.get(key * steps + depth - 1, lost) < lost:
            continue
        for option in range(step_first[depth], step_first[depth + 1]):
            new = after(key, touch_first[option], touch_first[option + 1], touches, grown)
            if new < 0:
                continue
            loss = lost + option_loss[option]
            known = new * steps + depth
            if seen.get(known, loss + 1) <= loss:
                continue
            seen[known] = loss
            keys.append(new)
            losses.append(loss)
            depths.append(depth + 1)
            ahead = loss  # prices of budgets may leave the bound of a whole selection below its loss
            if depth + 1 < steps:
                ahead = max(loss, bound + option_growth[option] + grown[0])
            bounds.append(bound + option_growth[option] + grown[0])
            if ahead <= ceiling:
                heappush(heap, (ahead, steps - depth - 1, len(keys) - 1))
        if len(keys) > most_nodes:
            return OUT_OF_BUDGET, 0, len(keys)
    return IMPOSSIBLE, 0, len(keys)


def dive(
    start: int,
    root: int,
    ceiling: int,
    most_nodes: int,
    step_first: list[int],
    option_loss: list[int],
    option_growth: list[int],
    touch_first: list[int],
    touches: list[Touch],
    path: list[int],
) -> tuple[int, int]:
    """Depth first, the first selection that loses no more than ``ceiling``: (FOUND, nodes used), or why none.

    Options stand best first and records in the order of ties, so with the least loss as ceiling the first
    selection met is the one that comes first. Branches whose bound is above the ceiling are left out; of those
    that reach one key, all but the first with the smaller loss.
    """
    steps = len(step_first) - 1
    keys, losses, bounds = [start] * (steps + 1), [0] * (steps + 1), [root] * (steps + 1)
    following = [step_first[0]] * (steps + 1)
    path[:] = [-1] * steps
    seen: dict[int, int] = {}
    grown = [0]
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
        key = after(keys[depth], touch_first[option], touch_first[option + 1], touches, grown)
        bound = bounds[depth] + option_growth[option] + grown[0]
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


def is_better(
    left: int,
    right: int,
    parents: list[int],
    chosen: list[int],
    option_rank: list[int],
    option_credits: list[int],
    option_class: list[int],
) -> bool:
    """Whether the left of two labels with equal losses comes first by the last two levels of the objective.

    Walks both back to where they part: the earliest record with other credits decides, more credits first; else
    the earliest with another class, the lower bit first.
    """
    first_credits = first_class = 1 << 30
    more = better_class = False
    while left != right:
        a, b = chosen[left], chosen[right]
        if a != b:
            rank = min(option_rank[a], option_rank[b])
            if option_credits[a] != option_credits[b]:
                if rank < first_credits:
                    first_credits = rank
                    more = option_credits[a] > option_credits[b]
            elif option_class[a] != option_class[b] and rank < first_class:
                first_class = rank
                better_class = option_class[a] < option_class[b]
        left, right = parents[left], parents[right]
    if first_credits < 1 << 30:
        return more
    return better_class


def sweep(
    start: int,
    root: int,
    ceiling: int,
    most_labels: int,
    option_rank: list[int],
    option_credits: list[int],
    option_class: list[int],
    step_first: list[int],
    option_loss: list[int],
    option_growth: list[int],
    touch_first: list[int],
    touches: list[Touch],
    path: list[int],
) -> tuple[int, int]:
    """Breadth first, all keys of a step side by side: (FOUND, labels used), or why there is none.

    Where a record may count in several classes, credits come before classes in the order of ties, so no single
    path tells which selection comes first: all with the least loss are kept until they meet.
    """
    parents, chosen, losses, bounds = [-1], [-1], [0], [root]
    front = {start: 0}
    grown = [0]
    for step in range(len(step_first) - 1):
        following: dict[int, int] = {}
        for key, label in front.items():
            for option in range(step_first[step], step_first[step + 1]):
                new = after(key, touch_first[option], touch_first[option + 1], touches, grown)
                bound = bounds[label] + option_growth[option] + grown[0]
                loss = losses[label] + option_loss[option]
                if new < 0 or bound > ceiling or loss > ceiling:
                    continue
                rival = following.get(new, -1)
                if rival >= 0 and losses[rival] < loss:
                    continue
                parents.append(label)
                chosen.append(option)
                losses.append(loss)
                bounds.append(bound)
                mine = len(parents) - 1
                if (
                    rival < 0
                    or losses[rival] > loss
                    or is_better(mine, rival, parents, chosen, option_rank, option_credits, option_class)
                ):
                    following[new] = mine
        if len(parents) > most_labels:
            return OUT_OF_BUDGET, len(parents)
        front = following
        if len(front) == 0:
            return IMPOSSIBLE, len(parents)
    best = front[min(front)]  # every constraint is closed: budgets alone still tell keys apart
    for label in front.values():
        if losses[label] < losses[best] or (
            losses[label] == losses[best]
            and is_better(label, best, parents, chosen, option_rank, option_credits, option_class)
        ):
            best = label
    path[:] = [-1] * (len(step_first) - 1)
    for step in range(len(step_first) - 2, -1, -1):
        path[step] = chosen[best]
        best = parents[best]
    return FOUND, len(parents)
