"""Propose: what the engine answers to the case is put up for approval by somebody else."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform
from ..decided import put_proposal, recognised_in
from ..kinds.basis import REFUSE, Basis
from ..models import ClaimAct
from ..proposing import proposed_for
from ..words import Said

OF_THE_FIRST = ("propose", "approve", "notify")
WITHOUT_ENGINE = ("registration",)


def propose(
    claim_id: UUID, *, by: Actor, on: date, refuse: bool = False, reason: str = ""
) -> Event | Refusal:
    """Grant or refuse, as the engine answers. ``refuse``: of a registration, which no engine judges."""

    def plan(held: Held) -> Plan | Refusal:
        return _plan(held, refuse=refuse, reason=reason)

    return perform(claim_id, "propose", by=by, on=on, reason=reason, plan=plan)


def _plan(held: Held, *, refuse: bool, reason: str) -> Plan | Refusal:
    claim = held.claim
    assert claim.applied_on is not None
    if refusal := of_the_first(held):
        return refusal
    found = proposed_for(Basis(claim, held.key, claim.applied_on))
    if isinstance(found, Refusal):
        return found
    case, document, answer = found
    if refuse:
        if claim.kind not in WITHOUT_ENGINE:
            return Refusal("claim.engine_answers", status=409)
        if not reason.strip():
            return Refusal("claim.reason", {"act": Said("act", "propose")})
        case = REFUSE
    if document is None or answer is None:
        return Plan(case=case)

    def then(one: Held, event: Event) -> Refusal | None:
        put_proposal(one, event, document, answer)
        return None

    figures = {
        "recognised": sum(recognised_in(answer).values()),
        "remaining": answer["remaining"],
        "complete": answer["complete"],
        "law": answer["law"],
    }
    return Plan(case=case, figures=figures, then=then)


def of_the_first(held: Held) -> Refusal | None:
    """Whoever decided the first time does not examine again."""
    of = held.claim.of_claim_id
    if of is None:
        return None
    did = ClaimAct.objects.filter(claim_id=of, act__in=OF_THE_FIRST, by_person_id=held.by.person_id)
    if not (acts := sorted(set(did.values_list("act", flat=True)))):
        return None
    return Refusal("re_examination.same_person", {"others": Said("act", *acts)}, 403)
