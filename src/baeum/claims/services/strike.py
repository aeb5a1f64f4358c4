"""Strike from a conferral list: something was found before the degree was conferred."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform


def strike(claim_id: UUID, *, reason: str, by: Actor, on: date) -> Event | Refusal:
    """Refused; the learner is told why."""
    return perform(claim_id, "strike", by=by, on=on, reason=reason)
