"""Accept as complete: the institute finds nothing missing."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform


def accept_complete(application_id: UUID, *, by: Actor, on: date, reason: str = "") -> Event | Refusal:
    """It now waits for a panel."""
    return perform(application_id, "accept_complete", by=by, on=on, reason=reason)
