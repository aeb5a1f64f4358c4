"""The plan as a CP-SAT model: the encoding of recognition with records still to come, complete at the end."""

from __future__ import annotations

from collections import defaultdict
from math import gcd
from typing import Any

from baeum_rules.recognition.encoding import Encoding

from .items import Item
from .prospects import Prospects, Term
from .wishes import Wishes


class PlanModel(Encoding):
    """Every record may count or not; ``bought[i]``: whether the item of column ``i`` is taken.

    ``cost``: won of the items with the fee of their recognition, in units of ``unit``. ``peak`` and
    ``hours``: of study, in the fullest term and in all. ``month``: the place among ``cutoffs`` of
    the first conferral by whose last day all that counts is over.
    """

    def __init__(
        self, prospects: Prospects, wishes: Wishes, fee: int, under_way: dict[Term, tuple[int, int]], on: int
    ) -> None:
        problem = prospects.judged.problem
        every = (1,) * len(problem.credits)
        super().__init__(problem, problem.constraints, every, every)
        self.p, self.wishes, self.on, self.fee = prospects, wishes, on, fee
        self.columns = [i for i, item in enumerate(prospects.items) if item is not None]
        self.bought = self._bought()
        self._add_openings()
        self._add_terms(under_way)
        self._add_cost()

    def item(self, column: int) -> Item:
        """The item of a candidate column."""
        found = self.p.items[column]
        assert found is not None  # of self.columns
        return found

    def _bought(self) -> dict[int, Any]:
        """An item is taken to count, or to open another that needs its subject first."""
        keys, eligible = self.p.judged.curriculum.keys, self.p.judged.eligible
        opens = {keys.of(n) for i in self.columns for group in self.item(i).after for n in group}
        found: dict[int, Any] = {}
        for i in self.columns:
            found[i] = self.taken[i]
            if eligible[i].key in opens:
                found[i] = self.model.new_bool_var(f"bought{i}")
                self.model.add(found[i] >= self.taken[i])
        return found

    def _add_openings(self) -> None:
        """What must be there before: completed subjects, and recognised credits."""
        keys, eligible = self.p.judged.curriculum.keys, self.p.judged.eligible
        by_key: dict[str, list[int]] = defaultdict(list)
        for i, one in enumerate(eligible):
            if one.key:
                by_key[one.key].append(i)
        for i in self.columns:
            item = self.item(i)
            for group in item.after:
                before = [
                    j
                    for key in {keys.of(name) for name in group}
                    for j in by_key.get(key, ())
                    if eligible[j].record.completed_on < item.begins and j != i
                ]
                if not any(self.p.items[j] is None for j in before):
                    self.model.add(self.bought[i] <= sum(self.bought[j] for j in before))
            if item.needs_credits and not self.wishes.exams_open:
                had = [j for j, one in enumerate(eligible) if one.record.completed_on <= item.apply_by]
                self.model.add(sum(self.credits[j] for j in had) >= item.needs_credits * self.taken[i])

    def _add_terms(self, under_way: dict[Term, tuple[int, int]]) -> None:
        """Credits a term as wished, and the hours of the fullest; what is under way is in both."""
        m, p = self.model, self.problem
        by_term: dict[Term, list[int]] = defaultdict(list)
        for i in self.columns:
            by_term[self.p.terms[i]].append(i)
        most = max((hours for _, hours in under_way.values()), default=0)
        most += sum(self.item(i).hours for i in self.columns)
        self.peak = m.new_int_var(0, most, "peak")
        self.hours = sum(self.item(i).hours * self.bought[i] for i in self.columns)
        for term, columns in by_term.items():
            credits, hours = under_way.get(term, (0, 0))
            if self.wishes.per_term is not None:
                room = max(0, self.wishes.per_term - credits)
                m.add(sum(p.credits[i] * self.bought[i] for i in columns) <= room)
            m.add(self.peak >= sum(self.item(i).hours * self.bought[i] for i in columns) + hours)
        for term, (_, hours) in under_way.items():
            if term not in by_term:
                m.add(self.peak >= hours)

    def _add_cost(self) -> None:
        won = {i: (self.item(i).won or 0) for i in self.columns}
        fees = {i: self.fee * self.problem.credits[i] for i in self.columns}
        self.unit = gcd(*won.values(), *fees.values()) or 1
        self.cost = sum((won[i] + fees[i]) // self.unit * self.bought[i] for i in self.columns)
        if self.wishes.budget is not None:
            self.model.add(self.cost <= self.wishes.budget // self.unit)

    def must_be_complete(self) -> None:
        """No requirement is short, as ``decision._requirements`` says it."""
        m, needs, p = self.model, self.problem.needs, self.problem
        holders = [i for i in range(len(p.holder)) if p.holder[i]]
        short = m.new_bool_var("by_requirements")
        m.add(short == 1) if not holders else m.add(1 - short <= sum(self.taken[i] for i in holders))
        for have, need in (
            (self.recognised, needs.total),
            (self.major, needs.major),
            (self.liberal, needs.liberal),
            (self.eighteen, needs.eighteen),
            (self.university, needs.university),
        ):
            if need:
                m.add(have >= need).only_enforce_if(short)
        met = [
            self._met([i for i in range(len(p.subject)) if p.subject[i] == subject])
            for subject in range(needs.subject_count)
        ]
        if needs.required_credits >= 0:
            by_subjects = m.new_bool_var("by_subjects")
            if needs.subjects:
                m.add(sum(met) >= needs.subjects).only_enforce_if(by_subjects)
            else:
                m.add(by_subjects == 0)
            m.add(self.major_required >= needs.required_credits).only_enforce_if(~by_subjects, short)
        elif needs.subjects:
            m.add(sum(met) >= needs.subjects).only_enforce_if(short)

    def follow_months(self, cutoffs: list[int]) -> None:
        """Lets the model speak of the conferral: all that counts is over by its last day."""
        self.month = self.model.new_int_var(0, len(cutoffs) - 1, "month")
        first = next((n for n, day in enumerate(cutoffs) if day >= self.on), 0)
        for i, one in enumerate(self.p.judged.eligible):
            place = next(n for n, day in enumerate(cutoffs) if day >= one.record.completed_on)
            if place > first:
                self.model.add(self.month >= place * self.taken[i])

    def forbid(self, columns: set[int]) -> None:
        """Not exactly these items: the engine did not find them complete."""
        inside = sum(1 - self.bought[i] for i in columns)
        outside = sum(self.bought[i] for i in self.columns if i not in columns)
        self.model.add(inside + outside >= 1)
