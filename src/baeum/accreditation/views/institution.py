"""The institution's pages: its applications, a new one, the draft with its files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from baeum.courses.models import CourseVersion
from baeum.people.acting import actor
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.sentences import word
from baeum_rules.courses.fields import fields_on

from ..granted import grants_of
from ..models import Application, Round
from ..queries import PAGE, of_institution
from ..services.open_draft import open_draft
from ..services.put_evidence import put_evidence
from ..services.renew import renew
from ..services.write_draft import write_draft
from ..valid import kinds_on, lacking
from .case import case_shown
from .door import english, named, page, refused, said, standing_of
from .shown import language, row_shown


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """Where every application of the institution stands."""
    on = today()
    listed = list(of_institution(standing_of(request).office_id or 0)[:PAGE])
    grants = grants_of(one.pk for one in listed)
    rows = [row_shown(one, grants.get(one.pk), on, inside=False) for one in listed]
    return page(request, "applications", {"rows": rows, "rounds": _rounds()})


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Choose a round and a course; the draft is opened."""
    on, office = today(), standing_of(request).office_id or 0
    versions = CourseVersion.objects.filter(course__institution__office_id=office).select_related("course")
    newest = list(versions.order_by("course_id", "-number").distinct("course_id"))
    typed = {
        name: request.POST.get(name, request.GET.get(name, ""))
        for name in ("round", "course", "kind", "field")
    }
    typed["renews"] = request.POST.get("renews", request.GET.get("renews", ""))
    problem, status = "", 200
    if request.method == "POST":
        answer = _opened(typed, newest)
        if not isinstance(answer, Refusal):
            return HttpResponseRedirect(reverse("accreditation:edit", args=[answer]))
        problem, status = said(answer), answer.status
    shown = {
        "typed": typed,
        "problem": problem,
        "rounds": _rounds(),
        "courses": [(str(one.pk), one.title) for one in newest],
        "kinds": [(code, word("type", code, language())) for code in kinds_on(on)],
        "fields": [(one.code, one.en if english() else one.ko) for one in fields_on("act", on)],
    }
    return page(request, "apply", shown, status)


def _opened(typed: dict[str, str], newest: list[CourseVersion]) -> UUID | Refusal:
    """The draft, or why there is none."""
    of_round = next((one for one in _rounds() if str(one.pk) == typed["round"]), None)
    version = next((one for one in newest if str(one.pk) == typed["course"]), None)
    if of_round is None or version is None:
        return Refusal("form.choose")
    on, by = today(), actor()
    before = _uuid(typed["renews"])
    if before is not None:
        answer = renew(before, of_round, kind=typed["kind"], by=by, on=on)
    else:
        answer = open_draft(of_round, version, kind=typed["kind"], field=typed["field"], by=by, on=on)
    return answer if isinstance(answer, Refusal) else answer.application_id


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Write on the items and add files. What is typed is kept also where a file is refused."""
    shown = case_shown(request, application_id)
    if shown is None:
        return refused(request, Refusal("accreditation.unknown", status=404))
    problems: list[tuple[str, Refusal]] = []
    if request.method == "POST":
        problems = _kept(request, application_id, shown["application"])
        if not problems and "submit" in request.POST:
            act = "submit" if shown["application"].state == "draft" else "resubmit"
            act = "supply" if shown["application"].state == "preliminary" else act
            problems = [] if act == "supply" else lacking(_fresh(application_id), today())
            if not problems:
                return HttpResponseRedirect(reverse("accreditation:act", args=[application_id, act]))
        elif not problems:
            where = reverse("accreditation:edit", args=[application_id])
            return HttpResponseRedirect(f"{where}?kept")
        shown = case_shown(request, application_id) or shown
    told = dict(reversed(named(problems)))
    for one in shown["items"]:
        typed = request.POST.get(f"item-{one['item'].code}")
        one["text"] = one["text"] if typed is None else typed
        one["error"] = told.get(f"item-{one['item'].code}", "")
        one["file_error"] = told.get(f"file-{one['item'].code}", "")
    more: dict[str, Any] = {"problems": named(problems), "kept": "kept" in request.GET}
    more["texts"] = shown["application"].state != "preliminary"
    return page(request, "edit", {**shown, **more}, 422 if problems else 200)


def _kept(request: HttpRequest, application_id: UUID, application: Application) -> list[tuple[str, Refusal]]:
    """Everything that could be kept is kept; (element, why) of what could not."""
    problems = []
    items = [item.code for item in application.round.items.all()]
    statements = {code: request.POST[f"item-{code}"] for code in items if f"item-{code}" in request.POST}
    if statements:
        for code, text in statements.items():
            answer = write_draft(application_id, statements={code: text}, by=actor(), on=today())
            if isinstance(answer, Refusal):
                problems.append((f"item-{code}", answer))
    for code in items:
        file = request.FILES.get(f"file-{code}")
        if file is None:
            continue
        put = put_evidence(application_id, file.read(), item=code, title=file.name or code, by=actor())
        if isinstance(put, Refusal):
            problems.append((f"file-{code}", put))
    return problems


def _fresh(application_id: UUID) -> Application:
    return Application.objects.select_related("round", "course_version", "institution").get(pk=application_id)


def _rounds() -> list[Round]:
    """Rounds that take applications now or later."""
    return list(Round.objects.filter(closes_on__gte=today()).order_by("opens_on"))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
