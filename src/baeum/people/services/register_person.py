"""A person is registered: their values sealed with a key of their own."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from baeum.people.acting import Actor, acting
from baeum.people.keys import new_key, store_key
from baeum.people.models import Person
from baeum.people.personal import Personal, faults, sealed
from baeum.shared.refusal import Refusal


def register_person(values: Personal, *, on: date, person_id: UUID | None = None) -> Person | Refusal:
    """The new person. Everyone registers themselves: nobody else may be entered, so they act here.

    ``person_id``: chosen beforehand, for people of examples.
    """
    if refusal := faults(values, on):
        return refusal
    person_id = person_id or uuid4()
    key = new_key()
    with transaction.atomic(), acting(Actor(person_id)):
        person = Person.objects.create(id=person_id, **sealed(person_id, key, values))
        store_key(person_id, key)
    return person
