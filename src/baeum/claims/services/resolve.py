"""Conclude the rulings: every line that was asked about has its class; the institute goes on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform
from ..proposing import unruled


def resolve(claim_id: UUID, *, by: Actor, on: date) -> Event | Refusal:
    """Being examined again; refused where a line has no class by two members yet."""
    return perform(claim_id, "resolve", by=by, on=on, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    if left := unruled(held.claim):
        return Refusal("ruling.pending", {"lines": ", ".join(map(str, left))}, 409)
    return Plan()
