"""Appeal: the learner objects to a cancellation, within thirty days (agl.36)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from baeum_rules.working_days import due

from ..act import Event, Held, Plan, perform

WITHIN = "claim.appeal_within"


def appeal(claim_id: UUID, *, reason: str, by: Actor, on: date) -> Event | Refusal:
    """Before the institute or the ministry again; ``reason``: what the learner objects."""
    return perform(claim_id, "appeal", by=by, on=on, reason=reason, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    until = due(WITHIN, held.claim.since).on
    if held.on > until:
        return Refusal("claim.appeal_late", {"until": until, "on": held.on}, 409)
    return Plan()
