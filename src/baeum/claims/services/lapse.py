"""Close a claim that was not supplemented in time."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform


def lapse(claim_id: UUID, *, reason: str, by: Actor, on: date) -> Event | Refusal:
    """Refused; only once the time is over."""
    return perform(claim_id, "lapse", by=by, on=on, reason=reason, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    until = held.claim.due_on
    if until is not None and held.on <= until:
        return Refusal("claim.time_runs", {"until": until, "on": held.on}, 409)
    return Plan()
