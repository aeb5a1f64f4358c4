"""The answer to a question for plans, as plain data ready for ``json.dumps``."""

from __future__ import annotations

from typing import Any

from baeum_rules.recognition.answer import answer_of
from baeum_rules.recognition.decision import Audit
from baeum_rules.recognition.thresholds import Thresholds
from baeum_rules.recognition.windows import window_of

from .breaks import breaks, said_of
from .calendar import Conferral, term_begins, term_ends
from .infeasible import what_would_help, why_not
from .items import Item
from .plans import Outcome, Plan, Planner
from .prospects import Term
from .saying import Words, iso
from .solving import Level
from .wishes import PURPOSES, SOONEST

VERSION = 1
Answer = dict[str, Any]


class Answering:
    """Makes the answer of one search."""

    def __init__(self, planner: Planner, outcome: Outcome, words: Words, *, sample: bool) -> None:
        self.planner, self.outcome, self.words, self.sample = planner, outcome, words, sample
        self.thresholds: Thresholds = planner.thresholds

    def answer(self) -> Answer:
        """The whole answer."""
        planner, outcome = self.planner, self.outcome
        notes = []
        if outcome.plans and not outcome.plans[0].items:
            notes.append(self.words.say("complete"))
        return {
            "version": VERSION,
            "law": self.thresholds.law.revision,
            "as_of": iso(planner.on),
            "goal": {
                "degree": planner.case.goal.degree,
                "route": planner.case.goal.route,
                "major": planner.case.goal.major,
                "curriculum": planner.case.goal.curriculum.name,
                "sample": self.sample,
            },
            "remaining": planner.learner.audit(planner.months[0], []).remaining,
            "plans": [self._plan(plan, same) for plan, same in self._distinct()],
            "skipped": self._skipped(),
            "instead": [] if outcome.plans else what_would_help(planner, self.words),
            "considered": outcome.considered,
            "left_out": dict(sorted(outcome.left_out.items())),
            "notes": notes,
        }

    def _distinct(self) -> list[tuple[Plan, list[Plan]]]:
        """Each plan once, with all the plans that are the same."""
        found: list[tuple[Plan, list[Plan]]] = []
        for plan in sorted(self.outcome.plans, key=lambda plan: PURPOSES.index(plan.purpose)):
            ids = {item.id for item in plan.items}
            same = next((s for one, s in found if {item.id for item in one.items} == ids), None)
            if same is None:
                found.append((plan, [plan]))
            else:
                same.append(plan)
        return found

    def _skipped(self) -> list[Answer]:
        """Why not sooner: every conferral before the soonest; the last of them in full."""
        last = len(self.outcome.skipped) - 1
        return [
            {
                "month": one.conferral.month,
                "why": one.why,
                "reasons": why_not(self.planner, one, self.words, closest=number == last),
            }
            for number, one in enumerate(self.outcome.skipped)
        ]

    # -- one plan ------------------------------------------------------------------------------------------

    def _plan(self, plan: Plan, same: list[Plan]) -> Answer:
        audited = answer_of(plan.answer, self.thresholds, sample=self.sample)
        lines = {line["id"]: line for line in audited["records"]}
        broken = breaks(self.planner, plan)
        items = [
            self._item(item, lines[str(item.record["id"])], said_of(one, plan, self.words))
            for item, one in zip(plan.items, broken, strict=True)
        ]
        return {
            "purposes": [one.purpose for one in same],
            "conferral": _conferral(plan.conferral),
            "cost": self._cost(plan),
            "load": {
                "peak": self.planner.peak(plan.items),
                "hours": sum(item.hours for item in plan.items),
                "credits": sum(line["credits"] for line in items),
                "items": len(items),
            },
            "proof": {one.purpose: self._proof(one) for one in same},
            "terms": self._terms(plan, items),
            "unused": _unused(plan.answer),
            "requirements": audited["requirements"],
            "totals": audited["totals"],
        }

    def _proof(self, plan: Plan) -> list[Answer]:
        """What was minimised in turn, with the bound; the soonest month is proven by the ones skipped."""
        skipped = self.outcome.skipped
        proven = all(one.why != "time" for one in skipped)
        first = []
        if plan.purpose == SOONEST:
            sooner = [one.conferral.month for one in skipped if one.why == "time"]
            month = {"name": "month", "value": plan.conferral.month, "proven": proven, "gap": 0.0}
            first = [month | {"bound": sooner[0] if sooner else plan.conferral.month}]
        return first + [self._level(level, plan) for level in plan.levels]

    def _level(self, level: Level, plan: Plan) -> Answer:
        value: Any = level.value
        bound: Any = level.bound
        if level.name == "month":
            value = bound = plan.conferral.month
        gap = round(level.gap, 4)
        return {"name": level.name, "value": value, "bound": bound, "proven": level.proven, "gap": gap}

    def _cost(self, plan: Plan) -> Answer:
        credits = {one.record.id: one.credits for one in plan.answer.eligible}
        recognised = sum(credits[str(item.record["id"])] for item in plan.items)
        items = sum(item.won or 0 for item in plan.items)
        wishes = self.planner.wishes
        registration = 0
        if not wishes.registered and not wishes.fee_exempt:
            registration = int(self.thresholds.at("fee.learner_registration", self.planner.on))
        recognition = recognised * self.planner.fee
        return {
            "items": items,
            "recognition": recognition,
            "registration": registration,
            "total": items + recognition + registration,
            "unknown": [item.id for item in plan.items if item.won is None],
        }

    def _terms(self, plan: Plan, items: list[Answer]) -> list[Answer]:
        """Term by term, with what is under way, beside the limits."""
        under_way = self._under_way(plan.answer)
        by_term: dict[Term, list[Answer]] = {term: [] for term in self.planner.under_way}
        for item, shown in zip(plan.items, items, strict=True):
            by_term.setdefault(window_of(item.ends, self.thresholds.windows), []).append(shown)
        return [self._term(term, plan, by_term[term], under_way.get(term, 0)) for term in sorted(by_term)]

    def _under_way(self, audited: Audit) -> dict[Term, int]:
        """Credits recognised of what the learner is taking already, by term."""
        found: dict[Term, int] = {}
        assert audited.selection is not None  # a plan was verified
        for eligible, credits in zip(audited.eligible, audited.selection.credits, strict=True):
            record = eligible.record
            if record.completed_on > self.planner.on and record.id not in self.planner.learner.items:
                term = window_of(record.completed_on, self.thresholds.windows)
                found[term] = found.get(term, 0) + credits
        return found

    def _term(self, term: Term, plan: Plan, items: list[Answer], under_way: int) -> Answer:
        day = plan.conferral.apply.ends
        _, hours = self.planner.under_way.get(term, (0, 0))
        limited = [item["credits"] for item in items if item["limited"]]
        return {
            "year": term[0],
            "semester": term[1],
            "begins": str(term_begins(term, self.thresholds)),
            "ends": str(term_ends(term, self.thresholds)),
            "limit": int(self.thresholds.at("window.semester.limit", day)),
            "year_limit": int(self.thresholds.at("window.year.limit", day)),
            "limited": sum(limited),
            "credits": sum(item["credits"] for item in items),
            "under_way": under_way,
            "hours": sum(item["hours"] for item in items) + hours,
            "items": sorted(items, key=lambda item: (item["begins"], item["ends"], item["id"])),
        }

    def _item(self, item: Item, line: Answer, broken: list[Answer]) -> Answer:
        return {
            "id": item.id,
            "title": item.title,
            "where": item.where,
            "source": item.source,
            "mode": item.mode,
            "region": item.region,
            "credits": line["credits"],
            "class": line["class"],
            "limited": item.source in ("accredited_course", "part_time_course", "bdes_exemption_course"),
            "won": item.won,
            "hours": item.hours,
            "begins": iso(item.begins),
            "ends": iso(item.ends),
            "apply_by": iso(item.apply_by),
            "expected": item.expected,
            "reasons": line["reasons"],
            "breaks": broken,
            "notes": self._notes(item),
        }

    def _notes(self, item: Item) -> list[Answer]:
        found = []
        if item.won is None:
            found.append(self.words.say("won_unknown"))
        if item.estimated:
            name = "certificate" if item.source == "certificate" else "bdes"
            hours = int(self.thresholds.at(f"plan.{name}.hours_per_credit", item.ends))
            found.append(self.words.say("hours_estimated", hours=hours))
        if item.needs_credits and not self.planner.wishes.exams_open:
            code = "stage_4" if item.source == "bdes_exam" else "needs_credits"
            found.append(self.words.say(code, credits=item.needs_credits, apply_by=iso(item.apply_by)))
        for group in item.after:
            found.append(self.words.say("after", subjects="”, “".join(group)))
        if item.expected:
            said = self.words.say("dates_expected")
            found.append(said | {"ko": item.note_ko or said["ko"], "en": item.note_en or said["en"]})
        return found


def _unused(audited: Audit) -> list[Answer]:
    """Records that could count, but not beside the rest of the plan."""
    assert audited.selection is not None  # a plan was verified
    found = []
    for eligible, credits in zip(audited.eligible, audited.selection.credits, strict=True):
        f = eligible.record.fields
        if not credits:
            title = f.get("subject") or f.get("name") or f["item"]
            found.append({"id": eligible.record.id, "title": title, "credits": eligible.credits})
    return found


def _conferral(conferral: Conferral) -> Answer:
    return {
        "month": conferral.month,
        "last_day": iso(conferral.last_day),
        "apply_from": iso(conferral.apply.begins),
        "apply_until": iso(conferral.apply.ends),
        "hand_in_from": iso(conferral.hand_in.begins),
        "hand_in_until": iso(conferral.hand_in.ends),
        "register_by": iso(conferral.register_by),
    }
