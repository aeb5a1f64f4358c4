"""Confer: the ministry approves a list, or a university confers; each degree gets its number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from baeum_rules.claims.windows import conferral_window

from ..act import Event, Held, Plan, perform_all
from ..charging import next_number
from ..decided import decide, last_proposal


def confer(claim_ids: Sequence[UUID], *, by: Actor, on: date) -> list[Event | Refusal]:
    """Degrees; not before the month of the conferral."""
    return perform_all(claim_ids, "confer", by=by, on=on, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    conferral = held.claim.conferral
    first = date.fromisoformat(f"{conferral}-01")
    if held.on < max(first, conferral_window(conferral).closes):
        return Refusal("degree.early", {"conferral": conferral, "on": held.on}, 409)
    series = f"degree:{conferral}"
    if held.state == "checked":
        assert held.claim.via is not None
        number = f"{conferral}-{held.claim.via.code}-{next_number(f'{series}:{held.claim.via.code}'):05}"
        return Plan(case="university", degree_number=number[:30], then=_decide)
    return Plan(case="minister", degree_number=f"{conferral}-{next_number(series):06}")


def _decide(held: Held, event: Event) -> Refusal | None:
    """What the institute checked is decided by the university."""
    proposal = last_proposal(held)
    assert proposal is not None
    return decide(held, event, proposal)
