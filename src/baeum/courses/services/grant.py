"""Grant: a course is accredited for a purpose, from a first to a last day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from baeum.people.acting import Actor, acting, standing
from baeum.shared.refusal import Refusal

from ..models import Course, GrantedAccreditation
from ..statements import enter_grants


def grant_accreditation(
    course: Course,
    *,
    purpose: str,
    number: str,
    from_day: date,
    until: date,
    case_ref: UUID,
    by: Actor,
    on: date,
) -> GrantedAccreditation | Refusal:
    """The accreditation; ``until`` is its last day. A course has one for each purpose at a time.

    Who may decide is asked where the case is decided; here only that somebody acts under an appointment.
    ``on``: the day it is granted, after which it may not have ended.
    """
    if refusal := _not_valid(purpose, number, from_day, until, on):
        return refusal
    with transaction.atomic(), acting(by):
        held = standing()
        if held.appointment_id is None:
            return Refusal("grant.no_appointment", status=403)
        Course.objects.select_for_update().get(pk=course.pk)
        others = GrantedAccreditation.objects.filter(purpose=purpose)
        if others.filter(number=number).exists():
            return Refusal("grant.number_taken", {"number": number}, status=409)
        for other in others.filter(course=course, until__gte=from_day, from_day__lte=until):
            if other.cancelled_on is None or other.cancelled_on > from_day:
                figures = {"number": other.number, "from_day": other.from_day, "until": other.until}
                return Refusal("grant.overlaps", figures, status=409)
        made = GrantedAccreditation.objects.create(
            course=course,
            purpose=purpose,
            number=number,
            from_day=from_day,
            until=until,
            case_ref=case_ref,
            granted_by_id=held.appointment_id,
            office_id=held.office_id,
        )
        enter_grants([made.pk])
        return made


def _not_valid(purpose: str, number: str, from_day: date, until: date, on: date) -> Refusal | None:
    if purpose not in GrantedAccreditation.Purpose.values:
        return Refusal("grant.purpose_unknown", {"purpose": purpose})
    if not number.strip() or len(number) > 40:
        return Refusal("grant.number", {"number": number})
    if until < from_day:
        return Refusal("grant.ends_before_it_begins", {"from_day": from_day, "until": until})
    if until < on:
        return Refusal("grant.over", {"until": until, "on": on})
    return None
