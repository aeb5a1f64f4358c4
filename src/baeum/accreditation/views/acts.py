"""One act on one application: a form that says what follows, and the act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baeum.people.acting import actor
from baeum.places.queries import superiors_on
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.hearing import hearing_days
from baeum_rules.accreditation.path import Row, rows
from baeum_rules.accreditation.sentences import word
from baeum_rules.parameters import load_law

from ..granted import grants_of, state_on
from ..models import Application, Draw
from ..valid import lacking
from .case import case_shown
from .doing import FORMS
from .door import named, page, refused, said
from .shown import language


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, application_id: UUID, act: str) -> HttpResponse:
    """Ask, then do. A refusal keeps what was typed."""
    if act not in FORMS:
        raise Http404
    shown = case_shown(request, application_id)
    if shown is None:
        return refused(request, Refusal("accreditation.unknown", status=404))
    typed = {name: str(value)[:5000] for name, value in request.POST.items()}
    status = 200
    if request.method == "POST":
        answer = FORMS[act].doing([application_id], typed, actor(), today())[0]
        if not isinstance(answer, Refusal):
            return HttpResponseRedirect(f"{reverse('accreditation:case', args=[application_id])}?done={act}")
        shown["problem"], status = said(answer), answer.status
        if answer.code == "application.incomplete":
            shown["problems"] = named(lacking(shown["application"], today()))
    shown |= asked(act, typed, [shown["application"]])
    return page(request, "act", shown, status)


def asked(act: str, typed: dict[str, str], applications: Sequence[Application]) -> dict[str, Any]:
    """What the form of an act shows, for one application or many."""
    grants = grants_of(one.pk for one in applications)
    known = _from(act, {state_on(one, grants.get(one.pk), today()) for one in applications})
    one_only = applications[0] if len(applications) == 1 else None
    known = _nearest(known, one_only) if one_only else known
    source = load_law().source(known[0].clause)
    english = language() == "en"
    return {
        "act": act,
        "said": word("act", act, language()),
        "leads_to": [_leads(row) for row in known if row.to],
        "clause": source.en if english else source.ko,
        "reading": known[0].reading,
        "asks": FORMS[act].asks,
        "takes_reason": FORMS[act].reason,
        "needs_reason": any(row.reason for row in known) or act == "inspect",
        "typed": typed,
        "hearing": hearing_days(today()) if act == "call_hearing" else None,
        "reasons": _why(one_only) if act == "inspect" and one_only else [],
    }


def _from(act: str, states: set[str]) -> Sequence[Row]:
    """The rows of an act that begin where the applications stand; all of them where none does."""
    known = rows(act)
    return [row for row in known if states & set(row.states)] or known


def _nearest(found: Sequence[Row], application: Application) -> Sequence[Row]:
    """Of rows that lead to different tiers the one of the nearest tier above the institution."""
    kinds = [f"to_{office.kind}" for office in superiors_on(application.office, today())]
    upwards = [row for row in found if row.case in kinds]
    return [min(upwards, key=lambda row: kinds.index(row.case))] if upwards else found


def _leads(row: Row) -> str:
    text = word("state", row.to, language())
    if not row.case or row.case.startswith("to_"):
        return text
    return f"{word('case', row.case, language())} → {text}"


def _why(application: Application) -> list[tuple[str, str]]:
    """Why an application may be visited: a draw in which it was drawn, a complaint about it."""
    grant = grants_of([application.pk]).get(application.pk)
    number = grant.number if grant else ""
    found = [
        (f"draw:{draw.pk}", _("추출") + f" {draw.drawn_on}")
        for draw in Draw.objects.filter(round=application.round, drawn_on__isnull=False)
        if number in draw.drawn
    ]
    complaints = application.complaints.filter(state="investigating")
    return found + [(f"complaint:{one.number}", _("신고") + f" {one.number}") for one in complaints]
