"""Better prices for the bound of a part, where a search has seen that those at hand are not good enough."""

from __future__ import annotations

from .losses import Losses
from .problem import SCHOOL
from .years import walk

PRICE, SHARE, BUDGET = 0, 1, 2  # what has a price: a cap, a duplicate's share, a budget
WEIGHT = 16  # a share is about four times a price: it is for a record, not for a credit

State = tuple[int, dict[int, int], dict[int, dict[int, int]], list[int]]  # bound, prices, shares, of budgets


def sharpen(losses: Losses, rounds: int, gap: int) -> int:
    """Better prices and shares, by subgradients; returns the bound.

    Each price moves by how much the choice that the bound counts on misses what its constraint asks for, in
    steps that would close ``gap``, if that is how far the bound is from the least loss. The gap is taken
    smaller where that does not raise the bound.
    """
    gap = max(gap, losses.unit >> 6)
    best = _state(losses)
    missed = 0
    for _ in range(rounds):
        misses = _misses(losses)
        size = sum(miss * miss * WEIGHT if kind == SHARE else miss * miss for kind, _, _, miss in misses)
        if size == 0:
            break
        for kind, number, step, miss in misses:
            change = gap * miss * (WEIGHT if kind == SHARE else 1) // size
            if kind == SHARE:
                share = losses.shares[number]
                share[step] = max(0, share[step] + change)
            elif kind == BUDGET:
                losses.budget_price[number] = max(0, losses.budget_price[number] + change)
            else:
                lowest = -(1 << 100) if losses.part.constraints[number].kind == SCHOOL else 0
                losses.prices[number] = max(lowest, losses.prices[number] + change)
        if losses.limits:
            losses.weigh()
            losses.share_substitutes()
            losses.shares |= losses.beside
        if losses.evaluate() > best[0]:
            best, missed = _state(losses), 0
            continue
        missed += 1
        gap = gap * 3 // 5
        if missed % 3 == 0:
            _restore(losses, best)
    if best[0] != losses.root:
        _restore(losses, best)
    return losses.root


def _state(losses: Losses) -> State:
    shares = {number: dict(share) for number, share in losses.shares.items()}
    return losses.root, dict(losses.prices), shares, list(losses.budget_price)


def _restore(losses: Losses, state: State) -> None:
    _, prices, shares, budget_price = state
    losses.prices, losses.budget_price = dict(prices), list(budget_price)
    losses.shares = {number: dict(share) for number, share in shares.items()}
    if losses.limits:
        losses.weigh()
        losses.share_substitutes()
        losses.shares |= losses.beside
    losses.evaluate()


def _misses(losses: Losses) -> list[tuple[int, int, int, int]]:
    """(kind, number, step, how much more is asked for than given) of all that has a price."""
    part, taken = losses.part, _taken(losses)
    counted = [options[at][0] for options, at in zip(losses.options, taken, strict=True)]
    misses = []
    for number, share in losses.shares.items():
        if number not in losses.beside:
            kept = max(share, key=lambda step: share[step])
            for step in share:
                miss = int(step != kept) - int(counted[step] == 0)
                if miss:
                    misses.append((SHARE, number, step, miss))
    for cap in losses.caps:
        if cap.number in losses.prices:
            due = cap.due
            for step in cap.steps:
                due -= next(gives[taken[step]] for n, gives in losses.caps_of[step] if n == cap.number)
            if due > 0 or losses.prices[cap.number] or part.constraints[cap.number].kind == SCHOOL:
                misses.append((PRICE, cap.number, -1, due))
    for number, gives in enumerate(losses.gives):
        given = sum(give[at] for give, at in zip(gives, taken, strict=True)) - losses.limits[number]
        if given > 0 or losses.budget_price[number]:
            misses.append((BUDGET, number, -1, given))
    return misses


def _taken(losses: Losses) -> list[int]:
    """The option of each step that the bound counts on."""
    taken = [0] * len(losses.rest)
    for step, rest in enumerate(losses.rest):
        if step not in losses.in_year:
            costs = [cost for _, cost in rest]
            taken[step] = losses.place[step][costs.index(min(costs))]
    for year, tables in zip(losses.part.years, losses.tables, strict=True):
        places = walk(tables, year, [losses.rest[step] for step in year.steps])
        for step, at in zip(year.steps, places, strict=False):
            taken[step] = losses.place[step][at]
    return taken
