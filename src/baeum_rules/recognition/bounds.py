"""Prices of the constraints: what must at least be lost, seen without searching.

The Lagrangian dual of the choice. Each cap has a price for a unit given up; a record's reduced cost is what
giving it up loses less what it earns at those prices. Records then fall apart into groups that exclude each
other (most are alone): of a group all are given up but the one whose reduced cost is highest, if that is
positive. What the caps still ask for, at their prices, plus the reduced costs of what is given up, is never
more than the least loss, whatever the prices; good prices make it nearly that. They are found cap by cap: the
price at which what the members would give up by themselves reaches what the cap asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

PASSES = 3  # over the caps; each pass only sharpens the bound


class Cap(NamedTuple):
    """A cap as the bound sees it: at least ``due`` must be given up of the steps, each weighing
    ``weights``."""

    number: int
    due: int
    steps: tuple[int, ...]
    weights: tuple[int, ...]


class Prices(NamedTuple):
    """``price[number]`` of a cap, a unit given up; ``reduced[step]``: the reduced cost of giving a record up.

    ``group_of[step]``: the group of mutual exclusion the record is bounded in, -1 where it is alone.
    ``bound``: what must at least be lost from the start.
    """

    price: dict[int, int]
    reduced: list[int]
    group_of: list[int]
    bound: int


def group_bound(reduced: Sequence[int]) -> int:
    """The least of giving up all of a group, or all but one."""
    return sum(reduced) - max(0, max(reduced, default=0))


def set_prices(costs: list[int], caps: list[Cap], groups: dict[int, list[int]]) -> Prices:
    """Prices for the costs of giving up the records of the steps; ``groups``: steps that exclude each
    other."""
    reduced = list(costs)
    group_of = [-1] * len(costs)
    members: dict[int, list[int]] = {}
    for number, steps in groups.items():
        own = [step for step in steps if group_of[step] < 0]
        if len(own) > 1:
            members[number] = own
            for step in own:
                group_of[step] = number
    price = {cap.number: 0 for cap in caps}
    ordered = sorted(caps, key=lambda cap: -cap.due)
    for _ in range(PASSES):
        changed = False
        for cap in ordered:
            changed |= _reprice(cap, price, reduced, group_of, members)
        if not changed:
            break
    bound = sum(price[cap.number] * cap.due for cap in caps)
    bound += sum(min(0, cost) for step, cost in enumerate(reduced) if group_of[step] < 0)
    bound += sum(group_bound([reduced[step] for step in own]) for own in members.values())
    return Prices(price, reduced, group_of, bound)


def _reprice(
    cap: Cap, price: dict[int, int], reduced: list[int], group_of: list[int], members: dict[int, list[int]]
) -> bool:
    """Set one price where the rest stand, so that what its members give up by themselves just reaches
    ``due``."""
    old = price[cap.number]
    if old:
        for step, weight in zip(cap.steps, cap.weights, strict=True):
            reduced[step] += old * weight
    turns = []
    for step, weight in zip(cap.steps, cap.weights, strict=True):
        worth = reduced[step]
        if group_of[step] >= 0:  # given up already unless it is the one the group keeps
            worth -= max(0, *(reduced[other] for other in members[group_of[step]] if other != step))
        turns.append((worth // weight, weight))
    turns.sort()
    given = new = 0
    for unit, weight in turns:
        given += weight
        if given >= cap.due:
            new = max(0, unit)
            break
    price[cap.number] = new
    if new:
        for step, weight in zip(cap.steps, cap.weights, strict=True):
            reduced[step] -= new * weight
    return new != old


def group_bounds(share: dict[int, int], steps: list[int]) -> dict[int, tuple[int, int, int, int]]:
    """By step: what a group still loses (open before, open after, taken before, taken after).

    While none is taken all but the dearest of those to come are lost; once one is, all of them.
    """
    each = [share.get(step, 0) for step in steps]
    sums = [*accumulate(reversed(each), initial=0)][::-1]  # of this step and all later ones
    dearest = [*accumulate(reversed(each), max, initial=0)][::-1]
    return {
        step: (sums[i] - dearest[i], sums[i + 1] - dearest[i + 1], sums[i], sums[i + 1])
        for i, step in enumerate(steps)
    }
