"""Supplement: what was asked for has been added; the claim goes to the institute again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform
from ..kinds import KINDS
from ..kinds.basis import Basis


def supplement(claim_id: UUID, *, by: Actor, on: date) -> Event | Refusal:
    """At the institute again, or everything that it still lacks. The window does not matter any more."""
    return perform(claim_id, "supplement", by=by, on=on, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    applied_on = held.claim.applied_on
    assert applied_on is not None  # what is to be supplemented was submitted
    wrong = KINDS[held.claim.kind].lacking(Basis(held.claim, held.key, applied_on))
    if wrong:
        return Refusal("claim.incomplete", {"count": len(wrong), "first": wrong[0][1].code})
    return Plan()
