"""The first part of the account: the personal values, corrected by the person or a proxy."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from baeum.calculator.forms import Text
from baeum.calculator.reading import clean
from baeum.learner.depositing import Problem
from baeum.learner.showing import go, show
from baeum.learner.visiting import Visit, of_account
from baeum.people.personal import LONGEST, TEXTS, Personal
from baeum.people.services.correct_personal import correct_personal
from baeum.shared.clock import today
from baeum.shared.days import day as iso_day
from baeum.shared.refusal import Refusal

FIELDS: tuple[tuple[str, Text, bool], ...] = (  # name, label, optional
    ("name", gettext_lazy("이름"), False),
    ("birth_date", gettext_lazy("생년월일"), False),
    ("contacts", gettext_lazy("연락처"), True),
    ("address", gettext_lazy("주소"), True),
    ("workplace", gettext_lazy("직장"), True),
)


@require_http_methods(["GET", "HEAD", "POST"])
@of_account
def person(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET: the values; POST: the corrected ones, all or none."""
    typed = {name: str(getattr(visit.person, name)) for name, _label, _optional in FIELDS}
    problems: list[Problem] = []
    if request.method == "POST":
        typed = {name: clean(request.POST.get(f"p-{name}", "")) for name in typed}
        problems = _correct(visit, typed)
        if not problems:
            return go("person", visit.id, done="corrected")
    errors = {one.target: one.message for one in problems}
    fields = [
        {
            "id": f"p-{name}",
            "label": label,
            "kind": "date" if name == "birth_date" else "text",
            "optional": optional,
            "value": typed[name],
            "error": errors.get(f"p-{name}", ""),
        }
        for name, label, optional in FIELDS
    ]
    shown = {"fields": fields, "problems": problems}
    return show(request, visit, "person", shown, status=422 if problems else 200)


def _correct(visit: Visit, typed: dict[str, str]) -> list[Problem]:
    """Everything wrong with what was typed; nothing where it was stored."""
    labels = {name: str(label) for name, label, _optional in FIELDS}
    problems = []
    if not typed["name"]:
        problems.append(Problem("p-name", labels["name"], _("적어 주세요.")))
    for name in TEXTS:
        if len(typed[name]) > LONGEST:
            told = _("{most}자까지 적을 수 있습니다. 줄여 적으세요.").format(most=LONGEST)
            problems.append(Problem(f"p-{name}", labels[name], told))
    born: date | None = None
    try:
        born = date.fromisoformat(iso_day(typed["birth_date"]))
    except ValueError:
        told = _("날짜로 적으세요. 예: 1969-03-14")
        problems.append(Problem("p-birth_date", labels["birth_date"], told))
    if problems or born is None:
        return problems
    values: dict[str, Any] = {name: typed[name] for name in TEXTS}
    answer = correct_personal(
        visit.account.person_id, Personal(birth_date=born, **values), by=visit.actor, on=today()
    )
    if isinstance(answer, Refusal):
        told = _("태어난 날을 다시 보세요. 1900년부터 오늘까지 적을 수 있습니다.")
        return [Problem("p-birth_date", labels["birth_date"], told)]
    return []
