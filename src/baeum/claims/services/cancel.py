"""Cancel: recognised credit by the institute (act.7.4), a degree by the ministry (act.9.3)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform
from ..decided import decide, last_proposal


def cancel(claim_id: UUID, *, reason: str, by: Actor, on: date) -> Event | Refusal:
    """By somebody who neither called the hearing nor proposed it; the learner may appeal."""
    return perform(claim_id, "cancel", by=by, on=on, reason=reason, plan=lambda _: Plan(then=_decide))


def _decide(held: Held, event: Event) -> Refusal | None:
    proposal = last_proposal(held)
    return decide(held, event, proposal) if proposal else None
