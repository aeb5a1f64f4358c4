"""Accept a correction: the order is complied with."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform


def accept_correction(application_id: UUID, *, by: Actor, on: date, reason: str = "") -> Event | Refusal:
    """The accreditation stands as before."""
    return perform(application_id, "accept_correction", by=by, on=on, reason=reason)
