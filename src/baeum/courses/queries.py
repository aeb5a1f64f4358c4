"""Questions about courses and their accreditation on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum

from .models import (
    CentreAccreditation,
    Course,
    CourseVersion,
    GrantedAccreditation,
    Offering,
    UnfoundQuery,
)

LATELY = timedelta(weeks=8)


def accredited_on(course_id: int, purpose: str, on: date) -> GrantedAccreditation | None:
    """The accreditation that holds on the day: first to last, but not from its cancellation on."""
    return holding(on).filter(course_id=course_id, purpose=purpose).first()


def accreditations_on(course_ids: Iterable[int], on: date) -> dict[int, list[GrantedAccreditation]]:
    """Those that hold on the day, by course; a course without one is left out. One query."""
    found: dict[int, list[GrantedAccreditation]] = {}
    for one in holding(on).filter(course_id__in=set(course_ids)).order_by("purpose"):
        found.setdefault(one.course_id, []).append(one)
    return found


def holding(on: date) -> QuerySet[GrantedAccreditation]:
    """Every accreditation that holds on the day."""
    return GrantedAccreditation.objects.filter(_holds(on))


def accreditations_of(course_id: int) -> QuerySet[GrantedAccreditation]:
    """All of a course, the newest first, with those that ended and those that were cancelled."""
    found = GrantedAccreditation.objects.filter(course_id=course_id).select_related("office")
    return found.order_by("-from_day", "purpose")


def centres_of(institution_id: int) -> QuerySet[CentreAccreditation]:
    """All accreditations of an institution as a centre, the newest first."""
    found = CentreAccreditation.objects.filter(institution_id=institution_id).select_related("office")
    return found.order_by("-from_day")


def offerings_of(course_id: int) -> QuerySet[Offering]:
    """The offerings of a course, with their versions, the latest first."""
    found = Offering.objects.filter(course_version__course_id=course_id).select_related("course_version")
    return found.order_by("-begins", "-pk")


def courses_of(institution_id: int) -> QuerySet[Course]:
    """Courses of an institution by code, with ``title`` of the newest version and how many ``offered``."""
    newest = CourseVersion.objects.filter(course=OuterRef("pk")).order_by("-number")
    found = Course.objects.filter(institution_id=institution_id).order_by("code")
    return found.annotate(title=Subquery(newest.values("title")[:1]), offered=Count("versions__offerings"))


def unfound_lately(on: date) -> QuerySet[Any, Any]:
    """Queries of the last weeks that found nothing as typed: query, shown, asked; the most frequent first."""
    lately = UnfoundQuery.objects.filter(day__gte=on - LATELY)
    summed = lately.values("query").annotate(asked=Sum("times"), shown=Max("shown"))
    return summed.order_by("-asked", "query")


def centre_on(institution_id: int, on: date) -> CentreAccreditation | None:
    """The accreditation as a lifelong learning centre that holds on the day."""
    return CentreAccreditation.objects.filter(_holds(on), institution_id=institution_id).first()


def to_export(form: str) -> QuerySet[Offering]:
    """Offerings of a published format, in a fixed order: of the training list, or all others.

    What was called off is not published: the formats have no word for it.
    """
    training = form in ("xml", "hrd-json")
    found = (
        Offering.objects.filter(source=Offering.Source.HRD)
        if training
        else Offering.objects.exclude(source=Offering.Source.HRD)
    )
    given = found.filter(called_off_on__isnull=True)
    return given.select_related("course_version__course__institution__office").order_by("pk")


def _holds(on: date) -> Q:
    return Q(from_day__lte=on, until__gte=on) & (Q(cancelled_on__isnull=True) | Q(cancelled_on__gt=on))
