"""Declare: an evaluator says whether anything ties them to the institution. Without it there is no sheet."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal

from ..models import Seat, Tie
from ..seats import of_their_own, under_evaluation
from ..words import Said


def declare(
    seat_id: UUID, *, tie: bool, by: Actor, on: date, reason: str = "", kind: str = "other"
) -> Seat | Refusal:
    """The seat: declared, or excused where there is a tie, which is kept for every later panel too."""
    with at_once(by):
        seat = of_their_own(seat_id)
        if isinstance(seat, Refusal):
            return seat
        if not under_evaluation(seat) or seat.state == Seat.State.EXCUSED:
            return Refusal("seat.over", {"state": Said("state", seat.application.state)}, 409)
        if not tie:
            if seat.state == Seat.State.ASSIGNED:
                seat.state, seat.declared_on = Seat.State.DECLARED, on
                seat.save(update_fields=["state", "declared_on"])
            return seat
        if not reason.strip() or kind not in Tie.Kind.values:
            return Refusal("seat.tie_reason")
        if seat.sheets.filter(locked_on__isnull=False).exists():
            return Refusal("seat.scored", status=409)
        Tie.objects.create(
            person_id=seat.appointment.person_id,
            office_id=seat.application.office_id,
            kind=kind,
            source=Tie.Source.DECLARED,
            begins=on,
            by_id=seat.appointment_id,
        )
        seat.state, seat.declared_on, seat.reason = Seat.State.EXCUSED, on, reason.strip()
        seat.save(update_fields=["state", "declared_on", "reason"])
        return seat
