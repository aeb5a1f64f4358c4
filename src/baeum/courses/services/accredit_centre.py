"""Accredit a centre: an institution satisfies the five criteria of a lifelong learning centre."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from baeum.people.acting import Actor, acting, standing
from baeum.people.roles import Role
from baeum.shared.refusal import Refusal

from ..models import CentreAccreditation, Institution

DECIDES = (Role.INSTITUTE_OFFICER, Role.MINISTRY_OFFICER)


def accredit_centre(
    institution: Institution,
    *,
    number: str,
    from_day: date,
    until: date,
    findings: Mapping[str, str],
    by: Actor,
) -> CentreAccreditation | Refusal:
    """The accreditation. ``findings``: what was found on every one of the five criteria, in words."""
    missing = [code for code in CentreAccreditation.CRITERIA if not findings.get(code, "").strip()]
    unknown = sorted(set(findings) - set(CentreAccreditation.CRITERIA))
    if missing or unknown:
        return Refusal("centre.findings", {"missing": ", ".join([*missing, *unknown])})
    if until < from_day:
        return Refusal("centre.ends_before_it_begins", {"from_day": from_day, "until": until})
    with transaction.atomic(), acting(by):
        held = standing()
        if held.appointment_id is None or held.role not in DECIDES:
            return Refusal("centre.not_yours", status=403)
        Institution.objects.select_for_update().get(pk=institution.pk)
        if CentreAccreditation.objects.filter(number=number).exists():
            return Refusal("centre.number_taken", {"number": number}, status=409)
        for other in institution.centre_accreditations.filter(until__gte=from_day, from_day__lte=until):
            if other.cancelled_on is None or other.cancelled_on > from_day:
                return Refusal("centre.overlaps", {"number": other.number, "until": other.until}, status=409)
        return CentreAccreditation.objects.create(
            institution=institution,
            number=number,
            from_day=from_day,
            until=until,
            findings=dict(findings),
            granted_by_id=held.appointment_id,
            office_id=held.office_id,
        )


def cancel_centre(
    accreditation: CentreAccreditation, *, on: date, reason: str, by: Actor
) -> CentreAccreditation | Refusal:
    """The same with its cancellation; ``on`` is the first day on which it does not hold."""
    if not reason.strip():
        return Refusal("centre.reason")
    with transaction.atomic(), acting(by):
        if standing().role not in DECIDES:
            return Refusal("centre.not_yours", status=403)
        found = CentreAccreditation.objects.select_for_update().get(pk=accreditation.pk)
        if found.cancelled_on is not None or not found.from_day <= on <= found.until:
            return Refusal("centre.not_in_force", {"number": found.number, "on": on}, status=409)
        found.cancelled_on, found.cancel_reason = on, reason.strip()
        found.cancelled_by_id = by.appointment_id
        found.save(update_fields=["cancelled_on", "cancel_reason", "cancelled_by"])
        return found
