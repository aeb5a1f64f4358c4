"""How what a route is about stands to the one who acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from baeum.people.acting import Actor, Standing
from baeum.people.permitting import Relation
from baeum.people.under import offices_under
from baeum.places.models import Office


@dataclass(frozen=True)
class Subject:
    """What a route is about: an office, or a person."""

    office_id: int | None = None
    person_id: UUID | None = None


Finder = Callable[[dict[str, Any]], Subject | None]
FINDERS: dict[str, Finder] = {}


def finds(name: str) -> Callable[[Finder], Finder]:
    """Declare how the ``of`` of a permission is found from the parts of an address; None: there is none."""

    def declare(finder: Finder) -> Finder:
        FINDERS[name] = finder
        return finder

    return declare


@finds("office")
def _office(parts: dict[str, Any]) -> Subject | None:
    office = Office.objects.filter(code=parts["office"]).only("pk").first()
    return Subject(office_id=office.pk) if office else None


@finds("appointment")
def _appointment(parts: dict[str, Any]) -> Subject | None:
    """Its office. One that the database does not show is one that does not exist."""
    from baeum.people.models import Appointment

    held = Appointment.objects.filter(pk=parts["appointment"]).only("office_id").first()
    return Subject(office_id=held.office_id) if held else None


@finds("person")
def _person(parts: dict[str, Any]) -> Subject | None:
    return Subject(person_id=parts["person"])


def relation(subject: Subject, who: Actor, stands: Standing) -> Relation:
    """The nearest relation."""
    if subject.person_id is not None:
        if subject.person_id == who.person_id:
            return Relation.OWN
        visible = who.appointment_id is None and subject.person_id in _visible_people()
        return Relation.PRINCIPAL if visible else Relation.ELSEWHERE
    if stands.office_id is None or subject.office_id is None:
        return Relation.ELSEWHERE
    if subject.office_id == stands.office_id:
        return Relation.OWN
    if subject.office_id in offices_under():
        return Relation.BELOW
    mine = Office.objects.get(pk=stands.office_id)
    theirs = Office.objects.get(pk=subject.office_id)
    if mine.superior_id is not None and mine.superior_id == theirs.superior_id:
        return Relation.SIBLING
    return Relation.PARENT if theirs.pk in _above(mine) else Relation.ELSEWHERE


def _above(office: Office) -> set[int]:
    found: set[int] = set()
    while office.superior is not None and office.superior.pk not in found:
        office = office.superior
        found.add(office.pk)
    return found


def _visible_people() -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT baeum_visible_people()")
        return {person for (person,) in cursor.fetchall()}
