"""What each option of each step loses, and the least that a part must lose: the bound of its search.

Three kinds of constraint are bounded apart. What a cap or a budget asks for has a price a unit. Of what
giving up a duplicate loses, a share is bounded by its group, of which all but one are given up. What remains
of each record's loss goes to the windows of its year, which are decided exactly (``years.py``), or stands
alone. Whatever the prices and shares, the sum is never more than the least loss; ``bounds.py`` finds good
ones.
"""

from __future__ import annotations

from math import gcd

from .bounds import Cap, Prices, set_prices
from .knapsack import Options
from .parts import CAPS, Part
from .problem import DUPLICATE, SUBSTITUTE, WINDOW
from .screen import all_exclude
from .steps import REQUIRED, pack, worth_of
from .years import Table, least, tables_of

MOST_TRIED = 6  # prices of a budget
FINE = 1024  # parts of a credit that prices can tell apart where credits alone are the objective

Option = tuple[int, int, int]  # credits that count, the class, what that loses of the objective


class Losses:
    """The options of a part's steps and their losses, split so that the least of them can be added up.

    After ``price``: ``keep[step]`` is the least that a step loses in full; ``prices`` a unit given up of each
    cap; ``shares[number][step]`` what a group bounds of its member; ``alone[step]`` the least of what
    remains, of steps outside the years; ``tables`` those of each year; ``root`` the bound.
    """

    def __init__(self, part: Part, base: int) -> None:
        self.part, self.base = part, base
        self.unit = base**4 if part.decided.objective is None else FINE  # what a credit of the first level is
        self.in_year = {step for year in part.years for step in year.steps}
        self.full = [self._full(step) for step in range(len(part.order))]
        self.options = [self._options(step) for step in range(len(part.order))]
        self.gives = [self._gives(number) for number in range(len(part.decided.budgets))]
        self.limits = [self._round(number) for number in range(len(part.decided.budgets))]
        self.caps = [self._cap(number) for number, c in enumerate(part.constraints) if c.kind in CAPS]
        self.groups = {
            number: part.steps[number]
            for number, c in enumerate(part.constraints)
            if c.kind == DUPLICATE and all_exclude([c.marks[m] for m in part.members[number]])
        }

        self.caps_of: list[list[tuple[int, list[int]]]] = []
        self.groups_of: list[list[int]] = []
        for step, options in enumerate(self.options):
            numbers = [number for number, _ in part.of_step[step] if not part.in_years(number)]
            caps = [number for number in numbers if part.constraints[number].kind in CAPS]
            self.caps_of.append(
                [(n, [part.given_up(n, step, credits) for credits, _, _ in options]) for n in caps]
            )
            self.groups_of.append([number for number in numbers if number not in caps])

    # -- options -------------------------------------------------------------------------------------------

    def _value(self, step: int, credits: int, taken: int) -> int:
        part = self.part
        if part.decided.objective is not None:
            return FINE * worth_of(part.decided.objective[part.at[step]], credits, taken)
        return pack(part.problem, part.order[step], credits, taken, self.base)

    def _full(self, step: int) -> int:
        part = self.part
        if part.decided.objective is None:
            return self._value(step, part.credits[step], part.classes[step][0])
        return max(self._value(step, part.credits[step], bit) for bit in part.classes[step])

    def _options(self, step: int) -> list[Option]:
        found = []
        for credits in self.part.amounts(step):
            if credits == 0:
                found.append((0, 0, self.full[step]))
                continue
            for bit in self.part.classes[step]:
                found.append((credits, bit, self.full[step] - self._value(step, credits, bit)))
        return found

    def _gives(self, number: int) -> list[list[int]]:
        """What each option of each step gives up of a budget, against the most the step can be worth."""
        part, given = self.part, []
        worth = part.decided.budgets[number].worth
        for step, options in enumerate(self.options):
            mine = worth[part.at[step]]
            most = max(worth_of(mine, part.credits[step], bit) for bit in part.classes[step])
            given.append([most - worth_of(mine, credits, bit) for credits, bit, _ in options])
        return given

    def _round(self, number: int) -> int:
        """Whole records are given up: a limit is as good as the greatest multiple below it of what they
        give."""
        limit = self.part.decided.budgets[number].limit
        size = gcd(*(give for gives in self.gives[number] for give in gives))
        return limit - limit % size if size else limit

    # -- caps ----------------------------------------------------------------------------------------------

    def _cap(self, number: int) -> Cap:
        """A cap as the prices see it: a window is free before anything is decided if no limited source
        counts."""
        part = self.part
        c, due = part.constraints[number], self._due(number)
        if c.kind == WINDOW:
            limited = zip(part.members[number], part.weights[number], strict=True)
            due = min(due, sum(weight for member, weight in limited if c.marks[member]))
        return Cap(number, due, tuple(part.steps[number]), tuple(part.weights[number]))

    def _due(self, number: int) -> int:
        """The least that any selection gives up of a cap: whole records, so the least sum that reaches the
        excess."""
        part = self.part
        due = part.excess[number]
        if due <= 0 or any(part.order[step] in part.divisible for step in part.steps[number]):
            return max(0, due)
        sums = 1  # bit n: some records weigh n together
        for step, weight in zip(part.steps[number], part.weights[number], strict=True):
            alike = len(part.alike[step])
            for _ in range(alike):
                sums |= sums << weight // alike
        sums >>= due
        return due + (sums & -sums).bit_length() - 1

    # -- the bound -----------------------------------------------------------------------------------------

    def price(self, budget_price: list[int]) -> int:
        """Prices everything where the budgets have these prices; returns the bound."""
        self.budget_price = budget_price
        self.weigh()
        self.share_substitutes()
        self.found: Prices = set_prices(self.dropped, self.caps, self.groups)
        return self.settle()

    def price_well(self) -> int:
        """The bound at the best prices found for the budgets, each tried at what a change of class costs a
        unit."""
        prices = [0] * len(self.limits)
        if prices:
            best = self.rough(prices)
            for number in range(len(prices)):
                for price in self._worth_trying(number):
                    tried = [*prices[:number], price, *prices[number + 1 :]]
                    bound = self.rough(tried)
                    if bound > best:
                        best, prices = bound, tried
        return self.price(prices)

    def _worth_trying(self, number: int) -> list[int]:
        """Prices of a budget at which a choice turns: the loss of giving up less of it, by the unit."""
        turns: dict[int, int] = {}
        for options, gives in zip(self.options, self.gives[number], strict=True):
            for (credits, _, loss), give in zip(options, gives, strict=True):
                if credits == options[0][0]:
                    for (other, _, other_loss), other_give in zip(options, gives, strict=True):
                        if other and other_give < give and other_loss > loss:
                            price = (other_loss - loss) // (give - other_give)
                            turns[price] = turns.get(price, 0) + 1
        likely = sorted(turns, key=lambda price: -turns[price])[:MOST_TRIED]
        return sorted({*likely, self.base**3, self.base**4})

    def rough(self, budget_price: list[int]) -> int:
        """The bound of the prices alone, without deciding the years."""
        self.budget_price = budget_price
        self.weigh()
        self.share_substitutes()
        found = set_prices(self.dropped, self.caps, self.groups)
        return found.bound + self._fixed()

    def _fixed(self) -> int:
        """The part of the bound that no price of a cap changes."""
        fixed = sum(self.keep)
        for limit, price in zip(self.limits, self.budget_price, strict=True):
            fixed -= price * limit
        for share in self.beside.values():
            fixed += sum(share.values()) - max(share.values())
        return fixed

    def weigh(self) -> None:
        """What each option loses with what it gives up of the budgets at their prices; the least of them
        in full."""
        self.costs = [[loss for _, _, loss in options] for options in self.options]
        for price, gives in zip(self.budget_price, self.gives, strict=True):
            if price:
                self.costs = [
                    [cost + price * give for cost, give in zip(costs, given, strict=True)]
                    for costs, given in zip(self.costs, gives, strict=True)
                ]
        self.keep, self.dropped = [], []
        for step, costs in enumerate(self.costs):
            keep = min(costs[: len(self.part.classes[step])])
            self.keep.append(keep)
            self.dropped.append((costs[-1] if self.options[step][-1][0] == 0 else self._lost(step)) - keep)

    def _lost(self, step: int) -> int:
        """About what giving up a step that must count would lose: any price may be set for what cannot be."""
        return self.full[step] + self.keep[step]

    def share_substitutes(self) -> None:
        """What at least a record of a substitutes group loses that does not count as required."""
        self.beside: dict[int, dict[int, int]] = {}
        shared: set[int] = set()
        for number, c in enumerate(self.part.constraints):
            if c.kind == SUBSTITUTE:
                share = dict.fromkeys(self.part.steps[number], 0)
                for step in share:
                    if step not in shared:
                        shared.add(step)
                        share[step] = min(
                            [self.dropped[step]]
                            + [
                                cost - self.keep[step]
                                for (credits, bit, _), cost in zip(
                                    self.options[step], self.costs[step], strict=True
                                )
                                if credits and bit != REQUIRED
                            ]
                        )
                        self.dropped[step] -= share[step]
                self.beside[number] = share

    def settle(self) -> int:
        """The bound at the prices found: what the years lose exactly, the groups, and each record alone."""
        found = self.found
        self.prices = {c.number: found.price[c.number] for c in self.caps if not self.part.in_years(c.number)}
        self.shares = self.beside | self._group_shares()
        return self.evaluate()

    def evaluate(self) -> int:
        """The bound at the prices and shares that stand."""
        part = self.part
        bound = self._fixed() + sum(cap.due * self.prices.get(cap.number, 0) for cap in self.caps)
        for number, share in self.shares.items():
            if number not in self.beside:
                bound += sum(share.values()) - max(share.values())
        self.place: list[list[int]] = [[]] * len(part.order)
        self.rest = [self._rest(step) for step in range(len(part.order))]
        self.alone = [
            0 if step in self.in_year else min(cost for _, cost in rest)
            for step, rest in enumerate(self.rest)
        ]
        self.tables: list[list[Table]] = []
        for year in part.years:
            tables = tables_of(year, [self.rest[step] for step in year.steps])
            self.tables.append(tables)
            bound += least(tables[0], 0, 0, 0, 0)
        self.root = bound + sum(self.alone)
        return self.root

    def adopt(self, other: Losses) -> int:
        """The bound at the prices and shares of other losses of the same records."""
        self.budget_price = other.budget_price
        self.weigh()
        self.share_substitutes()
        self.prices = other.prices
        step_of = {record: step for step, record in enumerate(self.part.order)}
        moved = {
            number: {step_of[other.part.order[step]]: part for step, part in share.items()}
            for number, share in other.shares.items()
        }
        self.shares = moved | self.beside
        return self.evaluate()

    def _group_shares(self) -> dict[int, dict[int, int]]:
        """Each group bounds what giving its members up loses at the prices, the dearest as the second
        dearest."""
        shares = {}
        for number, steps in self.groups.items():
            own = [step for step in steps if self.found.group_of[step] == number]
            if len(own) > 1:
                parts = [max(0, self.found.reduced[step]) for step in own]
                second = sorted(parts)[-2]
                shares[number] = {step: min(part, second) for step, part in zip(own, parts, strict=True)}
        return shares

    def _rest(self, step: int) -> Options:
        """What remains of a step's costs by the credits that count, the least of its classes."""
        keep, costs, options = self.keep[step], self.costs[step], self.options[step]
        beside = drop = 0
        for number in self.groups_of[step]:
            if number in self.beside:
                beside += self.beside[number][step]
            elif number in self.shares:
                drop += self.shares[number].get(step, 0)
        earned = [self.prices[number] for number, _ in self.caps_of[step]]
        if len(options) == 2 and options[1][0] == 0 and not beside:
            left = costs[1] - keep - drop
            for price, (_, gives) in zip(earned, self.caps_of[step], strict=True):
                left -= price * gives[1]
            self.place[step] = [0, 1]
            return [(options[0][0], costs[0] - keep), (0, left)]
        rest: dict[int, int] = {}
        place: dict[int, int] = {}
        for at, ((credits, bit, _), cost) in enumerate(zip(options, costs, strict=True)):
            left = (
                cost
                - keep
                - (beside if credits == 0 or bit != REQUIRED else 0)
                - (drop if credits == 0 else 0)
            )
            for price, (_, gives) in zip(earned, self.caps_of[step], strict=True):
                left -= price * gives[at]
            if credits not in rest or left < rest[credits]:
                rest[credits], place[credits] = left, at
        self.place[step] = list(place.values())
        return list(rest.items())
