"""Submit: the draft goes to the nearest office above the institution, under a number of its round."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection

from baeum.people.acting import Actor
from baeum.places.models import Office
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform
from ..valid import lacking

TO = {
    Office.Kind.MUNICIPALITY: "to_municipality",
    Office.Kind.PROVINCE: "to_province",
    Office.Kind.INSTITUTE: "to_institute",
}


def submit(application_id: UUID, *, by: Actor, on: date) -> Event | Refusal:
    """Submitted, or everything that it lacks."""
    return perform(application_id, "submit", by=by, on=on, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    wrong = lacking(held.application, held.on)
    if wrong:
        return Refusal("application.incomplete", {"count": len(wrong)})
    nearest = held.tiers[0] if held.tiers else None
    if nearest is None or nearest.kind not in TO:
        return Refusal("application.no_office_above", status=409)
    of_round = held.application.round
    with connection.cursor() as cursor:
        cursor.execute("SELECT accreditation_next_number(%s)", [of_round.pk])
        (place,) = cursor.fetchone()
    return Plan(case=TO[Office.Kind(nearest.kind)], number=f"{of_round.number}-{place:04}")
