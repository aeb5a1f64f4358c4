"""The personal values of a person are corrected, by themselves or their proxy."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from baeum.people.acting import Actor, acting
from baeum.people.keys import key_of
from baeum.people.models import Person
from baeum.people.personal import Personal, faults, sealed
from baeum.shared.refusal import Refusal


def correct_personal(person_id: UUID, values: Personal, *, by: Actor, on: date) -> Person | Refusal:
    """The person with the new values. An officer who may look may not correct."""
    if refusal := faults(values, on):
        return refusal
    with transaction.atomic(), acting(by):
        person = Person.objects.filter(id=person_id).first() if by.appointment_id is None else None
        key = key_of(person_id) if person else None
        if person is None or key is None:
            return Refusal("person.not_yours", status=404)
        for name, value in sealed(person_id, key, values).items():
            setattr(person, name, value)
        person.save()
        return person
