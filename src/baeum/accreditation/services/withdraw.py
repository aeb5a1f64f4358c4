"""Withdraw: an institution takes back its application before it is decided."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform


def withdraw(application_id: UUID, *, by: Actor, on: date, reason: str) -> Event | Refusal:
    """Withdrawn for good; another application can be made."""
    return perform(application_id, "withdraw", by=by, on=on, reason=reason)
