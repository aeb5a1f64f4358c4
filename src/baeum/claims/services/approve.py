"""Approve: a proposal becomes a decision, by somebody else than who proposed it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from baeum.shared.sealed import unsealed

from ..act import Event, Held, Plan, perform_all
from ..decided import decide, last_proposal, proposal_place
from ..kinds import KINDS
from ..kinds.basis import GRANT, REFUSE, Answer, Basis
from ..models import Proposal
from .propose import of_the_first


def approve(claim_ids: Sequence[UUID], *, by: Actor, on: date) -> list[Event | Refusal]:
    """Each as proposed: the decision is stored, and what follows from a grant happens."""
    return perform_all(claim_ids, "approve", by=by, on=on, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    if refusal := of_the_first(held):
        return refusal
    return Plan(case=GRANT if held.state == "proposed_grant" else REFUSE, then=_decide)


def _decide(held: Held, event: Event) -> Refusal | None:
    proposal = last_proposal(held)
    applied_on = held.claim.applied_on
    assert applied_on is not None
    if event.case == GRANT:
        basis = Basis(held.claim, held.key, applied_on)
        answer = answer_of(held, proposal) if proposal else None
        if refusal := KINDS[held.claim.kind].granted(held, event, basis, answer):
            return refusal
    return decide(held, event, proposal) if proposal else None


def answer_of(held: Held, proposal: Proposal) -> Answer | None:
    """What the engine answered."""
    place = proposal_place(held.claim.pk, proposal.number, "answer")
    found: Answer | None = unsealed(held.key, place, proposal.answer)
    return found
