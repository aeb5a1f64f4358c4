"""An appointment is revoked, by the person, or by those who could have made it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baeum.people.acting import Actor, acting, standing
from baeum.people.models import Appointment
from baeum.people.roles import APPOINTS
from baeum.people.under import is_under
from baeum.shared.refusal import Refusal


def revoke(appointment_id: int, *, by: Actor, at: datetime) -> Appointment | Refusal:
    """The appointment, revoked: at the next request it holds no more."""
    with transaction.atomic(), acting(by):
        held = Appointment.objects.filter(pk=appointment_id).first()
        if held is None:
            return Refusal("revoke.unknown", {"number": appointment_id}, status=404)
        if held.revoked_at is not None:
            return Refusal("revoke.already", {"at": held.revoked_at}, status=409)
        own = held.person_id == by.person_id
        may = held.role in APPOINTS.get(standing().role or "", ()) and is_under(held.office_id)
        if not (own or may):
            return Refusal("revoke.not_yours", status=403)
        held.revoked_at, held.revoked_by_id = at, by.person_id
        held.save(update_fields=["revoked_at", "revoked_by"])
        return held
