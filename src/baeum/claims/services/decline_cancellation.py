"""Decline a cancellation that was proposed: everything stays as it is."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform


def decline_cancellation(claim_id: UUID, *, reason: str, by: Actor, on: date) -> Event | Refusal:
    """Not cancelled."""
    return perform(claim_id, "decline_cancellation", by=by, on=on, reason=reason)
