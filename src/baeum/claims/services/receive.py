"""Receive: the institute begins to examine a claim; what the account knows by now is taken over."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform
from ..kinds.basis import Basis
from ..valid import renew_evidence


def receive(claim_id: UUID, *, by: Actor, on: date) -> Event | Refusal:
    """Being examined."""
    return perform(claim_id, "receive", by=by, on=on, plan=lambda _: Plan(then=_renew))


def _renew(held: Held, event: Event) -> Refusal | None:
    renew_evidence(Basis(held.claim, held.key, event.on))
    return None
