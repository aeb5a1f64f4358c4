"""Refer: classes that only the subcommittee can give are asked of it (guide.school.class)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform
from ..kinds.basis import Basis
from ..proposing import pending_of


def refer(claim_id: UUID, *, by: Actor, on: date) -> Event | Refusal:
    """With the subcommittee; refused where it has nothing to say."""
    return perform(claim_id, "refer", by=by, on=on, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    assert held.claim.applied_on is not None
    pending = pending_of(Basis(held.claim, held.key, held.claim.applied_on))
    if isinstance(pending, Refusal):
        return pending
    if not pending:
        return Refusal("ruling.nothing_pending", status=409)
    return Plan(figures={"lines": pending})
