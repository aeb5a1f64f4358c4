"""What everybody may see: the path, the draws with their seeds, complaints by their number."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from baeum.courses.models import GrantedAccreditation
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.criteria import credit_bank_criteria_on, criteria_on
from baeum_rules.accreditation.inspection import digest
from baeum_rules.accreditation.path import PATH, STATES, SUBJECTS
from baeum_rules.accreditation.sentences import word
from baeum_rules.parameters import load_law

from ..models import Draw
from ..services.complain import Complained, complain
from .door import english, page, refused, said
from .shown import language


@require_safe
def path_page(request: HttpRequest) -> HttpResponse:
    """The one table of acts, as it is applied; criteria and clocks beside it."""
    law, on = load_law(), today()
    groups = []
    for subject in SUBJECTS:
        lines = []
        for row in PATH:
            if row.subject != subject:
                continue
            source = law.source(row.clause)
            lines.append(
                {
                    "row": row,
                    "act": word("act", row.act, language()),
                    "case": word("case", row.case, language()) if row.case else "",
                    "states": [word("state", state, language()) for state in row.states],
                    "to": word("state", row.to, language()) if row.to else "",
                    "who": [word("who", who, language()) for who in row.who],
                    "apart": [word("act", other, language()) for other in row.not_by],
                    "clause": source.en if english() else source.ko,
                }
            )
        groups.append({"name": word("subject", subject, language()), "code": subject, "lines": lines})
    clocks = [
        {"state": word("state", state.code, language()), **_clock(state.clock)}
        for state in STATES.values()
        if state.clock
    ]
    shown = {
        "groups": groups,
        "clocks": clocks,
        "criteria": [_criterion(one) for one in criteria_on(on)],
        "credit_bank": [_criterion(one) for one in credit_bank_criteria_on(on)],
    }
    return page(request, "path", shown)


def _clock(name: str) -> dict[str, Any]:
    law = load_law()
    version, unit = law.version(name, today()), law.parameter(name).unit
    source = law.source(version.clause)
    return {
        "time": f"{version.value} {law.unit(unit, language())}",
        "clause": source.en if english() else source.ko,
        "reading": version.reading,
    }


def _criterion(one: Any) -> dict[str, Any]:
    source = load_law().source(one.clause)
    return {
        "name": one.en if english() else one.ko,
        "points": one.points,
        "clause": source.en if english() else source.ko,
        "reading": one.reading,
    }


@require_safe
def draws(request: HttpRequest) -> HttpResponse:
    """Every draw, announced and made."""
    return page(request, "draws", {"draws": Draw.objects.select_related("round").order_by("-announced_on")})


@require_safe
def draw_page(request: HttpRequest, draw_id: int) -> HttpResponse:
    """One draw with everything that repeats it."""
    found = Draw.objects.select_related("round").filter(pk=draw_id).first() if draw_id < 2**63 else None
    if found is None:
        return refused(request, Refusal("draw.unknown", status=404))
    drawn = set(found.drawn)
    lines = [(digest(found.seed, number), number, number in drawn) for number in found.listed]
    return page(request, "draw", {"tab": "draws", "draw": found, "lines": sorted(lines)})


@require_http_methods(["GET", "HEAD", "POST"])
def complain_page(request: HttpRequest) -> HttpResponse:
    """Say what is wrong with an accredited course; nobody has to say who they are.

    So many an hour from one address (``BAEUM_COMPLAINTS``): what was typed stays on the page.
    """
    typed = {name: request.POST.get(name, request.GET.get(name, ""))[:5000] for name in ("number", "text")}
    problem, status = "", 200
    if request.method == "POST":
        answer: Complained | Refusal = Refusal(
            "complaint.too_many", {"most": settings.COMPLAINTS_AN_HOUR}, 429
        )
        if ratelimit.consume(request, action="complain"):
            answer = complain(_case_of(typed["number"]), text=typed["text"], on=today())
        if isinstance(answer, Complained):
            where = reverse("accreditation:complaint")
            return HttpResponseRedirect(f"{where}?number={answer.number}&new=1")
        problem, status = said(answer), answer.status
    return page(request, "complain", {"tab": "complaint", "typed": typed, "problem": problem}, status)


def _case_of(number: str) -> UUID:
    """The case in which a number was granted; nobody's where there is none."""
    found = GrantedAccreditation.objects.filter(number=number.replace("\0", "").strip())
    return found.values_list("case_ref", flat=True).first() or UUID(int=0)


@require_safe
def complaint(request: HttpRequest) -> HttpResponse:
    """Where a complaint stands, for whoever has its number."""
    number = request.GET.get("number", "").replace("\0", "").strip().upper()[:40]
    shown: dict[str, Any] = {"number": number, "new": "new" in request.GET}
    if not number:
        return page(request, "complaint", shown)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, received_on, clock, due_on, steps FROM accreditation_complaint_stands(%s)",
            [number],
        )
        found = cursor.fetchone()
    if found is None:
        return page(request, "complaint", {**shown, "problem": said(Refusal("complaint.unknown"))}, 404)
    state, received_on, _, due_on, steps = found
    listed = json.loads(steps) if isinstance(steps, str) else steps
    shown |= {
        "state": word("state", state, language()),
        "received_on": received_on,
        "due_on": due_on,
        "steps": [{**one, "said": word("state", one["after"], language())} for one in listed],
    }
    return page(request, "complaint", shown)
