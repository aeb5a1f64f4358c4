"""Cancel: an accreditation no longer holds from a day on. What was learned before keeps its standing."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from baeum.people.acting import Actor, acting, standing
from baeum.shared.refusal import Refusal

from ..models import GrantedAccreditation
from ..statements import enter_cancellations


def cancel_accreditation(
    grant: GrantedAccreditation, *, on: date, reason: str, by: Actor
) -> GrantedAccreditation | Refusal:
    """The accreditation with its cancellation; ``on`` is the first day on which it does not hold."""
    if not reason.strip():
        return Refusal("cancel_grant.reason")
    with transaction.atomic(), acting(by):
        if standing().appointment_id is None:
            return Refusal("cancel_grant.no_appointment", status=403)
        found = GrantedAccreditation.objects.select_for_update().get(pk=grant.pk)
        if found.cancelled_on is not None:
            return Refusal("cancel_grant.cancelled_already", {"on": found.cancelled_on}, status=409)
        if not found.from_day <= on <= found.until:
            figures = {"on": on, "from_day": found.from_day, "until": found.until}
            return Refusal("cancel_grant.not_in_force", figures, status=409)
        found.cancelled_on, found.reason, found.cancelled_by_id = on, reason.strip(), by.appointment_id
        found.save(update_fields=["cancelled_on", "reason", "cancelled_by"])
        enter_cancellations([found.pk])
        return found
