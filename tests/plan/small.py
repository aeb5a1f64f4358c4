"""Small random instances, and the best plans of them by trying every set of items with the engine itself."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any, NamedTuple

from baeum_rules.plan.calendar import Conferral, conferrals
from baeum_rules.plan.items import Item
from baeum_rules.plan.prospects import Learner
from baeum_rules.plan.wishes import Wishes
from baeum_rules.recognition import read
from baeum_rules.recognition.case import Case
from baeum_rules.recognition.thresholds import Thresholds
from baeum_rules.recognition.windows import window_of

ON = "2026-11-21"
ENDS = (
    "2026-12-20",
    "2027-01-15",
    "2027-01-16",
    "2027-02-28",
    "2027-03-01",
    "2027-06-20",
    "2027-07-15",
    "2027-08-20",
)
SUBJECTS = ("가 개론", "나 개론", "다 개론", "라 개론", "마 개론", "바 개론", "가개론", "사 입문", "사 이해")
CERTIFICATES = (
    "정보처리기사",
    "정보처리산업기사",
    "네트워크관리사 2급",
    "정보보안기사",
    "비서 1급",
    "한자능력급수 1급",
)


def document(rng: random.Random) -> dict[str, Any]:
    """A case that is a few courses short of an associate degree."""
    required = rng.sample(SUBJECTS[:6], rng.randint(0, 3))
    rest = [name for name in SUBJECTS[:6] if name not in required]
    curriculum = {
        "name": "시험 전공",
        "required": required,
        "elective": [*rest[:2], "사 입문", "사 이해"],
        "liberal": rest[2:],
        "compatible": rng.sample(required + rest[:2], 1),
        "linked_certificates": rng.sample(CERTIFICATES, 3),
        "required_credits": rng.choice((None, None, 6, 9, 12)),
        "core_count": rng.choice((None, 1)) if required else None,
        "substitutes": [["사 입문", "사 이해"]] if rng.random() < 0.3 else [],
        "equivalents": [],
    }
    second = rng.random() < 0.15
    records = [] if second else _had(rng)
    goal = {"degree": "associate_2y", "route": "second" if second else "first", "major": "시험 전공"}
    learner = {"high_school_completed_on": "2010-02-15", "previous_degrees": []}
    if second:
        learner["previous_degrees"] = [
            {"degree": "bachelor", "major": "다른 전공", "conferred_on": "2016-02-20"}
        ]
        records = [_course(rng, "r1", "major_elective", rng.randint(18, 28), "2019-06-20")]
    return {
        "version": 1,
        "as_of": ON,
        "goal": goal | {"curriculum": curriculum},
        "learner": learner,
        "records": records,
        "choices": {},
    }


def _had(rng: random.Random) -> list[dict[str, Any]]:
    records = [
        _course(rng, "r1", "major_elective", rng.randint(32, 46), "2018-06-20"),
        _course(rng, "r2", "liberal_arts", rng.randint(10, 16), "2018-12-20"),
        _course(rng, "r3", "general_elective", rng.randint(8, 22), "2019-06-20"),
    ]
    records += [
        {
            "id": f"b{number}", "source": "accredited_course", "institution": "다원",
            "subject": f"옛 과목 {number}", "credits": rng.choice((3, 6, 9)),
            "score": 80, "attendance": 90, "ended_on": "2024-06-20",
        }
        for number in range(rng.randint(1, 2))
    ] + [
        {
            "id": f"a{number}", "source": "accredited_course", "institution": "가원", "subject": subject,
            "credits": rng.choice((3, 6)), "score": 80, "attendance": 90,
            "ended_on": rng.choice(("2025-06-20", "2026-10-20", "2027-01-10")),
        }
        for number, subject in enumerate(rng.sample(SUBJECTS, rng.randint(0, 2)))
    ]  # fmt: skip
    return records


def _course(rng: random.Random, name: str, taken: str, credits: int, ended_on: str) -> dict[str, Any]:
    return {
        "id": name, "source": "university_course", "institution": "나대", "school_kind": "college_2y",
        "leaving": "withdrawn", "left_on": "2020-02-20", "subject": f"학교 과목 {name}", "credits": credits,
        "letter": "B", "ended_on": ended_on, "class": taken, "same_program": True,
        **({} if rng.random() < 0.9 else {"score": 59, "letter": "F"}),
    }  # fmt: skip


def rows(rng: random.Random, count: int) -> list[dict[str, Any]]:
    """Catalogue rows of every source, on the edges of windows and cut-offs."""
    found = []
    for number in range(count):
        source = rng.choice(("accredited_course",) * 5 + ("part_time_course", "certificate", "bdes_exam"))
        row: dict[str, Any] = {"id": f"i{number}", "source": source, "won": rng.randint(0, 12) * 10_000}
        ends = rng.choice(ENDS)
        row |= {"begins": "2026-11-23" if ends < "2027-02" else "2027-02-01", "ends": ends}
        if source == "certificate":
            row["name"] = rng.choice(CERTIFICATES)
            if rng.random() < 0.3:
                row["needs_credits"] = 75
        elif source == "bdes_exam":
            row |= {"stage": rng.randint(1, 4), "subject": rng.choice(SUBJECTS)}
        else:
            row |= {"institution": rng.choice("가나") + "원", "subject": rng.choice(SUBJECTS)}
            row["credits"] = rng.choice((2, 3, 6, 9, 12))
            if source == "part_time_course":
                row |= {"basis": "higher_education_act", "class": "liberal_arts", "same_program": False}
            if rng.random() < 0.15:
                row["after"] = [rng.sample(SUBJECTS, 2)]
        found.append(row)
    return found


class Truth(NamedTuple):
    """The best by trying everything: the soonest month, the least cost then; least cost and peak of all."""

    month: str
    cost: int
    least_cost: int
    least_peak: int


class Trial:
    """Every set of items of an instance, asked of the engine month by month."""

    def __init__(
        self, case: Case, doc: dict[str, Any], items: list[Item], wishes: Wishes, t: Thresholds
    ) -> None:
        self.case, self.items, self.wishes, self.t = case, items, wishes, t
        self.learner = Learner(case, doc, items, t)
        self.keys = self.learner.at(conferrals(case.as_of, 1, t)[0], []).judged.curriculum.keys
        self.fee = int(t.at("fee.recognition_per_credit", case.as_of))
        self.last = conferrals(case.as_of, 10, t)[-1]
        self._alone: dict[str, int] = {}  # asked for again in every set that holds the item

    def truth(self, months: list[Conferral]) -> Truth | None:
        """None: no set is complete in any of the months."""
        found: list[tuple[str, int, int]] = []
        for month in months:
            for size in range(len(self.items) + 1):
                for chosen in combinations(self.items, size):
                    measured = self.measured(month, list(chosen))
                    if measured is not None:
                        found.append((month.month, *measured))
        if not found:
            return None
        month = min(one[0] for one in found)
        cost = min(one[1] for one in found if one[0] == month)
        return Truth(month, cost, min(one[1] for one in found), min(one[2] for one in found))

    def measured(self, month: Conferral, chosen: list[Item]) -> tuple[int, int] | None:
        """Won and hours of the fullest term of a set that is possible and complete; else None."""
        if any(item.ends > month.last_day or item.apply_by < self.case.as_of for item in chosen):
            return None
        if not self._keeps_wishes(chosen):
            return None
        audited = self.learner.audit(month, chosen)
        if audited.selection is None or not audited.complete:
            return None
        counted = {
            e.record.id: credits
            for e, credits in zip(audited.eligible, audited.selection.credits, strict=True)
            if credits
        }
        if not self._opens(audited, counted, chosen):
            return None
        full = {e.record.id: e.credits for e in audited.eligible}
        won = sum((item.won or 0) + self.fee * full.get(str(item.record["id"]), 0) for item in chosen)
        return None if won > (self.wishes.budget or won) else (won, self._peak(chosen))

    def _opens(self, audited: Any, counted: dict[str, int], chosen: list[Item]) -> bool:
        day = {e.record.id: e.record.completed_on for e in audited.eligible}
        keys = {e.record.id: e.key for e in audited.eligible}
        for item in chosen:
            if (
                item.needs_credits
                and sum(n for r, n in counted.items() if day[r] <= item.apply_by) < item.needs_credits
            ):
                return False
            for group in item.after:
                wanted = {self.keys.of(name) for name in group}
                if not any(
                    keys[r] in wanted and day[r] < item.begins and r != item.record["id"] for r in keys
                ):
                    return False
        return True

    def _keeps_wishes(self, chosen: list[Item]) -> bool:
        if self.wishes.per_term is None:
            return True
        terms: dict[Any, int] = {}
        for record in self.case.records:
            if record.completed_on > self.case.as_of and record.fields.get("credits"):
                term = window_of(record.completed_on, self.t.windows)
                terms[term] = terms.get(term, 0) + record.fields["credits"]
        touched = set()
        for item in chosen:
            term = window_of(item.ends, self.t.windows)
            touched.add(term)
            terms[term] = terms.get(term, 0) + self._credits(item)
        return all(terms[term] <= self.wishes.per_term for term in touched)

    def _credits(self, item: Item) -> int:
        """The credits of an item alone, which no other item of a set changes."""
        name = str(item.record["id"])
        if name not in self._alone:
            audited = self.learner.audit(self.last, [item])
            found = (e.credits for e in audited.eligible if e.record.id == name)
            self._alone[name] = next(found, 0)
        return self._alone[name]

    def _peak(self, chosen: list[Item]) -> int:
        terms: dict[Any, int] = {}
        for record in self.case.records:
            if record.completed_on > self.case.as_of and record.fields.get("credits"):
                term = window_of(record.completed_on, self.t.windows)
                terms[term] = terms.get(term, 0) + record.fields["credits"] * 15
        for item in chosen:
            term = window_of(item.ends, self.t.windows)
            terms[term] = terms.get(term, 0) + item.hours
        return max(terms.values(), default=0)


def instance(seed: int, t: Thresholds) -> tuple[Case, dict[str, Any], list[Item], Wishes]:
    """The instance of a number."""
    from baeum_rules.plan.catalogue import read_items

    rng = random.Random(seed)
    doc = document(rng)
    case = read(doc)
    assert not isinstance(case, list), case
    items = read_items(rows(rng, rng.randint(3, 7)), t)
    assert not isinstance(items[0], tuple) or isinstance(items[0], Item), items[:2]
    wishes = Wishes(
        budget=rng.choice((None, None, None, 150_000, 250_000)),
        per_term=rng.choice((None, None, None, 9, 15)),
    )
    return case, doc, items, wishes
