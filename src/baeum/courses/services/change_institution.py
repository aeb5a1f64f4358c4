"""Change what is known of a registered institution; what it was before is kept."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from baeum.people.acting import Actor, acting
from baeum.shared.refusal import Refusal

from ..models import Institution, InstitutionChange
from ..own import appointment_at
from .register_institution import refused

NAMES = ("legal_basis", "business_number", "phone", "address")


def change_institution(
    institution: Institution,
    *,
    legal_basis: str,
    business_number: str = "",
    phone: str = "",
    address: str = "",
    by: Actor,
    on: date,
) -> Institution | Refusal:
    """The institution as it says it is from now on, by its own officers. Nothing new is no change."""
    said = {"business_number": business_number, "phone": phone, "address": address}
    if refusal := refused(legal_basis, said, on):
        return refusal
    after = {"legal_basis": legal_basis, **said}
    with transaction.atomic(), acting(by):
        appointment = appointment_at(institution)
        if isinstance(appointment, Refusal):
            return appointment
        found = Institution.objects.select_for_update(of=("self",)).select_related("office")
        kept = found.get(pk=institution.pk)
        before = {name: getattr(kept, name) for name in NAMES}
        changed = [name for name in NAMES if before[name] != after[name]]
        if not changed:
            return kept
        for name in changed:
            setattr(kept, name, after[name])
        kept.save(update_fields=changed)
        InstitutionChange.objects.create(
            institution=kept,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
            on=on,
            by_id=appointment,
        )
        return kept
