"""The degree one works towards, and the whole audit for it: every line with verdict, reasons and clause."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baeum.calculator import forms, reading
from baeum.calculator.majors import majors
from baeum.learner import auditing
from baeum.learner.depositing import Problem
from baeum.learner.services.choose_goal import choose_goal, chosen_goal
from baeum.learner.showing import go, show
from baeum.learner.visiting import Visit, of_account
from baeum.ledger.queries import statement
from baeum.shared.clock import today
from baeum_rules.recognition import audit

CONFERRALS = ("02", "08")
YEARS_AHEAD = 5


@require_http_methods(["GET", "HEAD", "POST"])
@of_account
def goal(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET: the goal and its audit; POST: choose another goal."""
    chosen = chosen_goal(visit.id, key=visit.key)
    known = statement(visit.id)
    if request.method == "POST":
        typed = _typed(request)
        problems = _problems(auditing.case_from(known, typed, today()))
        if problems:
            again = {"fields": _fields(typed, problems), "problems": problems}
            return show(request, visit, "goal", again, status=422)
        choose_goal(visit.id, typed, key=visit.key)
        return go("goal", visit.id, done="goal")
    shown: dict[str, Any] = {
        "fields": _fields(chosen or {"degree": "bachelor", "route": "first"}, []),
        "goal": chosen,
    }
    if chosen is not None:
        shown |= auditing.audited(auditing.case_from(known, chosen, today()), visit.id)
        shown |= _page(request, shown.get("rows", []))
    return show(request, visit, "goal", shown)


def _page(request: HttpRequest, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """So many lines that the page stays small; those that do not count come first."""
    text = request.GET.get("page", "1")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 1
    order = {"refused": 0, "not_chosen": 1, "reduced": 2}
    rows = sorted(rows, key=lambda row: order.get(row.get("verdict", ""), 3))
    last = max(1, -(-len(rows) // auditing.SHOWN))
    number = min(max(number, 1), last)
    start = (number - 1) * auditing.SHOWN
    return {
        "rows": rows[start : start + auditing.SHOWN],
        "count": len(rows),
        "page": number,
        "previous_page": number - 1,
        "next_page": number + 1 if number < last else 0,
    }


def _typed(request: HttpRequest) -> dict[str, Any]:
    typed: dict[str, Any] = {"curriculum": None}
    for field in forms.GOAL:
        typed[field.name] = reading.value(field, request.POST.get(f"g-{field.name}", ""))
    if typed["major"] is None:
        del typed["major"]
    return typed


def _problems(case: dict[str, Any]) -> list[Problem]:
    """What is wrong with the goal; what is wrong with lines is told beside the audit."""
    labels = {field.name: str(field.label) for field in forms.GOAL}
    found = []
    for one in audit(case).get("errors", ()):
        part, _dot, name = str(one.get("field") or "").partition(".")
        if part == "goal" and not one.get("record"):
            message = _("골라 주세요.") if name in labels else str(one["ko"])
            found.append(Problem(f"g-{name}", labels.get(name, name), message))
    return found


def _fields(goal: dict[str, Any], problems: list[Problem]) -> list[dict[str, Any]]:
    errors = {one.target: one.message for one in problems}
    fields = []
    for one in forms.GOAL:
        value = reading.shown(goal.get(one.name))
        options = list(one.options)
        if one.name == "major":
            options = [(major.id, major.label) for major in majors()]
        if one.name == "conferral":
            year = today().year
            options = [
                (f"{y}-{month}", f"{y}-{month}")
                for y in range(year, year + YEARS_AHEAD)
                for month in CONFERRALS
            ]
        if value and options and value not in dict(options):
            options.append((value, value))
        fields.append(
            {
                "id": f"g-{one.name}",
                "label": one.label,
                "kind": "choice" if options else one.kind,
                "optional": one.optional,
                "hint": one.hint,
                "value": value,
                "options": options,
                "error": errors.get(f"g-{one.name}", ""),
            }
        )
    return fields
