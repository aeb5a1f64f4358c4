"""Who may evaluate on a day, and which institutions they are kept apart from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from baeum.people.models import Appointment
from baeum.people.roles import Role
from baeum.places.models import Office
from baeum_rules.accreditation.panels import Candidate
from baeum_rules.parameters import load_law
from baeum_rules.working_days import MONTHS_OF_A_YEAR, months_later

from .models import EvaluatorField, Seat, Tie


def evaluators_on(on: date) -> list[Appointment]:
    """Every appointment as evaluator that holds on the day."""
    held = Appointment.objects.filter(
        role=Role.EVALUATOR, begins__lte=on, ends__gte=on, revoked_at__isnull=True
    )
    return list(held.order_by("pk"))


def candidates(
    on: date, institutions: Iterable[int], load: Mapping[int, int] | None = None
) -> list[Candidate]:
    """Evaluators with their fields, load, and the institutions they are kept apart from, in a few queries.

    ``institutions``: offices that are asked about. ``load``: seats held, by appointment; else those of today.
    """
    people = evaluators_on(on)
    fields: dict[int, set[str]] = {}
    open_fields = EvaluatorField.objects.filter(Q(ends__isnull=True) | Q(ends__gte=on), begins__lte=on)
    for appointment, field in open_fields.values_list("appointment_id", "field"):
        fields.setdefault(appointment, set()).add(field)
    apart = _apart(people, on, set(institutions))
    held = load if load is not None else _load()
    return [
        Candidate(
            str(one.pk),
            frozenset(fields.get(one.pk, ())),
            frozenset(str(office) for office in apart.get(one.person_id, ())),
            held.get(one.pk, 0),
        )
        for one in people
    ]


def _load() -> Mapping[int, int]:
    """How many applications under evaluation each has."""
    open_ = Seat.objects.exclude(state=Seat.State.EXCUSED).filter(
        application__state__in=("scoring", "re_scoring")
    )
    return Counter(open_.values_list("appointment_id", flat=True))


def _apart(people: list[Appointment], on: date, institutions: set[int]) -> dict[object, set[int]]:
    """Institutions by person: ties that are registered or declared, and appointments there or above it."""
    years = int(str(load_law().value("accreditation.look_back", on)))
    since = months_later(on, -years * MONTHS_OF_A_YEAR)
    persons = {one.person_id for one in people}
    found: dict[object, set[int]] = {}
    for person, office in Tie.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=since), person_id__in=persons
    ).values_list("person_id", "office_id"):
        found.setdefault(person, set()).add(office)
    below = _below(institutions)
    works = Appointment.objects.filter(person_id__in=persons, begins__lte=on, ends__gte=since)
    works = works.filter(Q(revoked_at__isnull=True) | Q(revoked_at__date__gte=since))
    for person, office in works.filter(office_id__in=below).values_list("person_id", "office_id"):
        found.setdefault(person, set()).update(below[office])
    return found


def _below(institutions: set[int]) -> dict[int, set[int]]:
    """Institutions by each office that is one of them, or a municipality or province above it."""
    offices = Office.objects.select_related("superior__superior").filter(pk__in=institutions)
    found: dict[int, set[int]] = {}
    local = (Office.Kind.INSTITUTION, Office.Kind.MUNICIPALITY, Office.Kind.PROVINCE)
    for office in offices:
        here: Office | None = office
        while here is not None and here.kind in local:
            found.setdefault(here.pk, set()).add(office.pk)
            here = here.superior
    return found
