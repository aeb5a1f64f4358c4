"""A seat on a panel, for the evaluator who has it."""

from __future__ import annotations

from uuid import UUID

from baeum.people.acting import standing
from baeum.shared.refusal import Refusal

from .models import Seat

EVALUATING = ("scoring", "re_scoring")


def of_their_own(seat_id: UUID) -> Seat | Refusal:
    """The seat, locked, where it is that of the one who acts."""
    held = standing().appointment_id
    if held is None:
        return Refusal("seat.unknown", status=404)
    found = Seat.objects.select_for_update(of=("self",)).filter(pk=seat_id, appointment_id=held)
    seat = found.select_related("application__round", "application__office", "appointment").first()
    return seat or Refusal("seat.unknown", status=404)


def under_evaluation(seat: Seat) -> bool:
    """Whether its application is with the panel now."""
    return seat.application.state in EVALUATING
