"""The plans: soonest, cheapest, lightest; each verified by the engine, each with what was proven of it."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from baeum_rules.recognition.decision import Audit

from .bounds import Most, most_credits
from .calendar import Conferral
from .items import Item
from .model import PlanModel
from .prospects import Prospects
from .prune import courses_under, courses_within
from .scope import Scope
from .solving import Level, Solved, settle
from .wishes import COST, LOAD, SOONEST, Wishes

LONGER = 4  # conferrals after the soonest, for the cheapest and the lightest plan without a wished end
MOST_CUTS = 20  # plans that the engine does not find complete, before a month is given up unproven
CREDITS_OF_MOST_COURSES, TO_SPARE, EVERY = 3, 4, 1 << 30  # to guess how many courses a plan holds
SHARES = {SOONEST: 0.5, COST: 0.5, LOAD: 1.0}  # of the time that is left
NOT_RECOGNISED = "not_recognised"  # an item that the rules refuse, whoever completes it
# why a conferral is out of reach
REGISTRATION, TOO_FEW, NO_WAY, UNKNOWN = "registration", "credits", "requirements", "time"


class Plan(NamedTuple):
    """A verified plan. ``levels``: what was minimised, in order; ``answer``: the engine's, all completed."""

    purpose: str
    conferral: Conferral
    items: list[Item]
    levels: list[Level]
    answer: Audit


class Skipped(NamedTuple):
    """A conferral that cannot be reached, and why; ``most``: credits at most, where that was looked at."""

    conferral: Conferral
    why: str
    most: Most | None


class Outcome(NamedTuple):
    """What was found. ``skipped``: the conferrals before the soonest. ``left_out``: items, by reason."""

    plans: list[Plan]
    skipped: list[Skipped]
    left_out: Counter[str]
    considered: int
    months: list[Conferral]


