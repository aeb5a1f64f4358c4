"""Answer in a hearing: the learner says what they have to say, in writing."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform


def answer_hearing(claim_id: UUID, *, reason: str, by: Actor, on: date) -> Event | Refusal:
    """Kept with the claim; ``reason``: what they say."""
    return perform(claim_id, "answer_hearing", by=by, on=on, reason=reason)
