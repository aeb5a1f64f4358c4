"""The degree or school level one works towards, and the audit for it: every line with verdict and clause."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baeum.claims.decided import standing
from baeum.learner import auditing, goal_fields, goal_forms, words
from baeum.learner.depositing import Problem
from baeum.learner.services.choose_goal import choose_goal, chosen_goal
from baeum.learner.showing import go, show
from baeum.learner.visiting import Visit, of_account
from baeum.ledger.goal_facts import TOLD
from baeum.ledger.queries import statement
from baeum.shared.clock import today
from baeum_rules.recognition import audit

BEGIN = {"degree": "bachelor", "route": "first"}


@require_http_methods(["GET", "HEAD", "POST"])
@of_account
def goal(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET: the goal and its audit; POST: choose another goal."""
    chosen = chosen_goal(visit.id, key=visit.key)
    known = statement(visit.id)
    kind = _kind(request, chosen)
    born = visit.person.birth_date
    if request.method == "POST":
        typed = goal_forms.typed_goal(kind, request.POST)
        problems = _problems(kind, typed, auditing.case_from(known, typed, today(), born))
        if problems:
            again = {"fields": goal_fields.fields_of(kind, typed, problems), "problems": problems}
            return show(request, visit, "goal", again | _choice(kind), status=422)
        choose_goal(visit.id, typed, key=visit.key)
        return go("goal", visit.id, done="goal")
    begun = chosen if chosen and goal_forms.kind_of(chosen) == kind else _begun(kind, visit)
    shown: dict[str, Any] = {
        "fields": goal_fields.fields_of(kind, begun, []),
        "goal": chosen,
        "choosing": "kind" in request.GET,
        **_choice(kind),
    }
    if chosen is not None:
        shown |= auditing.audited(auditing.case_from(known, chosen, today(), born), visit.id)
        shown |= _page(request, shown.get("rows", []))
    return show(request, visit, "goal", shown)


def _kind(request: HttpRequest, chosen: dict[str, Any] | None) -> str:
    """The kind of goal that is asked about: as in the address or the form, else as chosen."""
    asked = (request.POST if request.method == "POST" else request.GET).get("kind", "")
    if asked in goal_forms.KINDS:
        return asked
    return goal_forms.kind_of(chosen or BEGIN)


def _begun(kind: str, visit: Visit) -> dict[str, Any]:
    """What a form begins with; credits that a decision has recognised need not be typed."""
    decided = standing(visit.id, visit.key) if kind == goal_forms.BDES else None
    if decided is None:
        return BEGIN
    recognised = {"kind": "acbs", "credits": decided.answer["totals"]["recognised"], "same_major": False}
    return {**BEGIN, TOLD: {"credits": [recognised], "schooling": []}}


def _choice(kind: str) -> dict[str, Any]:
    """The kinds one can choose from, and the one that is shown."""
    kinds = [{"code": code, "label": label, "here": code == kind} for code, label in goal_forms.KINDS.items()]
    return {"kind": kind, "kinds": kinds}


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


def _problems(kind: str, goal: dict[str, Any], case: dict[str, Any]) -> list[Problem]:
    """What is wrong with the goal; what is wrong with lines is told beside the audit."""
    labels = {field.name: str(field.label) for field in goal_forms.FIELDS[kind]}
    found = []
    for one in audit(case).get("errors", ()):
        name = "" if one.get("record") else goal_forms.field_of(str(one.get("field") or ""), goal)
        if name in labels:
            required = not next(field.optional for field in goal_forms.FIELDS[kind] if field.name == name)
            told = str(one["en" if words.english() else "ko"])
            found.append(Problem(f"g-{name}", labels[name], _("골라 주세요.") if required else told))
    return found
