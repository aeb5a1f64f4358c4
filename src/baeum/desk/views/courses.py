"""The institution's own courses: versions that are added, offerings that are made, changed and closed."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baeum.catalogue.course_rows import state_of
from baeum.catalogue.course_words import STATE_LOOKS, STATES
from baeum.courses.models import Course, Institution, Offering
from baeum.courses.queries import accreditations_on, courses_of, offerings_of
from baeum.courses.services.add_course import add_course, add_version
from baeum.courses.services.offer import change_offering, close_offering, offer
from baeum.courses.services.register_institution import register_institution
from baeum.people.acting import actor
from baeum.places.models import Office
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum_rules.courses.state import OPEN, PLANNED

from ..course_fields import (
    CODE,
    COURSE,
    INSTITUTION,
    OFFERING,
    fields,
    read_course,
    read_offering,
    typed_in,
    typed_of_offering,
    typed_of_version,
    weekday_words,
)
from ..saying import said
from .door import officer, page, refused

PAGE = 50


@require_safe
@officer
def every(request: HttpRequest, office: Office) -> HttpResponse:
    """The courses of the institution, by code."""
    institution = Institution.objects.filter(office=office).first()
    if institution is None:
        return page(request, office, "courses", {"institution": None})
    pages = Paginator(courses_of(institution.pk), PAGE).get_page(request.GET.get("page"))
    granted = accreditations_on([one.pk for one in pages], today())
    rows = [{"course": one, "granted": granted.get(one.pk, [])} for one in pages]
    return page(request, office, "courses", {"institution": institution, "rows": rows, "pages": pages})


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def institution(request: HttpRequest, office: Office) -> HttpResponse:
    """Say by which law the institution gives courses; once."""
    if request.method != "POST":
        return _form(request, office, "institution", fields(INSTITUTION, {}, {}, today()))
    typed = typed_in(request.POST, INSTITUTION)
    answer = register_institution(
        office,
        legal_basis=typed["legal_basis"],
        business_number=typed["business_number"][:20],
        phone=typed["phone"][:40],
        address=typed["address"][:300],
        by=actor(),
        on=today(),
    )
    if isinstance(answer, Refusal):
        error = {"legal_basis": said(answer)} if answer.code == "institution.legal_basis" else {}
        made = fields(INSTITUTION, typed, error, today())
        return _form(request, office, "institution", made, "" if error else said(answer), answer.status)
    return HttpResponseRedirect(reverse("desk:courses"))


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def new(request: HttpRequest, office: Office) -> HttpResponse:
    """A new course, with its first version."""
    kept = Institution.objects.filter(office=office).first()
    if kept is None:
        return HttpResponseRedirect(reverse("desk:institution"))
    questions = (CODE, *COURSE)
    if request.method != "POST":
        return _form(request, office, "course_new", fields(questions, {}, {}, today()))
    read = read_course(request.POST, today())
    typed = {**read.typed, **typed_in(request.POST, (CODE,))}
    problem, status, errors = "", 422, dict(read.errors)
    if not typed["code"]:
        errors["code"] = said(Refusal("course.code", {"most": 60}))
    if read.content is not None and not errors:
        answer = add_course(kept, typed["code"], read.content, by=actor(), on=today())
        if not isinstance(answer, Refusal):
            return HttpResponseRedirect(reverse("desk:course", args=[answer.course_id]))
        status = answer.status
        if answer.code.startswith("course.code"):
            errors["code"] = said(answer)
        else:
            problem = said(answer)
    return _form(request, office, "course_new", fields(questions, typed, errors, today()), problem, status)


@require_safe
@officer
def one(request: HttpRequest, office: Office, course_id: int) -> HttpResponse:
    """A course with its versions and offerings."""
    course = _course(office, course_id)
    on = today()
    offerings = [
        {
            "offering": offering,
            "state": STATES[state_of(offering, on)],
            "look": STATE_LOOKS[state_of(offering, on)],
            "takes": state_of(offering, on) in (OPEN, PLANNED),
            "weekdays": weekday_words(offering.weekdays),
        }
        for offering in offerings_of(course.pk)[:PAGE]
    ]
    shown = {
        "course": course,
        "versions": course.versions.order_by("-number")[:PAGE],
        "offerings": offerings,
        "granted": accreditations_on([course.pk], on).get(course.pk, []),
    }
    return page(request, office, "course", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def edit(request: HttpRequest, office: Office, course_id: int) -> HttpResponse:
    """The next version of a course; the one before stays as it was."""
    course = _course(office, course_id)
    shown: dict[str, Any] = {"course": course}
    if request.method != "POST":
        typed = typed_of_version(course.versions.latest("number"))
        return _form(request, office, "course_edit", fields(COURSE, typed, {}, today()), **shown)
    read = read_course(request.POST, today())
    problem, status = "", 422
    if read.content is not None:
        answer = add_version(course, read.content, by=actor(), on=today())
        if not isinstance(answer, Refusal):
            return HttpResponseRedirect(reverse("desk:course", args=[course.pk]))
        problem, status = said(answer), answer.status
    made = fields(COURSE, read.typed, read.errors, today())
    return _form(request, office, "course_edit", made, problem, status, **shown)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def offering_new(request: HttpRequest, office: Office, course_id: int) -> HttpResponse:
    """Offer the course."""
    course = _course(office, course_id)
    shown: dict[str, Any] = {"course": course}
    if request.method != "POST":
        typed = {"region": office.place.code}
        return _form(request, office, "offering", fields(OFFERING, typed, {}, today()), **shown)
    read = read_offering(request.POST, today())
    problem, status = "", 422
    if read.content is not None:
        answer = offer(course, read.content, by=actor(), on=today())
        if not isinstance(answer, Refusal):
            return HttpResponseRedirect(reverse("desk:course", args=[course.pk]))
        problem, status = said(answer), answer.status
    made = fields(OFFERING, read.typed, read.errors, today())
    return _form(request, office, "offering", made, problem, status, **shown)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def offering(request: HttpRequest, office: Office, offering_id: int) -> HttpResponse:
    """Change an offering."""
    kept = _offering(office, offering_id)
    shown: dict[str, Any] = {"course": kept.course_version.course, "offering": kept}
    if request.method != "POST":
        return _form(
            request, office, "offering", fields(OFFERING, typed_of_offering(kept), {}, today()), **shown
        )
    read = read_offering(request.POST, today())
    problem, status = "", 422
    if read.content is not None:
        answer = change_offering(kept, read.content, by=actor(), on=today())
        if not isinstance(answer, Refusal):
            return HttpResponseRedirect(reverse("desk:course", args=[kept.course_version.course_id]))
        problem, status = said(answer), answer.status
    made = fields(OFFERING, read.typed, read.errors, today())
    return _form(request, office, "offering", made, problem, status, **shown)


@require_POST
@officer
def close(request: HttpRequest, office: Office, offering_id: int) -> HttpResponse:
    """Take no more applications for an offering."""
    kept = _offering(office, offering_id)
    answer = close_offering(kept, by=actor(), on=today())
    if isinstance(answer, Refusal):
        return refused(request, answer)
    return HttpResponseRedirect(reverse("desk:course", args=[kept.course_version.course_id]))


def _course(office: Office, course_id: int) -> Course:
    found = Course.objects.filter(pk=course_id, institution__office=office).select_related("institution")
    if (course := found.first()) is None:  # the table of permissions was wrong
        raise Http404
    return course


def _offering(office: Office, offering_id: int) -> Offering:
    found = Offering.objects.filter(pk=offering_id, course_version__course__institution__office=office)
    if (kept := found.select_related("course_version__course__institution").first()) is None:
        raise Http404
    return kept


def _form(
    request: HttpRequest,
    office: Office,
    name: str,
    made: list[Any],
    problem: str = "",
    status: int = 200,
    **shown: Any,
) -> HttpResponse:
    errors = [(field.id, field.label, field.error) for field in made if field.error]
    status = 422 if errors and status == 200 else status
    shown |= {"fields": made, "errors": errors, "other": problem, "tab": "courses"}
    return page(request, office, name, shown, status=status)
