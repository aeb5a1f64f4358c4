"""A knapsack filled from its last step backwards: the least loss by the room there is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

NEVER = 1 << 200  # a loss that no selection has: the mode is impossible

Options = Sequence[tuple[int, int]]  # (credits that count, what that loses) of one step


def fill(rooms: list[int], options: Options) -> list[int]:
    """A knapsack with one more step before it: the least loss by the room there is."""
    size = len(rooms)
    if len(options) == 2 and options[1][0] == 0 and options[0][0] < size:
        (amount, cost), (_, gone) = options
        given = [loss + gone for loss in rooms]
        return given[:amount] + [
            a if a < b else b
            for a, b in zip([loss + cost for loss in rooms] if cost else rooms, given[amount:], strict=False)
        ]
    if len(options) > 3 and _is_linear(options):
        return _fill_by_credits(rooms, options)
    best: list[int] | None = None
    for amount, cost in options:
        if amount == 0:
            mine = [loss + cost for loss in rooms]
        elif amount < size:
            mine = [NEVER] * amount
            mine += [loss + cost for loss in rooms[: size - amount]] if cost else rooms[: size - amount]
        else:
            continue
        best = mine if best is None else [a if a < b else b for a, b in zip(best, mine, strict=True)]
    return [NEVER] * size if best is None else best


def _is_linear(options: Options) -> bool:
    """Whether any number of credits may count, and each not counted loses the same."""
    unit = options[1][1] - options[0][1]
    return options[-1][0] == 0 and all(
        b[0] == a[0] - 1 and b[1] == a[1] + unit for a, b in pairwise(options[:-1])
    )


def _fill_by_credits(rooms: list[int], options: Options) -> list[int]:
    """The same for a step of which any number of credits may count, each losing the same; none may lose
    less."""
    unit, best = options[1][1] - options[0][1], rooms
    for _ in range(options[0][0]):
        given = [loss + unit for loss in best]
        best = given[:1] + [a if a < b else b for a, b in zip(best, given[1:], strict=False)]
    first, none = options[0][1], options[-1][1]
    return [min(loss + first, left + none) for loss, left in zip(best, rooms, strict=True)]
