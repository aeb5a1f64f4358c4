"""Lays out the columns of a search: the options of each step, and what each does to the key and the bound."""

from __future__ import annotations

from .bounds import group_bounds
from .losses import Losses
from .parts import CAPS, Part
from .problem import BUDGET, CAP, DUPLICATE, SCHOOL, SUBJECT, SUBSTITUTE, Constraint, Problem
from .slots import BITS_OF_A_KEY, Slot, Span, give_slots
from .steps import ELECTIVE, Decided
from .transitions import YEAR, Memo, Step
from .years import Table, width_of

Bound = tuple[int, int, int, int, int, int]
NO_BOUND: Bound = (0, 0, 0, 0, 0, 0)
NO_TABLES: list[Table] = []


class Columns:
    """The flat columns that the searches read; ``too_wide`` where a key does not fit a machine word."""

    def __init__(self) -> None:
        self.step_first = [0]
        self.option_rank: list[int] = []  # the first record the option does not count in full, or the last
        self.option_records: list[list[int]] = []
        self.option_credits: list[int] = []
        self.option_class: list[int] = []
        self.option_loss: list[int] = []
        self.option_growth: list[int] = []  # of the bound, but for the constraints' part
        self.touches: list[list[Step]] = []
        self.start = self.root = 0
        self.too_wide = False
        self.several_classes = False  # some record may count for the same credits in several classes

    def only(self, amounts: list[int]) -> Columns:
        """The same with no options but those of these credits, step by step."""
        kept = Columns()
        kept.start, kept.root = self.start, self.root
        for step, amount in enumerate(amounts):
            for option in range(self.step_first[step], self.step_first[step + 1]):
                if self.option_credits[option] == amount:
                    kept.option_rank.append(self.option_rank[option])
                    kept.option_records.append(self.option_records[option])
                    kept.option_credits.append(amount)
                    kept.option_class.append(self.option_class[option])
                    kept.option_loss.append(self.option_loss[option])
                    kept.option_growth.append(self.option_growth[option])
                    kept.touches.append(self.touches[option])
            kept.step_first.append(len(kept.option_rank))
        return kept

    def touch(
        self,
        kind: int,
        slot: Slot,
        give: int,
        need: int,
        floor: int,
        aux: int,
        bound: tuple[int, int, int, int, int, int],
        tables: list[Table] = NO_TABLES,
    ) -> None:
        """One thing an option does to the key; ``bound``: (price, due, open before, after, taken before,
        after)."""
        memo = Memo((kind, slot.offset, slot.mask, give, need, floor, aux, *bound), tables)
        offset, mask = (0, -1) if kind == SUBJECT else (slot.offset, slot.mask)
        self.touches[-1].append((offset, mask, memo.moves, memo))


