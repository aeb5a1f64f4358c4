"""Record an investigation: whether the complaint was founded."""

from __future__ import annotations

from datetime import date

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..complaint_act import perform_on_complaint
from ..models import Complaint


def record_investigation(
    number: str, *, founded: bool, reason: str, by: Actor, on: date
) -> Complaint | Refusal:
    """Ended; where it was founded an order of correction may follow. The citizen reads ``reason``."""
    case = "founded" if founded else "unfounded"
    return perform_on_complaint(number, "record_investigation", by=by, on=on, reason=reason, case=case)
