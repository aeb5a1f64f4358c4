"""The institution's own courses: versions that are added, offerings that are made, changed and closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baeum.catalogue.course_rows import state_of
from baeum.catalogue.course_words import STATE_LOOKS, STATES
from baeum.courses.models import Course, Institution, Offering
from baeum.courses.queries import accreditations_on, courses_of, offerings_of
from baeum.courses.services.add_course import LONGEST_CODE, add_course, add_version
from baeum.courses.services.call_off import LONGEST as LONGEST_REASON
from baeum.courses.services.call_off import call_off
from baeum.courses.services.change_institution import change_institution
from baeum.courses.services.offer import change_offering, close_offering, offer
from baeum.courses.services.register_institution import register_institution
from baeum.people.acting import actor
from baeum.places.models import Office
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum_rules.courses.state import CALLED_OFF, ENDED, OPEN, PLANNED

from ..course_fields import (
    CODE,
    COURSE,
    INSTITUTION,
    OFFERING,
    Question,
    Typed,
    changes_shown,
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
    """Say by which law the institution gives courses, and how it is reached; change that later."""
    kept = Institution.objects.filter(office=office).first()
    shown: dict[str, Any] = {"institution": kept, "changes": changes_shown(kept) if kept else []}
    if request.method != "POST":
        known = {one.id: str(getattr(kept, one.id)) for one in INSTITUTION} if kept else {}
        return _form(request, office, "institution", fields(INSTITUTION, known, {}, today()), **shown)
    typed = typed_in(request.POST, INSTITUTION)
    said_now = {one.id: typed[one.id] for one in INSTITUTION}
    answer: Institution | Refusal
    if kept is None:
        answer = register_institution(office, **said_now, by=actor(), on=today())
    else:
        answer = change_institution(kept, **said_now, by=actor(), on=today())
    if isinstance(answer, Refusal):
        of = str(answer.figures.get("name", "legal_basis"))  # the field that is wrong
        error = {of: said(answer)} if answer.code in ("institution.legal_basis", "institution.long") else {}
        made = fields(INSTITUTION, typed, error, today())
        other = "" if error else said(answer)
        return _form(request, office, "institution", made, other, answer.status, **shown)
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
        errors["code"] = said(Refusal("course.code", {"most": LONGEST_CODE}))
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
            "to_come": state_of(offering, on) not in (ENDED, CALLED_OFF),
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
    typed = typed_of_version(course.versions.latest("number"))
    changing = Changing("course_edit", COURSE, typed, read_course, partial(add_version, course))
    return _changed(request, office, changing, course=course)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def offering_new(request: HttpRequest, office: Office, course_id: int) -> HttpResponse:
    """Offer the course."""
    course = _course(office, course_id)
    typed = {"region": office.place.code}
    changing = Changing("offering", OFFERING, typed, read_offering, partial(offer, course))
    return _changed(request, office, changing, course=course)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def offering(request: HttpRequest, office: Office, offering_id: int) -> HttpResponse:
    """Change an offering."""
    kept = _offering(office, offering_id)
    typed = typed_of_offering(kept)
    changing = Changing("offering", OFFERING, typed, read_offering, partial(change_offering, kept))
    return _changed(request, office, changing, course=kept.course_version.course, offering=kept)


@require_POST
@officer
def close(request: HttpRequest, office: Office, offering_id: int) -> HttpResponse:
    """Take no more applications for an offering."""
    kept = _offering(office, offering_id)
    answer = close_offering(kept, by=actor(), on=today())
    if isinstance(answer, Refusal):
        return refused(request, answer)
    return HttpResponseRedirect(reverse("desk:course", args=[kept.course_version.course_id]))


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def calling_off(request: HttpRequest, office: Office, offering_id: int) -> HttpResponse:
    """Call an offering off, with a reason that everybody reads."""
    kept = _offering(office, offering_id)
    reason, problem, status = request.POST.get("reason", "")[:2000], "", 200
    if request.method == "POST":
        answer = call_off(kept, reason=reason, by=actor(), on=today())
        if not isinstance(answer, Refusal):
            return HttpResponseRedirect(reverse("desk:course", args=[kept.course_version.course_id]))
        problem, status = said(answer), answer.status
    shown = {"offering": kept, "course": kept.course_version.course, "reason": reason, "other": problem}
    shown |= {"most": LONGEST_REASON, "tab": "courses"}
    return page(request, office, "offering_call_off", shown, status=status)


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


class Changing(NamedTuple):
    """A form: its page, its questions with what is known, how it is read, what is done with what it says."""

    name: str
    questions: Sequence[Question]
    typed: dict[str, str]
    read: Callable[[Mapping[str, Any], date], Typed]
    act: Callable[..., Any]


def _changed(
    request: HttpRequest, office: Office, changing: Changing, *, course: Course, **shown: Any
) -> HttpResponse:
    """The form as it is, or as it was sent: done, or with what is wrong and all that was typed."""
    shown, on = {"course": course, **shown}, today()
    if request.method != "POST":
        made = fields(changing.questions, changing.typed, {}, on)
        return _form(request, office, changing.name, made, **shown)
    read = changing.read(request.POST, on)
    problem, status = "", 422
    if read.content is not None:
        answer = changing.act(read.content, by=actor(), on=on)
        if not isinstance(answer, Refusal):
            return HttpResponseRedirect(reverse("desk:course", args=[course.pk]))
        problem, status = said(answer), answer.status
    made = fields(changing.questions, read.typed, read.errors, on)
    return _form(request, office, changing.name, made, problem, status, **shown)


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
