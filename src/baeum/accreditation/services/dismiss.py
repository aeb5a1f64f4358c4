"""Dismiss a complaint: there is nothing to investigate."""

from __future__ import annotations

from datetime import date

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..complaint_act import perform_on_complaint
from ..models import Complaint


def dismiss(number: str, *, reason: str, by: Actor, on: date) -> Complaint | Refusal:
    """Ended; the citizen reads ``reason``."""
    return perform_on_complaint(number, "dismiss", by=by, on=on, reason=reason)
