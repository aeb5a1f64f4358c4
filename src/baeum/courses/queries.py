"""Questions about courses and their accreditation on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from .models import CentreAccreditation, GrantedAccreditation


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
    return GrantedAccreditation.objects.filter(course_id=course_id).order_by("-from_day", "purpose")


def centre_on(institution_id: int, on: date) -> CentreAccreditation | None:
    """The accreditation as a lifelong learning centre that holds on the day."""
    return CentreAccreditation.objects.filter(_holds(on), institution_id=institution_id).first()


def _holds(on: date) -> Q:
    return Q(from_day__lte=on, until__gte=on) & (Q(cancelled_on__isnull=True) | Q(cancelled_on__gt=on))
