"""Forward: the office where a claim was handed in passes it on within two weeks (rules.4.3)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform


def forward(claim_id: UUID, *, by: Actor, on: date) -> Event | Refusal:
    """At the institute."""
    return perform(claim_id, "forward", by=by, on=on)
