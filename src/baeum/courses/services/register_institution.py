"""Register: an office of kind institution becomes an institution by a legal basis."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from baeum.people.acting import Actor, acting
from baeum.people.under import is_under
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum_rules.courses.legal_bases import legal_basis_on

from ..models import Institution

LONGEST = {"business_number": 20, "phone": 40, "address": 300}  # letters, as the columns have room


def register_institution(
    office: Office,
    *,
    legal_basis: str,
    business_number: str = "",
    phone: str = "",
    address: str = "",
    by: Actor,
    on: date,
) -> Institution | Refusal:
    """The institution of the office, from its first day. By the office itself or one above it."""
    if office.kind != Office.Kind.INSTITUTION:
        return Refusal("institution.office_kind", {"office": office.code, "kind": office.kind})
    said = {"business_number": business_number, "phone": phone, "address": address}
    if refusal := refused(legal_basis, said, on):
        return refusal
    with transaction.atomic(), acting(by):
        if not is_under(office.pk):
            return Refusal("institution.not_yours", {"office": office.code}, status=403)
        if Institution.objects.filter(office=office).exists():
            return Refusal("institution.there", {"office": office.code}, status=409)
        return Institution.objects.create(
            office=office,
            legal_basis=legal_basis,
            **said,
            begins=office.begins,
            ends=office.ends,
        )


def refused(legal_basis: str, said: Mapping[str, str], on: date) -> Refusal | None:
    """Why these details cannot be kept."""
    if legal_basis_on(legal_basis, on) is None:
        return Refusal("institution.legal_basis", {"legal_basis": legal_basis, "on": on})
    for name, text in said.items():
        if len(text) > LONGEST[name]:
            return Refusal("institution.long", {"name": name, "length": len(text), "most": LONGEST[name]})
    return None
