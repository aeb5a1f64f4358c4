"""The institution's own learning system: which activities are our courses, and what its statements did."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baeum.courses.models import Course
from baeum.courses.queries import courses_of
from baeum.outside.models import Activity, Statement
from baeum.outside.services.map_system import end_activity, map_activity
from baeum.outside.statements import VERBS as SAID
from baeum.people.acting import actor
from baeum.places.models import Office
from baeum.shared.refusal import Refusal

from ..saying import said, said_or
from .door import officer, page

SHOWN = 50
AT = {  # the field that a refusal speaks of
    "activity.address": "address",
    "activity.course": "course",
    "activity.verb": "verb",
    "activity.score": "least_score",
}


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def systems(request: HttpRequest, office: Office) -> HttpResponse:
    """Map an activity to a course, end a mapping; see what was used of what came, and why not."""
    if request.method != "POST":
        return _page(request, office, {})
    typed = {name: request.POST.get(name, "").replace("\0", " ").strip()[:600] for name in AT.values()}
    if request.POST.get("act") == "end":
        refusal = end_activity(_number(request.POST.get("activity", "")) or 0, by=actor())
        wrong = [refusal] if refusal else []
    else:
        wrong = _map(office, typed)
    if wrong:
        return _page(request, office, typed, wrong)
    return HttpResponseRedirect(reverse("desk:systems"))


def _map(office: Office, typed: dict[str, str]) -> list[Refusal]:
    own = Course.objects.filter(institution__office=office).select_related("institution")
    course = own.filter(pk=_number(typed["course"]) or 0).first()
    score = _number(typed["least_score"]) if typed["least_score"] else None
    if typed["least_score"] and score is None:
        score = -1  # no number at all is told as one out of its bounds
    done = map_activity(typed["address"], course, verb=typed["verb"], least_score=score, by=actor())
    return done if isinstance(done, list) else []


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None


def _page(
    request: HttpRequest, office: Office, typed: dict[str, str], wrong: list[Refusal] | None = None
) -> HttpResponse:
    verbs = {"completed": _("마침 (completed)"), "passed": _("합격 (passed)"), "either": _("둘 가운데 하나")}
    institution = getattr(office, "institution", None)
    found: Any = courses_of(institution.pk) if institution else ()  # with their titles of today
    courses = [(one.pk, one.title, one.code) for one in found]
    activities = Activity.objects.filter(ended_at=None).select_related("course").order_by("address")
    came = Statement.objects.select_related("entry").order_by("-pk")[:SHOWN]
    titles = {pk: title for pk, title, _code in courses}
    shown: dict[str, Any] = {
        "typed": typed,
        "problems": [(AT.get(one.code, "problems"), said(one)) for one in wrong or ()],
        "bad": {AT.get(one.code, "") for one in wrong or ()},
        "courses": [(str(pk), f"{title} ({code})") for pk, title, code in courses],
        "verbs": list(verbs.items()),
        "activities": [
            {
                "id": one.pk,
                "address": one.address,
                "course": titles.get(one.course_id, one.course.code),
                "verb": verbs[one.verb],
                "least_score": one.least_score,
            }
            for one in activities
        ],
        "came": [
            {
                "at": one.at,
                "id": str(one.statement)[:8],
                "verb": SAID.get(one.verb, one.verb[:60]),
                "used": one.entry_id is not None,
                "why": "" if not one.why else said_or(Refusal(one.why, _figures(one.figures))),
            }
            for one in came
        ],
        "endpoint": request.build_absolute_uri("/api/xapi/"),
    }
    status = wrong[0].status if wrong else 200
    return page(request, office, "systems", shown, status=status)


def _figures(kept: dict[str, Any]) -> dict[str, Any]:
    """Of a learning's faults a page tells how many there are."""
    return {**kept, "count": len(kept.get("faults", ()))}
