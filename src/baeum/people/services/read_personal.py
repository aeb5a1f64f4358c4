"""The personal values of a person are read by those who may."""

from __future__ import annotations

from uuid import UUID

from baeum.people.acting import Actor, acting
from baeum.people.models import Person, PersonKey
from baeum.people.personal import Personal, read
from baeum.shared.refusal import Refusal


def read_personal(person_id: UUID, *, by: Actor) -> Personal | Refusal:
    """The values unsealed: for the person, a proxy in force, or an officer who looked with a reason."""
    with acting(by):
        person = Person.objects.filter(id=person_id).first()
        if person is None:
            return Refusal("person.not_yours", status=404)  # the same whether they exist or not
        if PersonKey.objects.filter(person_id=person_id, destroyed_at__isnull=False).exists():
            return Refusal("person.erased", status=410)
        return read(person) or Refusal("person.not_yours", status=404)
