"""Subjects exempted from the equivalency examination by accredited courses of the account (facts 12.3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from baeum_rules.parameters import Law
from baeum_rules.recognition.names import duplicate_key
from baeum_rules.recognition.refusals import shown_day
from baeum_rules.recognition.sentences import Sentences

from .ages import age_on
from .case import Course, SchoolCase

Reasons = list[tuple[str, dict[str, object]]]
NEVER = "equivalency.excluded."


def audited(case: SchoolCase, law: Law, sentences: Sentences) -> dict[str, Any]:
    """What the answer says: the subjects exempted; complete, with ``remaining`` 0, once one is."""
    on = date.fromordinal(case.as_of)
    needed = int(str(law.value("equivalency.age", on)))
    age = age_on(case.born_on, case.as_of)
    exempt: dict[str, Course] = {}
    lines = {
        one.id: _line(one, case, law, sentences, exempt)
        for one in sorted(case.courses, key=lambda one: (one.on, one.id))
    }
    old = age >= needed
    subjects = [one.subject for one in exempt.values()] if old else []
    figures: dict[str, object] = {"age": age, "needed": needed, "as_of": shown_day(case.as_of)}
    row = {
        "id": "age",
        "unit": "years",
        "need": needed,
        "have": age,
        "short": max(0, needed - age),
        "missing": [],
        "reasons": [sentences.reason("equivalency.age", figures)],
    }
    level = {"level": sentences.word(f"school.{case.level}")}
    found: dict[str, object] = {"level": case.level, "subjects": ", ".join(subjects)}
    told = [sentences.reason("equivalency.found", found, level)] if subjects else []
    told = told or [sentences.reason("equivalency.none", {})]
    told.append(sentences.reason("equivalency.subjects_unknown", {}))
    return {
        "complete": bool(subjects),
        "remaining": 0 if subjects else 1,
        "unit": "subjects",
        "exempt": subjects,
        "requirements": [row],
        "records": [lines[one.id] for one in case.courses],
        "notes": [{"record": None, "code": one["rule"], **one} for one in told],
    }


def _line(
    one: Course, case: SchoolCase, law: Law, sentences: Sentences, exempt: dict[str, Course]
) -> dict[str, Any]:
    """A course: which subject it exempts, or why it exempts none."""
    key = duplicate_key(one.subject)
    needed = int(str(law.value("equivalency.hours", date.fromordinal(one.on))))
    figures: dict[str, object] = {"hours": one.hours, "needed": needed, "subject": one.subject}
    reasons = _refusals(one, case, law, figures)
    verdict = "refused"
    if not reasons and key in exempt:
        verdict, reasons = "not_chosen", [("equivalency.twice", {**figures, "other": exempt[key].id})]
    elif not reasons:
        exempt[key] = one
        verdict, reasons = "recognised", [("equivalency.exempt", figures)]
    told = [sentences.reason(rule, values) for rule, values in reasons]
    return {"id": one.id, "verdict": verdict, "hours": one.hours, "reasons": told}


def _refusals(one: Course, case: SchoolCase, law: Law, figures: dict[str, object]) -> Reasons:
    found: Reasons = []
    on = date.fromordinal(case.as_of)
    never = [str(law.value(name, on)) for name in law.names_of("equivalency") if name.startswith(NEVER)]
    if one.on > case.as_of:
        found.append(("school.not_yet", {"on": shown_day(one.on), "as_of": shown_day(case.as_of)}))
    if not one.accredited:
        found.append(("equivalency.accredited", {}))
    if one.hours < int(str(figures["needed"])):
        found.append(("equivalency.hours", figures))
    if duplicate_key(one.subject) in map(duplicate_key, never):
        found.append(("equivalency.subject", {**figures, "never": ", ".join(never)}))
    return found