class Layout:
    """Builds the columns of one search under the binding constraints that meet its records."""

    def __init__(
        self,
        problem: Problem,
        constraints: list[Constraint],
        base: int,
        decided: Decided,
        *,
        merge: bool = False,
    ) -> None:
        self.problem, self.decided = problem, decided
        self.part = Part(problem, constraints, decided, merge=merge)
        self.losses = Losses(self.part, base)

    def build(self, budget_price: list[int]) -> Columns:
        """The columns, with the bound at the best prices found where the budgets have these."""
        self.losses.price(budget_price)
        return self.lay_out()

    def lay_out(self) -> Columns:
        """The columns at the prices that stand."""
        self.columns = Columns()
        self.columns.root = self.losses.root
        self._give_slots()
        self._left = [sum(weights) for weights in self.part.weights]
        self._budget_left = [sum(max(gives) for gives in given) for given in self.losses.gives]
        self._bounds = {
            number: group_bounds(share, self.part.steps[number])
            for number, share in self.losses.shares.items()
        }
        self._due = {cap.number: cap.due for cap in self.losses.caps}
        for step in range(len(self.part.order)):
            self._pass(step)
            self._add_options(step)
        return self.columns

    # -- room in the key -----------------------------------------------------------------------------------

    def _give_slots(self) -> None:
        part = self.part
        self.year_of: dict[int, tuple[int, int]] = {}  # the year and the place in it, of a step
        spans = []
        for number, year in enumerate(part.years):
            self.year_of.update((step, (number, at)) for at, step in enumerate(year.steps))
            spans.append(Span(year.steps[0], year.steps[-1], width_of(year), _YEARS + number))
        for number, steps in enumerate(part.steps):
            if not part.in_years(number):
                spans.append(Span(steps[0], steps[-1], self._width(number), number))
        fixed, self.budget_slots = 0, []
        for limit in self.losses.limits:
            width = limit.bit_length() + 1
            self.budget_slots.append(Slot(fixed, (1 << width) - 1))
            fixed += width
        self.missed = Slot(0, 0)
        if self.decided.missable:
            width = self.decided.missable.bit_length()
            self.missed = Slot(fixed, (1 << width) - 1)
            self.columns.start = self.decided.missable << fixed
            fixed += width
        first: dict[int, int] = {}
        self.subject_last: dict[int, int] = {}
        for step, subject in enumerate(part.subject):
            if subject >= 0:
                first.setdefault(subject, step)
                self.subject_last[subject] = step
        spans += [Span(first[s], last, 1, -1 - s) for s, last in self.subject_last.items()]
        self.slots, highest = give_slots(spans, fixed)
        self.columns.too_wide = highest > BITS_OF_A_KEY

    def _width(self, number: int) -> int:
        constraint = self.part.constraints[number]
        if constraint.kind == DUPLICATE:
            return (max(constraint.marks) + 3).bit_length()
        if constraint.kind == SUBSTITUTE:
            return 2
        return max(self.part.excess[number] + 1, 1).bit_length()

    # -- options -------------------------------------------------------------------------------------------

    def _pass(self, step: int) -> None:
        """The records of this step are no longer to come."""
        for number, _ in self.part.of_step[step]:
            self._left[number] -= self.part.weight(number, step)
        for number, given in enumerate(self.losses.gives):
            self._budget_left[number] -= max(given[step])

    def _add_options(self, step: int) -> None:
        losses, records = self.losses, self.part.alike[step]
        prepared = [
            (number, member, self._shared(number, step)) for number, member in self.part.of_step[step]
        ]
        for place, (credits, taken, loss) in enumerate(losses.options[step]):
            columns = self.columns
            columns.touches.append([])
            columns.option_rank.append(self._rank(records, credits))
            columns.option_records.append(records)
            columns.option_credits.append(credits)
            columns.option_class.append(taken)
            columns.option_loss.append(loss)
            columns.option_growth.append(losses.costs[step][place] - losses.keep[step] - losses.alone[step])
            for number, member, shared in prepared:
                if shared is not None:
                    self._touch(step, number, member, credits, taken, shared)
            self._touch_year(step, credits)
            for number, given in enumerate(losses.gives):
                if max(given[step]):
                    give, left = given[step][place], self._budget_left[number]
                    columns.touch(
                        BUDGET, self.budget_slots[number], give, losses.limits[number], left, 0, NO_BOUND
                    )
            self._touch_subject(step, credits)
        self.columns.several_classes |= len(self.part.classes[step]) > 1
        self.columns.step_first.append(len(self.columns.option_rank))

    def _rank(self, records: list[int], credits: int) -> int:
        """Of records alike, where the earlier ones count first: the first that does not count in full."""
        for record in records[:-1]:
            credits -= self.problem.credits[record]
            if credits < 0:
                return record
        return records[-1]

    def _shared(self, number: int, step: int) -> tuple[int, int, int, int, Bound] | None:
        """What the touches of one constraint by one step have in common: need, floor, last, the bound's
        part."""
        part = self.part
        if part.in_years(number):
            return None
        last = int(part.steps[number][-1] == step)
        if part.constraints[number].kind not in CAPS:
            bounds = self._bounds.get(number)
            return 0, 0, last, 0, (0, 0, *bounds[step]) if bounds else NO_BOUND
        need = part.excess[number]
        price = self.losses.prices.get(number, 0)
        return need, need - self._left[number], last, 1, (price, self._due[number], 0, 0, 0, 0)

    def _touch(
        self,
        step: int,
        number: int,
        member: int,
        credits: int,
        taken: int,
        shared: tuple[int, int, int, int, Bound],
    ) -> None:
        need, floor, last, _, bound = shared
        constraint, slot = self.part.constraints[number], self.slots[number]
        kind = constraint.kind
        if kind == DUPLICATE:
            family = constraint.marks[member] + 1 if credits else 0
            self.columns.touch(DUPLICATE, slot, family, 0, last, 0, bound)
        elif kind == SUBSTITUTE:
            self.columns.touch(SUBSTITUTE, slot, taken if taken <= ELECTIVE else 0, 0, last, 0, bound)
        else:
            give = self.part.given_up(number, step, credits)
            self.columns.touch(SCHOOL if kind == SCHOOL else CAP, slot, give, need, floor, last, bound)

    def _touch_year(self, step: int, credits: int) -> None:
        if step in self.year_of:
            number, at = self.year_of[step]
            year = self.part.years[number]
            tables, width = self.losses.tables[number], width_of(year) // 2 - 1
            slot = self.slots[_YEARS + number]
            self.columns.touch(YEAR, slot, credits, at, year.marks[at], width, NO_BOUND, tables)

    def _touch_subject(self, step: int, credits: int) -> None:
        subject = self.part.subject[step]
        if subject >= 0:
            last = int(self.subject_last[subject] == step)
            slot, met = self.slots[-1 - subject], int(credits > 0)
            self.columns.touch(SUBJECT, slot, met, self.missed.mask, last, self.missed.offset, NO_BOUND)


_YEARS = 1 << 20  # the numbers of years among spans, above those of constraints
