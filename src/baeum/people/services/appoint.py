"""A person is appointed to a role at an office, from a first to a last day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection, transaction

from baeum.people.acting import Actor, Standing, acting, standing
from baeum.people.models import Appointment
from baeum.people.roles import APPOINTS, OFFICE_OF, Role
from baeum.people.under import is_under
from baeum.places.models import Office
from baeum.shared.refusal import Refusal


def appoint(
    person_id: UUID, role: str, office: Office, *, begins: date, ends: date, by: Actor, on: date
) -> Appointment | Refusal:
    """The appointment; it holds from the next request within its days. ``on``: the day it is made.

    The first of all is made by nobody: a ministry officer who enters themselves, as the operator does once.
    """
    with transaction.atomic(), acting(by):
        stands = standing()
        refusal = _not_valid(role, office, begins, ends, on)
        if refusal := refusal or _not_theirs(person_id, role, office, by, stands):
            return refusal
        return Appointment.objects.create(
            person_id=person_id,
            role=role,
            office=office,
            begins=begins,
            ends=ends,
            appointed_by_id=by.person_id if stands.role else None,
        )


def _not_valid(role: str, office: Office, begins: date, ends: date, on: date) -> Refusal | None:
    if role not in OFFICE_OF:
        return Refusal("appoint.role_unknown", {"role": role})
    if office.kind not in OFFICE_OF[role]:
        return Refusal("appoint.role_elsewhere", {"role": role, "kinds": ", ".join(sorted(OFFICE_OF[role]))})
    if ends < begins:
        return Refusal("appoint.ends_before_it_begins", {"begins": begins, "ends": ends})
    if ends < on:
        return Refusal("appoint.over", {"ends": ends, "on": on})
    return None


def _not_theirs(person_id: UUID, role: str, office: Office, by: Actor, stands: Standing) -> Refusal | None:
    if stands.role is None:
        first = role == Role.MINISTRY_OFFICER and person_id == by.person_id and _nobody_is_appointed()
        return None if first else Refusal("appoint.not_appointed", status=403)
    if person_id == by.person_id:
        return Refusal("appoint.oneself", status=403)
    if role not in APPOINTS.get(stands.role, ()):
        return Refusal("appoint.role_not_yours", {"role": role}, status=403)
    if not is_under(office.pk):
        return Refusal("appoint.office_not_yours", {"office": office.code}, status=403)
    return None


def _nobody_is_appointed() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT baeum_nobody_is_appointed()")
        return bool(cursor.fetchone()[0])
