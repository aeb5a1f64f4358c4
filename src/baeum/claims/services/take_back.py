"""Take back: a learner no longer wants what is not decided yet."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform


def take_back(claim_id: UUID, *, by: Actor, on: date) -> Event | Refusal:
    """Over."""
    return perform(claim_id, "take_back", by=by, on=on)
