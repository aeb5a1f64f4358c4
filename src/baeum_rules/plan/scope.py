"""What a search for plans looks at: the conferrals to come, and what there is to choose from for each."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from baeum_rules.recognition.case import Case
from baeum_rules.recognition.classes import CurriculumKeys
from baeum_rules.recognition.problem import Needs
from baeum_rules.recognition.thresholds import Thresholds
from baeum_rules.recognition.windows import window_of

from .calendar import Conferral, conferrals, registration_from
from .items import Item
from .prospects import Learner, Prospects, Term
from .prune import Pruner
from .solving import Clock
from .wishes import Wishes, sift

MOST_CONFERRALS = 10  # looked at: five years


class Scope:
    """One learner's question. ``on``: the day of asking (ordinal); ``pruned``: unneeded items left out."""

    def __init__(
        self,
        case: Case,
        document: dict[str, Any],
        items: list[Item],
        wishes: Wishes,
        thresholds: Thresholds,
        clock: Clock,
        *,
        pruned: bool = True,
    ) -> None:
        self.case, self.wishes, self.thresholds, self.clock = case, wishes, thresholds, clock
        self.on, self.pruned, self.document = case.as_of, pruned, document
        self.learner = Learner(case, document, items, thresholds)
        self.months = self._months(items)
        keys = CurriculumKeys(case.goal.curriculum).keys
        self.items, self.left_out = sift(items, wishes, keys, self.on, self.months[-1].last_day)
        self.fee = 0 if wishes.fee_exempt else int(thresholds.at("fee.recognition_per_credit", self.on))
        self.under_way = self._under_way()
        self._prospects: dict[tuple[tuple[str, ...], int | None, bool], Prospects] = {}
        self._every: dict[str, Prospects] = {}
        self.all_items = items

    def _months(self, items: list[Item]) -> list[Conferral]:
        """The conferrals to look at: until all items and all that is under way are over."""
        found = conferrals(self.on, MOST_CONFERRALS, self.thresholds)
        last = max([item.ends for item in items] + [r.completed_on for r in self.case.records], default=0)
        enough = next((n for n, month in enumerate(found) if month.last_day >= last), len(found) - 1)
        return found[: enough + 1]

    def _under_way(self) -> dict[Term, tuple[int, int]]:
        """Credits and hours of records that end after the day of asking, by term."""
        found: dict[Term, list[int]] = defaultdict(lambda: [0, 0])
        for record in self.case.records:
            credits = record.fields.get("credits")
            if record.completed_on > self.on and credits:
                per_credit = int(self.thresholds.at("course.hours_per_credit", record.completed_on))
                term = window_of(record.completed_on, self.thresholds.windows)
                found[term][0] += credits
                found[term][1] += credits * per_credit
        return {term: (credits, hours) for term, (credits, hours) in found.items()}

    def under_way_credits(self) -> dict[Term, int]:
        """Credits of records that end after the day of asking, by term."""
        return {term: credits for term, (credits, _) in self.under_way.items()}

    def wished(self) -> list[Conferral]:
        """The conferrals within the wished end."""
        return [m for m in self.months if self.wishes.end is None or m.month <= self.wishes.end]

    def can_register(self, month: Conferral) -> bool:
        return self.wishes.registered or registration_from(self.on, self.thresholds) <= month.register_by

    def peak(self, items: list[Item]) -> int:
        """Hours of the fullest term of some items, with what is under way."""
        hours = Counter({term: had for term, (_, had) in self.under_way.items()})
        for item in items:
            hours[window_of(item.ends, self.thresholds.windows)] += item.hours
        return max(hours.values(), default=0)

    def needs(self, month: Conferral) -> Needs:
        """What the degree asks for."""
        return self._whole([month]).judged.problem.needs

    def items_until(self, month: Conferral) -> list[Item]:
        """The items that the wishes leave for a conferral, before pruning."""
        return [item for item in self.items if item.ends <= month.last_day]

    def prospects(self, months: list[Conferral], most: int | None, *, strict: bool) -> Prospects:
        """What is worth deciding about for the last of some conferrals, if a plan holds so many courses."""
        key = (tuple(month.month for month in months), most, strict)
        if key not in self._prospects:
            found = self._whole(months)
            if self.pruned:
                kept = Pruner(found, months, self.thresholds, most, strict=strict).kept()
                found = self.learner.at(months[-1], kept)
            if not strict:
                found = _without_institutions(found)
            self._prospects[key] = found
        return self._prospects[key]

    def _whole(self, months: list[Conferral]) -> Prospects:
        """Everything there is to choose from for the last of some conferrals."""
        last = months[-1]
        if last.month not in self._every:
            self._every[last.month] = self.learner.at(last, self.items_until(last))
        return self._every[last.month]


def _without_institutions(prospects: Prospects) -> Prospects:
    """As if institutions had no limit: what is best then and keeps them is the best of all."""
    problem = prospects.judged.problem
    kept = tuple(c for c in problem.constraints if c.rule != "institution.cap")
    judged = prospects.judged._replace(problem=problem._replace(constraints=kept))
    return prospects._replace(judged=judged)
