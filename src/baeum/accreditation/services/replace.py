"""Replace: the seat of an evaluator who is excused, or no longer appointed, goes to another."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.panels import Subject, assign

from ..act import Event, Held, Plan, perform
from ..evaluators import candidates, evaluators_on
from ..models import Seat


def replace(application_id: UUID, *, by: Actor, on: date, reason: str) -> Event | Refusal:
    """All empty seats of the panel are filled again, from those who may evaluate and have least to do."""
    return perform(application_id, "replace", by=by, on=on, reason=reason, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    application = held.application
    holding = {one.pk for one in evaluators_on(held.on)}
    seats = list(application.seats.all())
    for seat in seats:
        if seat.state != Seat.State.EXCUSED and seat.appointment_id not in holding and not _is_scored(seat):
            seat.state, seat.reason = Seat.State.EXCUSED, "appointment"
            seat.save(update_fields=["state", "reason"])
    sitting = [seat for seat in seats if seat.state != Seat.State.EXCUSED]
    empty = application.round.panel_size - len(sitting)
    if empty <= 0:
        return Refusal("panel.whole", {"size": application.round.panel_size}, 409)
    seated = frozenset(str(seat.appointment_id) for seat in seats)
    key, office = str(application.pk), str(application.office_id)
    found = assign(
        candidates(held.on, [application.office_id]), [Subject(key, application.field, office, empty, seated)]
    )
    if found.short:
        return Refusal("panel.short", {"lacking": found.short[key]}, 409)
    for who in found.seats[key]:
        Seat.objects.create(application=application, appointment_id=int(who), assigned_on=held.on)
    return Plan(figures={"evaluators": empty})


def _is_scored(seat: Seat) -> bool:
    return seat.sheets.filter(locked_on__isnull=False).exists()
