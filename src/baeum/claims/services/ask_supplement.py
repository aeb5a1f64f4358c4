"""Ask for a supplement: something is missing, and the learner is told what."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform


def ask_supplement(claim_id: UUID, *, reason: str, by: Actor, on: date) -> Event | Refusal:
    """With the learner again."""
    return perform(claim_id, "ask_supplement", by=by, on=on, reason=reason)
