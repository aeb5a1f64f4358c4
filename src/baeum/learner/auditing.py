"""The audit of the account for the chosen goal: the calculator's, with the ledger's lines as its records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from baeum.calculator import beyond, forms, next_steps, present
from baeum.calculator.majors import majors
from baeum.learner import goal_audit
from baeum.ledger.facts import case_of
from baeum.ledger.queries import Statement
from baeum_rules.recognition import audit

NO_CHOICES: Mapping[str, list[str]] = {"take": [], "leave": []}
SHOWN = 40  # lines of one page


def case_from(
    statement: Statement, goal: Mapping[str, Any], on: date, born_on: date | None = None
) -> dict[str, Any]:
    """The case of the account."""
    return case_of(statement.lines, goal=goal, on=on, choices=NO_CHOICES, born_on=born_on)


def audited(case: Mapping[str, Any], account_id: int) -> dict[str, Any]:
    """What the pages show of a case: the result, its lines with verdict and clause, what to do next."""
    answer = audit(dict(case))
    if faults := answer.get("errors"):
        return {"faults": [str(one["en" if present.language() == "en" else "ko"]) for one in faults]}
    if answer.get("kind"):
        return goal_audit.audited(case, answer, account_id)
    rows = present.record_rows(dict(case), answer)
    shared = next_steps.shared_reasons(rows)
    for row in rows:
        row["href"] = reverse("learner:line", args=[account_id, int(row["id"])])
        for one in row["reasons"]:
            one["step"] = _step(one["rule"], one.get("step"), account_id)
    return {
        "result": present.result(answer, case["goal"]) | beyond.shown(case, answer),
        "rows": rows,
        "tally": present.tally(rows),
        "shared_reasons": shared,
        "shared_texts": [one["text"] for one in shared],
        "goal_summary": goal_summary(case["goal"]),
    }


def _step(rule: str, step: next_steps.Step | None, account_id: int) -> next_steps.Step | None:
    """Where to go on from the account: the calculator's fields are lines here."""
    if rule == "high_school.after":
        words = _("고등학교 졸업 적기")
        return {"words": words, "href": reverse("learner:deposit", args=[account_id, "school"])}
    if rule in ("second.previous", "second.after"):
        words = _("이미 받은 학위 적기")
        return {"words": words, "href": reverse("learner:deposit", args=[account_id, "degree"])}
    if step is not None and str(step["href"]).startswith("#"):
        return {"words": _("목표 바꾸기"), "href": reverse("learner:goal", args=[account_id])}
    return step


def goal_summary(goal: Mapping[str, Any]) -> str:
    """Degree, major and route in a line."""
    degree = dict(forms.DEGREES).get(str(goal.get("degree")), "")
    route = dict(forms.ROUTES).get(str(goal.get("route")), "")
    known = next((major for major in majors() if major.id == goal.get("major")), None)
    major = known.short if known else goal.get("major") or ""
    return " · ".join(str(word) for word in (degree, major, route, goal.get("conferral")) if word)
