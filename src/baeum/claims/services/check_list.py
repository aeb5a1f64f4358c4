"""Check the list of a university: so many credits of it, and all that the minister asks for (decree.16.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform_all
from ..decided import put_proposal
from ..kinds.basis import GRANT, Basis
from ..kinds.degree import audited
from ..listing import list_of, put_on_list


def check_list(claim_ids: Sequence[UUID], *, by: Actor, on: date) -> list[Event | Refusal]:
    """Each as the engine answers: the university may confer, or a refusal is proposed."""
    return perform_all(claim_ids, "check_list", by=by, on=on, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    claim, body = held.claim, held.claim.via
    assert claim.applied_on is not None and body is not None  # submitted to a university
    found = audited(Basis(claim, held.key, claim.applied_on))
    if isinstance(found, Refusal):
        return found
    case, document, answer = found
    assert document is not None and answer is not None

    def then(one: Held, event: Event) -> Refusal | None:
        put_proposal(one, event, document, answer)
        return put_on_list(one, event, body) if case == GRANT else None

    listed = list_of(held, body, held.on).pk if case == GRANT else None
    figures = {"remaining": answer["remaining"], "complete": answer["complete"], "law": answer["law"]}
    return Plan(case=case, figures=figures, conferral_list=listed, then=then)
