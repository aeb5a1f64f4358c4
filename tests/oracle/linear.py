"""The selection as linear constraints over one Boolean per record and class, for any solver that takes such.

Section 4 of the model, from the oracle's own eligibility (`brute_eligibility`). The solver's model ``m`` has
``new_bool_var``, ``new_int_var``, ``add``, ``add_at_most_one``; its variables add up, and compare, to what
``add`` takes: `cpsat` gives OR-Tools' own, the measurements beside HiGHS one that writes rows.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import Any

from . import linear_rules
from .brute_classes import ELECTIVE, LIBERAL, REQUIRED, Curriculum
from .brute_eligibility import Item
from .brute_key import plain
from .brute_tables import EIGHTEEN, FIRST, SCHOOL_CAP, SECOND


class Model:
    """Variables of one case. `x[i, cls]`: record i recognised so; `credits[i, cls]`: its credits there."""

    def __init__(self, m: Any, items: list[Item], curriculum: Curriculum, case: dict[str, Any]) -> None:
        self.m, self.items, self.curriculum, self.case = m, items, curriculum, case
        self.goal = case["goal"]
        self.x: dict[tuple[int, str], Any] = {}
        self.credits: dict[tuple[int, str], Any] = {}
        self.groups = [
            {n for n, g in enumerate(curriculum.substitutes) if item.key in g} if item.key else set()
            for item in items
        ]
        self.cut = self.cut_flags()
        for i, item in enumerate(items):
            self.add_record(i, item)
        self.close_cuts()
        self.substitutes()

    def cut_flags(self) -> dict[str, Any]:
        """One Boolean per school kind whose courses may have to be cut."""
        total: dict[str, int] = defaultdict(int)
        for item in self.items:
            if item.university:
                total[item.record["school_kind"]] += item.credits
        return {k: self.m.new_bool_var(f"cut_{k}") for k, n in total.items() if n > SCHOOL_CAP[k]}

    def add_record(self, i: int, item: Item) -> None:
        """Booleans per class; where cuts are possible an integer of 1..c credits while recognised."""
        classes = list(item.classes)
        if self.groups[i] and REQUIRED in classes and ELECTIVE not in classes:
            classes.append(ELECTIVE)
        flag = self.cut.get(item.record["school_kind"]) if item.university else None
        for cls in classes:
            x = self.x[i, cls] = self.m.new_bool_var(f"x_{i}_{cls}")
            if flag is None:
                self.credits[i, cls] = item.credits * x
                continue
            k = self.credits[i, cls] = self.m.new_int_var(0, item.credits, f"k_{i}_{cls}")
            self.m.add(k >= x)
            self.m.add(k <= item.credits * x)
            self.m.add(k >= item.credits * x - item.credits * flag)
        self.m.add_at_most_one(self.of(i))

    def of(self, i: int) -> list[Any]:
        """The Booleans of record i; at most one is true."""
        return [v for (j, _), v in self.x.items() if j == i]

    def taken(self, i: int) -> Any:
        """0 or 1: whether record i is recognised."""
        return sum(self.of(i))

    def sum_of(self, records: Iterable[int], classes: Iterable[str] | None = None) -> Any:
        """Credits of these records, in these classes only if given."""
        wanted, allowed = set(records), None if classes is None else set(classes)
        return sum(
            k for (i, cls), k in self.credits.items() if i in wanted and (allowed is None or cls in allowed)
        )

    def which(self, *sources: str) -> list[int]:
        """Positions of the records of these sources."""
        return [i for i, item in enumerate(self.items) if item.source in sources]

    def close_cuts(self) -> None:
        """Cap of each school kind, reached exactly if any course of the kind is cut."""
        for kind, cap in SCHOOL_CAP.items():
            own = [i for i in self.which("university_course") if self.items[i].record["school_kind"] == kind]
            self.m.add(self.sum_of(own) <= cap)
            if kind in self.cut:
                self.m.add(self.sum_of(own) >= cap * self.cut[kind])

    def substitutes(self) -> None:
        """At most one required per group; the added elective class needs another required one."""
        for n in range(len(self.curriculum.substitutes)):
            inside = [i for i, g in enumerate(self.groups) if n in g and (i, REQUIRED) in self.x]
            self.m.add_at_most_one(self.x[i, REQUIRED] for i in inside)
        for (i, cls), x in self.x.items():
            if cls not in self.items[i].classes:
                others = [
                    v for (j, c), v in self.x.items()
                    if c == REQUIRED and j != i and self.groups[i] & self.groups[j]
                ]  # fmt: skip
                self.m.add(x <= sum(others))

    def pairs(self) -> list[tuple[int, int]]:
        """Pairs of records of which at most one is recognised."""
        chains = linear_rules.chains(self.case["records"])
        return [
            (i, j)
            for (i, a), (j, b) in combinations(enumerate(self.items), 2)
            if linear_rules.clash(a, b, chains)
        ]

    def levels(self) -> tuple[Any, Any, Any, Any]:
        """(remaining, recognised, major, liberal), of which the first is to be minimised, the others not."""
        everything = range(len(self.items))
        recognised = self.sum_of(everything)
        major, liberal = self.sum_of(everything, (REQUIRED, ELECTIVE)), self.sum_of(everything, (LIBERAL,))
        return self.remaining(recognised, major, liberal), recognised, major, liberal

    def hold(self, taken: set[str]) -> None:
        """All constraints, and that the records of these ids are recognised."""
        linear_rules.constrain(self)
        for i, item in enumerate(self.items):
            if item.id in taken:
                self.m.add(self.taken(i) == 1)

    def remaining(self, recognised: Any, major: Any, liberal: Any) -> Any:
        """R from below; minimising makes it exact, a recognised heritage holder frees it."""
        second = self.goal["route"] == "second"
        total, need_major, need_liberal, need_school = (SECOND if second else FIRST)[self.goal["degree"]]
        big = 1_000 + (self.curriculum.required_credits or 0)  # more than any degree can be short of
        r, mq, lib = (self.m.new_int_var(0, big, name) for name in ("R", "max_M_Q", "L"))
        free = 0
        if self.goal["degree"] == "bachelor" and not second:
            held = [i for i in self.which("heritage") if self.items[i].record["role"] == "holder"]
            free = big * sum(self.taken(i) for i in held)
        self.m.add(mq >= need_major - major)
        self.m.add(lib >= need_liberal - liberal)
        if self.curriculum.required_credits is not None:
            met = self.required_by_subjects()
            own = self.sum_of(range(len(self.items)), (REQUIRED,))
            self.m.add(mq >= self.curriculum.required_credits - own - big * met)
        eighteen = self.sum_of(self.which("accredited_course", "part_time_course"))
        shorts = [total - recognised, mq + lib, EIGHTEEN - eighteen]
        if self.goal.get("conferring_university") is not None:
            name = plain(self.goal["conferring_university"])
            own = self.sum_of(i for i, item in enumerate(self.items) if item.institution == name)
            shorts.append(need_school - own)
        for short in shorts:
            self.m.add(r >= short - free)
        return r

    def required_by_subjects(self) -> Any:
        """A Boolean that may be true only if all required subjects, or core_count of them, are there."""
        wanted = self.curriculum.required
        met = self.m.new_bool_var("required_by_subjects")
        if not wanted:
            self.m.add(met == 0)
            return met
        there = []
        for key in sorted(wanted):
            one = self.m.new_bool_var(f"subject_{key}")
            self.m.add(one <= sum(self.taken(i) for i, item in enumerate(self.items) if item.key == key))
            there.append(one)
        least = min(self.curriculum.core_count or len(wanted), len(wanted))
        self.m.add(sum(there) >= least * met)
        return met
