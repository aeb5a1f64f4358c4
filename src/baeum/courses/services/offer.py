"""Offer a course at a time and a place; change that; take no more applications."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.db import transaction

from baeum.people.acting import Actor, acting
from baeum.places.models import Place
from baeum.places.queries import place_on
from baeum.shared.refusal import Refusal

from ..contents import OfferingContent
from ..models import Course, Offering
from ..own import appointment_at
from ..searching import at_hand, enter


def offer(course: Course, content: OfferingContent, *, by: Actor, on: date) -> Offering | Refusal:
    """The offering, of the newest version of the course."""
    if problems := content.problems(on):
        return problems[0][1]
    with transaction.atomic(), acting(by):
        appointment = appointment_at(course.institution)
        if isinstance(appointment, Refusal):
            return appointment
        made = Offering.objects.create(
            course_version=course.versions.latest("number"),
            source_key=str(uuid4()),
            made_by_id=appointment,
            place=_place(content, on),
            **content.columns(),
        )
        enter(at_hand(Offering.objects.filter(pk=made.pk)), on)
        return made


def change_offering(
    offering: Offering, content: OfferingContent, *, by: Actor, on: date
) -> Offering | Refusal:
    """The offering as it is now said to be. What was published elsewhere is changed there."""
    if problems := content.problems(on):
        return problems[0][1]
    with transaction.atomic(), acting(by):
        found = held_offering(offering)
        if isinstance(found, Refusal):
            return found
        for name, value in content.columns().items():
            setattr(found, name, value)
        found.place = _place(content, on)
        found.save()
        enter(at_hand(Offering.objects.filter(pk=found.pk)), on)
        return found


def close_offering(offering: Offering, *, by: Actor, on: date) -> Offering | Refusal:
    """From ``on`` on it takes no applications, whatever its days say."""
    with transaction.atomic(), acting(by):
        found = held_offering(offering)
        if isinstance(found, Refusal):
            return found
        if found.closed_on is not None:
            return Refusal("offering.closed_already", {"on": found.closed_on}, status=409)
        found.closed_on = on
        found.save(update_fields=["closed_on"])
        enter(at_hand(Offering.objects.filter(pk=found.pk)), on)
        return found


def held_offering(offering: Offering) -> Offering | Refusal:
    """The offering, locked, where it is the office's own and can still be changed."""
    found = (
        Offering.objects.select_for_update(of=("self",))
        .select_related("course_version__course__institution")
        .get(pk=offering.pk)
    )
    appointment = appointment_at(found.course_version.course.institution)
    if isinstance(appointment, Refusal):
        return appointment
    if found.source != Offering.Source.OWN:
        return Refusal("offering.published_elsewhere", {"source": found.source}, status=409)
    if found.called_off_on is not None:
        return Refusal("offering.called_off", {"on": found.called_off_on}, status=409)
    return found


def _place(content: OfferingContent, on: date) -> Place | None:
    return place_on(content.region, on) if content.region else None
