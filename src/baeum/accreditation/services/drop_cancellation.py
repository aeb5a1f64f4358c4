"""Drop a cancellation: after the hearing the accreditation stands."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform


def drop_cancellation(application_id: UUID, *, by: Actor, on: date, reason: str) -> Event | Refusal:
    """The accreditation stands."""
    return perform(application_id, "drop_cancellation", by=by, on=on, reason=reason)
