"""Record a hearing: what the institution said."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform


def hold_hearing(application_id: UUID, *, by: Actor, on: date, reason: str) -> Event | Refusal:
    """``reason`` is the record."""
    return perform(application_id, "hold_hearing", by=by, on=on, reason=reason)
