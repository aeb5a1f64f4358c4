"""Decline a cancellation that was proposed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform


def decline_cancellation(application_id: UUID, *, by: Actor, on: date, reason: str) -> Event | Refusal:
    """The accreditation stands."""
    return perform(application_id, "decline_cancellation", by=by, on=on, reason=reason)
