"""Examine again: a proposal goes back to be examined."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform


def send_again(claim_id: UUID, *, reason: str, by: Actor, on: date) -> Event | Refusal:
    """Being examined."""
    return perform(claim_id, "send_again", by=by, on=on, reason=reason)