class Planner(Scope):
    """Searches plans for one learner."""

    # -- the three plans -----------------------------------------------------------------------------------

    def plans(self) -> Outcome:
        """The plans wished for; none where no conferral that is wished for can be reached."""
        wished = self.wished()
        soonest, skipped = self.soonest(wished)
        found: list[Plan] = []
        if soonest is not None:
            until = self._until(wished, soonest.conferral)
            for purpose in self.wishes.purposes:
                if purpose == SOONEST:
                    found.append(soonest)
                else:
                    find = self.cheapest if purpose == COST else self.lightest
                    found.append(find(until, soonest))
        last = max(self._every, default="")
        if last and (refused := sum(name in self.learner.items for name in self._every[last].judged.refused)):
            self.left_out[NOT_RECOGNISED] = refused
        return Outcome(found, skipped, self.left_out, len(self.items), self.months)

    def _until(self, wished: list[Conferral], soonest: Conferral) -> list[Conferral]:
        """The conferrals of the plans that may take longer."""
        later = [month for month in wished if month.month >= soonest.month]
        return later if self.wishes.end is not None else later[: LONGER + 1]

    def first(self) -> tuple[Plan | None, list[Skipped]]:
        """The soonest plan within the wished end."""
        return self.soonest(self.wished())

    def soonest(self, months: list[Conferral]) -> tuple[Plan | None, list[Skipped]]:
        """The first conferral that can be reached, the cheapest way; the ones before it, and why not."""
        skipped: list[Skipped] = []
        for month in months:
            if not self.can_register(month):
                skipped.append(Skipped(month, REGISTRATION, None))
                continue
            prospects = self._whole([month])
            most = most_credits(prospects, self.thresholds)
            holds = any(prospects.judged.problem.holder)
            if most.total < prospects.judged.problem.needs.total and not holds:
                skipped.append(Skipped(month, TOO_FEW, most))
                continue
            plan, possible, _ = self._verified(SOONEST, [month], (COST, "peak", "hours"))
            if plan is not None:
                return plan, skipped
            skipped.append(Skipped(month, NO_WAY if possible is False else UNKNOWN, most))
        return None, skipped

    def cheapest(self, months: list[Conferral], known: Plan) -> Plan:
        """The cheapest plan within some conferrals, the soonest of those."""
        plan, _, bound = self._verified(COST, months, (COST, "month", "peak", "hours"), known)
        if plan is None:
            return known._replace(purpose=COST, levels=[known.levels[0]._replace(bound=bound)])
        if plan.levels[0].value == known.levels[0].value:  # then nothing is cheaper than the soonest
            return known._replace(purpose=COST, levels=[plan.levels[0], *known.levels[1:]])
        return plan

    def lightest(self, months: list[Conferral], known: Plan) -> Plan:
        """The plan whose fullest term has the fewest hours, then the fewest in all, then the cheapest."""
        plan, _, bound = self._verified(LOAD, months, ("peak", "hours", COST, "month"), known)
        return plan or known._replace(purpose=LOAD, levels=[Level("peak", self.peak(known.items), bound)])

    # -- one search ----------------------------------------------------------------------------------------

    def _verified(
        self, purpose: str, months: list[Conferral], order: tuple[str, ...], known: Plan | None = None
    ) -> tuple[Plan | None, bool | None, int]:
        """The best plan by some objectives that the engine finds complete; else whether there is any.

        Also what no plan is below in the first objective, where no plan was found.
        """
        months = [month for month in months if self.can_register(month)]
        cuts: list[set[str]] = []
        most, strict = self._guess(months), not self.pruned
        while len(cuts) <= MOST_CUTS:
            prospects = self.prospects(months, most, strict=strict)
            model = self.model(prospects, cuts)
            solved = self._settle(model, purpose, months, order, known)
            wider = self._wider(months, most, solved, strict=strict)
            if wider is not None:
                most = wider
                continue
            if not solved.possible:
                return None, solved.possible, solved.bound
            items = [model.item(i) for i in solved.columns]
            conferral = self._conferral_of(months, items)
            answer = self.learner.audit(conferral, items)
            if answer.complete and answer.selection is not None:
                return Plan(purpose, conferral, items, solved.levels, answer), True, 0
            if strict:
                cuts.append({item.id for item in items})
            strict = True  # an institution's limit may be what is broken: then it must be looked at
        return None, None, 0

    def _guess(self, months: list[Conferral]) -> int | None:
        """How many courses a plan may need, with some to spare; None: whatever fits."""
        if not self.pruned:
            return None
        remaining = self.learner.audit(months[-1], []).remaining
        return remaining // CREDITS_OF_MOST_COURSES + TO_SPARE

    def _wider(
        self, months: list[Conferral], most: int | None, solved: Solved, *, strict: bool
    ) -> int | None:
        """How many courses to look at instead, where the guess does not prove what was found."""
        if most is None:
            return None
        whole = self._whole(months)
        if not solved.levels:
            needed = EVERY
        elif solved.levels[0].name == COST:
            needed = courses_within(whole, solved.levels[0].value, self.fee)
        else:
            needed = courses_under(whole, solved.levels[0].value)
        if needed <= most:
            return None
        now, then = (self.prospects(months, number, strict=strict) for number in (most, needed))
        return needed if len(then.items) > len(now.items) else None

    def _settle(
        self,
        model: PlanModel,
        purpose: str,
        months: list[Conferral],
        order: tuple[str, ...],
        known: Plan | None,
    ) -> Solved:
        if len(months) > 1:
            model.follow_months([month.last_day for month in months])
        if known is not None:
            taken = {item.id for item in known.items}
            for i in model.columns:
                for bit, flag in model.in_class[i].items():
                    model.model.add_hint(
                        flag, int(model.item(i).id in taken and bit == min(model.in_class[i]))
                    )
        ways: dict[str, tuple[Any, int]] = {
            COST: (model.cost, model.unit),
            "peak": (model.peak, 1),
            "hours": (model.hours, 1),
            "month": (model.month if len(months) > 1 else 0, 1),
        }
        return settle(model, purpose, [(name, *ways[name]) for name in order], self.clock, SHARES[purpose])

    def model(self, prospects: Prospects, cuts: list[set[str]], wishes: Wishes | None = None) -> PlanModel:
        """The model in which no requirement is short."""
        model = PlanModel(prospects, wishes or self.wishes, self.fee, self.under_way, self.on)
        model.must_be_complete()
        for cut in cuts:
            model.forbid({i for i in model.columns if model.item(i).id in cut})
        return model

    def plain_model(self, months: list[Conferral]) -> PlanModel:
        """The model of what is worth deciding about, whatever is short."""
        prospects = self.prospects(months, self._guess(months), strict=True)
        return PlanModel(prospects, self.wishes, self.fee, self.under_way, self.on)

    def other(self, wishes: Wishes) -> Planner:
        """The same search with other wishes, within the time that is left."""
        return Planner(self.case, self.document, self.all_items, wishes, self.thresholds, self.clock)

    def _conferral_of(self, months: list[Conferral], items: list[Item]) -> Conferral:
        """The first conferral by which the items are over and the engine finds them complete."""
        last = max((item.ends for item in items), default=0)
        for month in months[:-1]:
            if month.last_day >= last and self.learner.audit(month, items).complete:
                return month
        return months[-1]
