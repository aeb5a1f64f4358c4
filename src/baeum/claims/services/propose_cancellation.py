"""Propose a cancellation: of credits what is recognised without them; of a degree to the ministry."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform
from ..decided import put_proposal
from ..kinds import KINDS
from ..kinds.basis import Basis


def propose_cancellation(claim_id: UUID, *, reason: str, by: Actor, on: date) -> Event | Refusal:
    """To somebody else at the institute, or to the ministry."""
    return perform(claim_id, "propose_cancellation", by=by, on=on, reason=reason, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    if held.claim.kind not in KINDS:
        return Plan()
    found = KINDS[held.claim.kind].propose(Basis(held.claim, held.key, held.on))
    if isinstance(found, Refusal):
        return found
    document, answer = found.document, found.answer
    assert document is not None and answer is not None

    def then(one: Held, event: Event) -> Refusal | None:
        put_proposal(one, event, document, answer)
        return None

    return Plan(figures={"remaining": answer["remaining"]}, then=then)
