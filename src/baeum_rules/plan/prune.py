"""Leaves out items that no best plan needs, so that thousands of offerings become some hundreds.

Two reasons, both by exchange. An item is dominated by another of the same subject in the same term that is
nowhere worse: whatever plan holds it, holds the other as well instead. And of subjects that do the same for a
degree in the same term so many of the cheapest suffice as a plan can hold at all: one of them is free.

``strict`` False: as if institutions had no limit. What is then found is the best of all if it keeps them.

How many a plan can hold is guessed first and proven afterwards: no plan that is as good as the one found
holds more courses than ``courses_within`` or ``courses_under`` say.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from itertools import accumulate
from typing import Any, NamedTuple

from baeum_rules.recognition.limits import LIMITED, OF_ONE_INSTITUTION
from baeum_rules.recognition.names import same_text
from baeum_rules.recognition.problem import SUBSTITUTE
from baeum_rules.recognition.thresholds import Thresholds

from .calendar import Conferral
from .items import Item
from .prospects import Prospects

COURSES = frozenset(("accredited_course", "part_time_course"))


class Offer(NamedTuple):
    """A candidate column with what tells it apart.

    ``alike``: what it does for a degree, and until which conferral and examination it is over. ``place``: its
    institution where that may meet its limit, else "".
    """

    column: int
    item: Item
    key: str
    alike: tuple[Any, ...]
    place: str


class Pruner:
    """The columns of ``prospects`` (for the last conferral looked at) that are worth deciding about."""

    def __init__(
        self,
        prospects: Prospects,
        months: list[Conferral],
        thresholds: Thresholds,
        most: int | None = None,
        *,
        strict: bool = True,
    ) -> None:
        self.p, self.thresholds = prospects, thresholds
        self.problem = prospects.judged.problem
        self.cutoffs = [month.last_day for month in months]
        self.wanted = {name for item in prospects.items if item for group in item.after for name in group}
        keys = prospects.judged.curriculum.keys
        self.wanted = {keys.of(name) for name in self.wanted}
        self.gates = sorted({item.apply_by for item in prospects.items if item and item.needs_credits})
        self.most = self._most_courses() if most is None else min(most, self._most_courses())
        self.tight = self._tight_institutions() if strict else set()
        self.beside = {m for c in self.problem.constraints if c.kind == SUBSTITUTE for m in c.members}
        self.shared = self._shared_keys()

    def kept(self) -> list[Item]:
        """The items to decide about, in the order of the columns."""
        offers, others = [], []
        for column, item in enumerate(self.p.items):
            if item is None:
                continue
            offer = self._offer(column, item)
            if offer is None:
                others.append(column)
            else:
                offers.append(offer)
        columns = [*others, *self._cheapest(self._not_dominated(offers))]
        found = (self.p.items[column] for column in sorted(columns))
        return [item for item in found if item is not None]

    def _offer(self, column: int, item: Item) -> Offer | None:
        """None for what is not compared: examinations, and courses whose limits others of them change."""
        eligible = self.p.judged.eligible[column]
        fields = eligible.record.fields
        if item.source not in COURSES or fields.get("basis") == "lifelong_education_act" or not eligible.key:
            return None
        institution = same_text(fields["institution"])
        alike = (
            item.source,
            eligible.classes,
            eligible.credits,
            self.problem.at_university[column],
            self.p.terms[column],
            bisect_left(self.cutoffs, item.ends),
            bisect_left(self.gates, item.ends),
        )
        return Offer(column, item, eligible.key, alike, institution if institution in self.tight else "")

    def _not_dominated(self, offers: list[Offer]) -> list[Offer]:
        """Without those that another of the same subject and term is nowhere worse than."""
        groups: dict[tuple[Any, ...], list[Offer]] = defaultdict(list)
        for offer in offers:
            groups[offer.key, offer.alike].append(offer)
        found = []
        for group in groups.values():
            group.sort(key=lambda o: (o.item.won or 0, o.item.hours, o.item.ends, o.column))
            better: list[Offer] = []
            for offer in group:
                if not any(_is_no_worse(one, offer) for one in better):
                    better.append(offer)
            found += better
        return found

    def _cheapest(self, offers: list[Offer]) -> list[int]:
        """Of subjects that do the same, as many of the cheapest as a plan can hold."""
        groups: dict[tuple[Any, ...], list[Offer]] = defaultdict(list)
        columns = []
        for offer in offers:
            if self._is_special(offer):
                columns.append(offer.column)
            else:
                groups[(*offer.alike, offer.item.hours)].append(offer)
        for group in groups.values():
            group.sort(key=lambda o: (o.item.won or 0, o.column))
            subjects: set[str] = set()
            for offer in group:
                if offer.key in subjects or len(subjects) < self.most:
                    subjects.add(offer.key)
                    columns.append(offer.column)
        return columns

    def _is_special(self, offer: Offer) -> bool:
        """Whether another subject cannot stand for it."""
        return bool(
            offer.place
            or offer.item.after
            or self.problem.subject[offer.column] >= 0
            or offer.column in self.beside
            or offer.key in self.shared
            or offer.key in self.wanted
        )

    def _shared_keys(self) -> set[str]:
        """Keys that something else than a course to come has: they may exclude each other."""
        return {
            eligible.key
            for eligible, item in zip(self.p.judged.eligible, self.p.items, strict=True)
            if eligible.key and (item is None or item.source not in COURSES)
        }

    def _most_courses(self) -> int:
        """More limited courses no plan holds: what the years leave, by the smallest course."""
        least = min(
            (self.problem.credits[c] for c, i in enumerate(self.p.items) if i and i.source in LIMITED),
            default=1,
        )
        return self._most_limited() // max(1, least)

    def _most_limited(self) -> int:
        """Credits of limited sources that the windows leave to items at most."""
        years: dict[int, set[int]] = defaultdict(set)
        for (year, semester), item in zip(self.p.terms, self.p.items, strict=True):
            if item and item.source in LIMITED:
                years[year].add(semester)
        found = 0
        for semesters in years.values():
            day = self.p.case.as_of
            year_limit = int(self.thresholds.at("window.year.limit", day))
            found += min(year_limit, len(semesters) * int(self.thresholds.at("window.semester.limit", day)))
        return found

    def _tight_institutions(self) -> set[str]:
        """Institutions of which a plan might reach the limit: there the institution is not all the same."""
        had: dict[str, int] = defaultdict(int)
        to_come: dict[str, dict[str, int]] = defaultdict(dict)
        for eligible, item in zip(self.p.judged.eligible, self.p.items, strict=True):
            if eligible.record.source not in OF_ONE_INSTITUTION:
                continue
            place = same_text(eligible.record.fields["institution"])
            if item is None:
                had[place] += eligible.credits
            else:
                key = eligible.key or eligible.record.id
                to_come[place][key] = max(eligible.credits, to_come[place].get(key, 0))
        case = self.p.case
        limit = int(self.thresholds.at(f"institution.limit.{case.goal.degree}", case.as_of))
        widest = max((credits for of in to_come.values() for credits in of.values()), default=0)
        most = min(self._most_limited(), self.most * widest)
        return {place for place in to_come if had[place] + min(most, sum(to_come[place].values())) > limit}


def courses_within(prospects: Prospects, won: int, fee: int) -> int:
    """More courses cost more than ``won``, however cheap they are; ``fee``: won of recognising a credit."""
    costs = sorted(
        (item.won or 0) + fee * eligible.credits
        for eligible, item in zip(prospects.judged.eligible, prospects.items, strict=True)
        if item is not None and item.source in COURSES
    )
    return bisect_right(list(accumulate(costs)), won)


def courses_under(prospects: Prospects, hours: int) -> int:
    """More courses do not fit, if no term has more than so many hours."""
    shortest: dict[Any, int] = {}
    counts: Counter[Any] = Counter()
    for item, term in zip(prospects.items, prospects.terms, strict=True):
        if item is not None and item.source in COURSES:
            shortest[term] = min(item.hours, shortest.get(term, item.hours))
            counts[term] += 1
    return sum(
        min(counts[term], hours // least) if least else counts[term] for term, least in shortest.items()
    )


def _is_no_worse(one: Offer, other: Offer) -> bool:
    """Whether any plan may hold ``one`` instead of ``other``, a course of the same subject and term."""
    a, b = one.item, other.item
    return (
        (a.won or 0) <= (b.won or 0)
        and a.hours <= b.hours
        and a.ends <= b.ends
        and one.place in ("", other.place)
        and (not a.after or (a.after == b.after and a.begins >= b.begins))
    )
