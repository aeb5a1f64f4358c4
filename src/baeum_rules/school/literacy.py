"""Literacy education: the hours of each stage, at most two thirds of them from the account (lea-d.75)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from baeum_rules.parameters import Law
from baeum_rules.recognition.refusals import shown_day
from baeum_rules.recognition.sentences import Both, Sentences

from .ages import age_on
from .case import Course, SchoolCase

ACCOUNT, PROGRAM = "literacy_course", "literacy_program"


class Literacy:
    """The decision over one case of literacy education. Use :func:`audited`."""

    def __init__(self, case: SchoolCase, law: Law, sentences: Sentences) -> None:
        self.case, self.law, self.sentences = case, law, sentences
        on = date.fromordinal(case.as_of)
        self.stages = int(str(law.value(f"literacy.{case.level}.stages", on)))
        self.need = int(str(law.value(f"literacy.{case.level}.hours", on)))
        self.share = str(law.value("literacy.account_share", on))
        self.most = int(self.need * Fraction(self.share))
        self.age = int(str(law.value("literacy.age", on)))
        self.counted: dict[tuple[int, str], int] = {}  # hours by stage and source

    def have(self, stage: int) -> int:
        """The hours of a stage that count."""
        return sum(self.counted.get((stage, source), 0) for source in (PROGRAM, ACCOUNT))

    def line(self, course: Course) -> dict[str, Any]:
        """One course: how many hours of it count, and why; the programme's own are to be asked first."""
        refused = self._refusals(course)
        if refused:
            return self._line(course, "refused", 0, refused)
        room = self.need - self.have(course.stage)
        figures: dict[str, object] = {"stage": course.stage, "hours": course.hours, "need": self.need}
        if room <= 0:
            return self._line(course, "not_chosen", 0, [("literacy.full", figures)])
        if course.source == ACCOUNT:
            left = self.most - self.counted.get((course.stage, ACCOUNT), 0)
            figures |= {"most": self.most, "share": self.share}
            if left <= 0:
                return self._line(course, "not_chosen", 0, [("literacy.account.full", figures)])
            room = min(room, left)
        hours = min(room, course.hours)
        key = (course.stage, course.source)
        self.counted[key] = self.counted.get(key, 0) + hours
        rule = "literacy.account" if course.source == ACCOUNT else "literacy.program"
        verdict = "recognised" if hours == course.hours else "reduced"
        return self._line(course, verdict, hours, [(rule, {**figures, "counted": hours})])

    def _refusals(self, course: Course) -> list[tuple[str, dict[str, object]]]:
        found: list[tuple[str, dict[str, object]]] = []
        on, as_of = shown_day(course.on), shown_day(self.case.as_of)
        if course.on > self.case.as_of:
            found.append(("school.not_yet", {"on": on, "as_of": as_of}))
        if course.level != self.case.level:
            found.append(("literacy.level", {"level": course.level}))
        elif course.stage > self.stages:
            figures: dict[str, object] = {
                "level": course.level,
                "stage": course.stage,
                "stages": self.stages,
            }
            found.append(("literacy.stage", figures))
        age = age_on(self.case.born_on, course.on)
        if age < self.age and course.source == PROGRAM:
            found.append(("literacy.young", {"on": on, "age": age, "needed": self.age}))
        return found

    def _line(
        self, course: Course, verdict: str, hours: int, reasons: list[tuple[str, dict[str, object]]]
    ) -> dict[str, Any]:
        told = [self.reason(rule, figures) for rule, figures in reasons]
        return {"id": course.id, "verdict": verdict, "hours": hours, "reasons": told}

    def reason(self, rule: str, figures: dict[str, object]) -> dict[str, Any]:
        """A reason whose level is said in words."""
        shown: dict[str, Both] = {}
        if "level" in figures:
            shown["level"] = self.sentences.word(f"school.{figures['level']}")
        return self.sentences.reason(rule, figures, shown)

    def rows(self) -> list[dict[str, Any]]:
        """The requirements: the age, and the hours of each stage."""
        return [self._age_row(), *(self._row(stage) for stage in range(1, self.stages + 1))]

    def _row(self, stage: int) -> dict[str, Any]:
        have = self.have(stage)
        program, account = (self.counted.get((stage, source), 0) for source in (PROGRAM, ACCOUNT))
        amounts = {"need": self.need, "have": have, "short": self.need - have}
        figures: dict[str, object] = {"stage": stage, "program": program, "account": account, **amounts}
        reasons = [self.reason("literacy.stage_row", figures)]
        return {"id": f"stage_{stage}", "unit": "hours", **amounts, "missing": [], "reasons": reasons}

    def _age_row(self) -> dict[str, Any]:
        age = age_on(self.case.born_on, self.case.as_of)
        figures: dict[str, object] = {"age": age, "needed": self.age, "as_of": shown_day(self.case.as_of)}
        amounts = {"need": self.age, "have": age, "short": max(0, self.age - age)}
        reasons = [self.reason("literacy.age", figures)]
        return {"id": "age", "unit": "years", **amounts, "missing": [], "reasons": reasons}


def audited(case: SchoolCase, law: Law, sentences: Sentences) -> dict[str, Any]:
    """What the answer says of literacy education: complete, remaining hours, rows, records, notes."""
    decided = Literacy(case, law, sentences)
    programs_first = sorted(case.courses, key=lambda one: (one.source == ACCOUNT, one.on, one.id))
    lines = {one.id: decided.line(one) for one in programs_first}
    rows = decided.rows()
    held = case.level in case.completed
    complete = held or not any(row["short"] for row in rows)
    told: list[tuple[str, dict[str, object]]] = []
    if complete:
        told.append(("literacy.held" if held else "literacy.done", {"level": case.level}))
    elif any(source == ACCOUNT for _, source in decided.counted):
        told.append(("literacy.hand_in", {}))
    return {
        "complete": complete,
        "remaining": 0 if complete else sum(row["short"] for row in rows if row["unit"] == "hours"),
        "unit": "hours",
        "requirements": rows,
        "records": [lines[one.id] for one in case.courses],
        "notes": [{"record": None, "code": rule, **decided.reason(rule, figures)} for rule, figures in told],
    }
