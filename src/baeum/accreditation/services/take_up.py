"""Take up a complaint: the institute begins a field investigation."""

from __future__ import annotations

from datetime import date

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..complaint_act import perform_on_complaint
from ..models import Complaint


def take_up(number: str, *, by: Actor, on: date, reason: str = "") -> Complaint | Refusal:
    """Under investigation."""
    return perform_on_complaint(number, "take_up", by=by, on=on, reason=reason)
