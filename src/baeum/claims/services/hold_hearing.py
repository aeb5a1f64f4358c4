"""Record the hearing: what was said."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform


def hold_hearing(claim_id: UUID, *, reason: str, by: Actor, on: date) -> Event | Refusal:
    """Heard; ``reason``: what was said."""
    return perform(claim_id, "hold_hearing", by=by, on=on, reason=reason)
