"""The oracle: exact optimum of a tiny case (up to about 8 records) by enumerating every selection.

Input is a valid case of version 1 as a plain dict with an inline curriculum; numbers may be int, float or
Decimal and are read as written (`Decimal(str(x))`). Nothing is validated here.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from .brute_classes import ELECTIVE, LIBERAL, REQUIRED, Curriculum
from .brute_constraints import Chosen, Rules
from .brute_eligibility import Item, eligible
from .brute_key import plain
from .brute_tables import CLASSES, EIGHTEEN, FIRST, SCHOOL_CAP, SECOND

Answer = dict[str, Any]
RANK = {cls: len(CLASSES) - n for n, cls in enumerate(CLASSES)}


class Search:
    """Every selection of one case, by depth first in the order of completed_on and id."""

    def __init__(self, items: list[Item], rules: Rules) -> None:
        self.items, self.rules = items, rules
        self.kind = [item.record["school_kind"] if item.university else None for item in items]
        self.total = {k: sum(i.credits for i, own in zip(items, self.kind, strict=True) if own == k)
                      for k in SCHOOL_CAP}  # fmt: skip
        self.left = [
            {k: sum(items[j].credits for j in range(at, len(items)) if self.kind[j] == k) for k in SCHOOL_CAP}
            for at in range(len(items) + 1)
        ]

    def options(self, at: int) -> Iterator[Chosen]:
        """Ways to recognise one record; no cuts where all of its school kind fits under the cap."""
        item, kind = self.items[at], self.kind[at]
        classes = [*item.classes, *([ELECTIVE] if self.rules.may_be_elective(at) else [])]
        least = 1 if kind is not None and self.total[kind] > SCHOOL_CAP[kind] else item.credits
        for credits in range(item.credits, least - 1, -1):
            for cls in classes:
                yield Chosen(at, credits, cls)

    def hopeless(self, chosen: list[Chosen], at: int) -> bool:
        """A record is cut, but all that may still come cannot fill its kind's cap."""
        return any(
            (kind := self.kind[c.at]) is not None
            and c.credits < self.items[c.at].credits
            and self.rules.school_total(chosen, kind) + self.left[at][kind] < SCHOOL_CAP[kind]
            for c in chosen
        )

    def selections(self, take: frozenset[str], chosen: list[Chosen], at: int = 0) -> Iterator[list[Chosen]]:
        """Every valid selection that recognises all ids of `take`."""
        if at == len(self.items):
            if self.rules.finished(chosen):
                yield chosen
            return
        if self.items[at].id not in take:
            yield from self.selections(take, chosen, at + 1)
        for option in self.options(at):
            if not self.rules.breaks(chosen, option):
                more = [*chosen, option]
                if not self.hopeless(more, at + 1):
                    yield from self.selections(take, more, at + 1)

    def holds(self, take: frozenset[str]) -> bool:
        """Whether any selection recognises all of `take`."""
        return next(self.selections(take, []), None) is not None


