"""Which of the selections with the least loss comes first, where a record may count in several classes.

Credits come before classes in the order of ties: first the credits of each record (``plunge``), then, of
those, the classes (``sweep``).
"""

from __future__ import annotations

from .search import FOUND, IMPOSSIBLE, OUT_OF_BUDGET
from .transitions import FORBIDDEN, Step


def spread(
    front: dict[int, tuple[int, int]],
    first: int,
    last: int,
    depth_after: int,
    steps: int,
    ceiling: int,
    dead: dict[int, int],
    option_loss: list[int],
    option_growth: list[int],
    touches: list[list[Step]],
) -> dict[int, tuple[int, int]]:
    """(loss, bound) by key after the options first to last, of all (loss, bound) by key before them."""
    following: dict[int, tuple[int, int]] = {}
    for key, (lost, bound) in front.items():
        for option in range(first, last):
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
            loss = lost + option_loss[option]
            if new < 0 or loss > ceiling or bound + growth > ceiling:
                continue
            if dead.get(new * steps + depth_after, loss + 1) <= loss:
                continue
            rival = following.get(new)
            if rival is None or loss < rival[0]:
                following[new] = (loss, bound + growth)
    return following


def plunge(
    start: int,
    root: int,
    ceiling: int,
    most_nodes: int,
    step_first: list[int],
    option_loss: list[int],
    option_growth: list[int],
    touches: list[list[Step]],
    option_credits: list[int],
    amounts: list[int],
) -> tuple[int, int]:
    """Depth first over credits alone, all classes side by side: (FOUND, nodes used), or why there is none.

    ``amounts`` becomes the credits of each step of the selection that comes first among those that lose no
    more than ``ceiling``. Credits come before classes in the order of ties, so a step takes an amount if any
    classes of it and of the steps before allow the rest; keys from which nothing does are not tried again.
    """
    steps = len(step_first) - 1
    fronts: list[dict[int, tuple[int, int]]] = [{start: (0, root)}] + [{} for _ in range(steps)]
    following = [step_first[0]] * (steps + 1)
    amounts[:] = [-1] * steps
    dead: dict[int, int] = {}
    nodes = depth = 0
    while depth >= 0:
        if depth == steps:
            return FOUND, nodes
        first = following[depth]
        if first == step_first[depth + 1]:
            for key, (loss, _) in fronts[depth].items():
                dead[key * (steps + 1) + depth] = min(loss, dead.get(key * (steps + 1) + depth, loss))
            depth -= 1
            continue
        last = first + 1
        while last < step_first[depth + 1] and option_credits[last] == option_credits[first]:
            last += 1
        following[depth] = last
        nodes += len(fronts[depth]) * (last - first)
        if nodes > most_nodes:
            return OUT_OF_BUDGET, nodes
        front = spread(
            fronts[depth],
            first,
            last,
            depth + 1,
            steps + 1,
            ceiling,
            dead,
            option_loss,
            option_growth,
            touches,
        )
        if front:
            amounts[depth] = option_credits[first]
            depth += 1
            fronts[depth] = front
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

    Walks both back to where they part: the earliest record with other credits decides, more credits first;
    else the earliest with another class, the lower bit first.
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
    step_first: list[int],
    option_loss: list[int],
    option_growth: list[int],
    touches: list[list[Step]],
    option_rank: list[int],
    option_credits: list[int],
    option_class: list[int],
    path: list[int],
) -> tuple[int, int]:
    """Breadth first, all keys of a step side by side: (FOUND, labels used), or why there is none.

    Where a record may count in several classes, credits come before classes in the order of ties, so no
    single path tells which selection comes first: all with the least loss are kept until they meet.
    """
    parents, chosen, losses, bounds = [-1], [-1], [0], [root]
    front = {start: 0}
    for step in range(len(step_first) - 1):
        following: dict[int, int] = {}
        for key, label in front.items():
            for option in range(step_first[step], step_first[step + 1]):
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
                bound = bounds[label] + growth
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
