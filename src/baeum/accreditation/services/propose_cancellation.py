"""Propose cancellation to the ministry, after the hearing."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform


def propose_cancellation(application_id: UUID, *, by: Actor, on: date, reason: str) -> Event | Refusal:
    """Somebody else decides."""
    return perform(application_id, "propose_cancellation", by=by, on=on, reason=reason)
