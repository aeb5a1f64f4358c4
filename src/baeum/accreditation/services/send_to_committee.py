"""Send back to the committee: the ministry asks for another deliberation."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform
from .propose import as_decided


def send_to_committee(application_id: UUID, *, by: Actor, on: date, reason: str) -> Event | Refusal:
    """Before the committee again, with the recommendation that it had."""
    return perform(application_id, "send_to_committee", by=by, on=on, reason=reason, plan=as_decided)
