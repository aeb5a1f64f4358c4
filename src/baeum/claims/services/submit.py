"""Submit: a draft goes to the institute, an office that forwards it, or the university that confers."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from baeum_rules.claims.fees import REGISTRATION
from baeum_rules.claims.windows import countdown

from ..act import Event, Held, Plan, perform
from ..charging import charge, next_number
from ..kinds.basis import Basis
from ..models import Claim
from ..valid import lacking, not_open


def submit(claim_id: UUID, *, by: Actor, on: date) -> Event | Refusal:
    """Submitted under a number of its window; outside it, the next one is named."""
    return perform(claim_id, "submit", by=by, on=on, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    claim = held.claim
    if closed := not_open(claim, held.on):
        return closed[0][1]
    wrong = lacking(claim, held.key, held.on)
    if len(wrong) == 1:
        return wrong[0][1]
    if wrong:
        return Refusal("claim.incomplete", {"count": len(wrong), "first": wrong[0][1].code})
    window = countdown(claim.kind, held.on).window
    name = window.name if window else str(held.on.year)
    _for_lists(held)
    case = "to_institute"
    if claim.via is not None:
        case = "to_university" if claim.kind == "degree" else "to_office"
    then = _fee if claim.kind == "registration" else None
    number = f"{name}-{next_number(f'claim:{name}'):06}"
    return Plan(case=case, number=number, window=name if window else None, then=then)


def _for_lists(held: Held) -> None:
    """Degree and major of a degree application, which lists need without anybody's key."""
    if held.claim.kind == "degree":
        found = Basis(held.claim, held.key, held.on).registered
        assert found is not None  # or it would lack it
        held.claim.degree, held.claim.major = found.goal["degree"], found.goal["major"]
        Claim.objects.filter(pk=held.claim.pk).update(degree=held.claim.degree, major=held.claim.major)


def _fee(held: Held, event: Event) -> Refusal | None:
    charge(held.claim, REGISTRATION, 1, event.on)
    return None
