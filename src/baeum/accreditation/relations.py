"""What a route of accreditation is about: an office. What the database does not show does not exist."""

from __future__ import annotations

from typing import Any

from baeum.people.relations import Subject, finds

from .models import Application, Seat


@finds("application")
def _application(parts: dict[str, Any]) -> Subject | None:
    found = Application.objects.filter(pk=parts["application_id"]).values_list("office_id", flat=True).first()
    return Subject(office_id=found) if found else None


@finds("seat")
@finds("seat_file")
def _seat(parts: dict[str, Any]) -> Subject | None:
    """The office of the evaluator: they see no seat but their own, and none from which they were excused."""
    seats = Seat.objects.filter(pk=parts["seat_id"]).exclude(state=Seat.State.EXCUSED)
    found = seats.values_list("appointment__office_id", flat=True).first()
    return Subject(office_id=found) if found else None