class Judge:
    """Totals, shortfalls and the order of selections."""

    def __init__(self, items: list[Item], curriculum: Curriculum, case: dict[str, Any]) -> None:
        goal = case["goal"]
        self.items, self.curriculum = items, curriculum
        self.total, self.major, self.liberal, self.school = (
            SECOND if goal["route"] == "second" else FIRST
        )[goal["degree"]]  # fmt: skip
        university = goal.get("conferring_university")
        self.university = plain(university) if university is not None else None
        self.holder_completes = goal["degree"] == "bachelor" and goal["route"] == "first"

    def required_met(self, chosen: list[Chosen]) -> bool:
        """All required subjects, or core_count of them, each met by any counted record with its key."""
        wanted = self.curriculum.required
        met = len(wanted & {self.items[c.at].key for c in chosen})
        core = self.curriculum.core_count
        return bool(wanted) and (met == len(wanted) or (core is not None and met >= core))

    def judge(self, chosen: list[Chosen]) -> tuple[tuple[int, ...], bool]:
        """Levels (better is greater) and whether the goal is complete."""
        by_class = dict.fromkeys(CLASSES, 0)
        eighteen = school = 0
        holder = False
        for c in chosen:
            item = self.items[c.at]
            by_class[c.cls] += c.credits
            if item.source in ("accredited_course", "part_time_course"):
                eighteen += c.credits
            if self.university is not None and item.institution == self.university:
                school += c.credits
            holder |= item.source == "heritage" and item.record["role"] == "holder"
        recognised = sum(by_class.values())
        major, required = by_class[REQUIRED] + by_class[ELECTIVE], by_class[REQUIRED]
        t, m = max(0, self.total - recognised), max(0, self.major - major)
        lib, e = max(0, self.liberal - by_class[LIBERAL]), max(0, EIGHTEEN - eighteen)
        u = max(0, self.school - school) if self.university is not None else 0
        subjects, wanted = self.required_met(chosen), self.curriculum.required_credits
        q = 0 if subjects or wanted is None else max(0, wanted - required)
        remaining = max(t, max(m, q) + lib, e, u)
        absent = not self.curriculum.required and wanted is None
        met = absent or subjects or (wanted is not None and required >= wanted)
        complete = met and t == m == lib == e == u == 0
        if holder and self.holder_completes:
            remaining, complete = 0, True
        return (-remaining, recognised, major, by_class[LIBERAL], required, eighteen), complete

    def vectors(self, chosen: list[Chosen]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The two tie-breaks: credits, then classes, in the order of completed_on and id."""
        credits, classes = [0] * len(self.items), [0] * len(self.items)
        for c in chosen:
            credits[c.at], classes[c.at] = c.credits, RANK[c.cls]
        return tuple(credits), tuple(classes)


def best(search: Search, judge: Judge, take: frozenset[str]) -> tuple[list[Chosen], tuple[int, ...], bool]:
    """The best selection, its levels and completeness; there must be one."""
    found: tuple[Any, ...] | None = None
    for chosen in search.selections(take, []):
        levels, complete = judge.judge(chosen)
        if found is None or levels >= found[0]:
            order = (levels, judge.vectors(chosen))
            if found is None or order > found[:2]:
                found = (*order, chosen, complete)
    if found is None:
        raise ValueError("no selection: ask for the clash first")
    return found[2], found[0], found[3]


def clash_of(search: Search, take: frozenset[str], refused: dict[str, list[str]]) -> list[str] | None:
    """Taken ids that are refused, else the smallest then first set of them that no selection holds."""
    if take & refused.keys():
        return sorted(take & refused.keys())
    if search.holds(take):
        return None
    for size in range(1, len(take) + 1):
        for ids in combinations(sorted(take), size):
            if not search.holds(frozenset(ids)):
                return list(ids)
    raise AssertionError("the whole set clashes, so one of its subsets must")


def solve(case: dict[str, Any]) -> Answer:
    """Exact answer of a tiny case; see the module for the input.

    With a learner.take failure only `refused` and `clash` are set, all else is None. `credits` and
    `classes` hold the recognised records alone.
    """
    items, refused, curriculum = eligible(case)
    rules = Rules(items, curriculum, case)
    search, judge = Search(items, rules), Judge(items, curriculum, case)
    take = frozenset((case.get("choices") or {}).get("take") or [])
    names = ("remaining", "recognised", "major", "liberal", "major_required", "eighteen")
    clash = clash_of(search, take, refused)
    if clash is not None:
        empty: Answer = dict.fromkeys((*names, "complete", "credits", "classes"))
        return {**empty, "refused": refused, "clash": clash}
    chosen, levels, complete = best(search, judge, take)
    answer: Answer = dict(zip(names, (-levels[0], *levels[1:]), strict=True))
    answer["complete"] = complete
    answer["credits"] = {items[c.at].id: c.credits for c in chosen}
    answer["classes"] = {items[c.at].id: c.cls for c in chosen}
    return {**answer, "refused": refused, "clash": None}
