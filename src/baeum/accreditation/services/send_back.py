"""Send back: a tier returns an application for correction."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform


def send_back(application_id: UUID, *, by: Actor, on: date, reason: str) -> Event | Refusal:
    """Back to the institution, which reads ``reason`` and mends it."""
    return perform(application_id, "send_back", by=by, on=on, reason=reason)
