"""Decide an appeal: the cancellation is upheld for good, or lifted, and what was before holds again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform
from ..decided import STANDING, decide
from ..models import Decision

CREDITS = "credit_cancellation"


def decide_appeal(claim_id: UUID, *, overturn: bool, reason: str, by: Actor, on: date) -> Event | Refusal:
    """By somebody who neither called the hearing, nor proposed or decided the cancellation."""

    def plan(held: Held) -> Plan:
        then = _restore if held.claim.kind == CREDITS else None
        return Plan(case="overturned", then=then) if overturn else Plan(case="upheld")

    return perform(claim_id, "decide_appeal", by=by, on=on, reason=reason, plan=plan)


def _restore(held: Held, event: Event) -> Refusal | None:
    """The proposal before the cancellation is approved once more."""
    of_account = Decision.objects.filter(account_id=held.claim.account_id, claim__kind__in=STANDING)
    found = list(of_account.select_related("proposal").order_by("-number")[:2])
    if len(found) < 2 or found[0].claim_id != held.claim.pk:
        return Refusal("claim.later_decision", status=409)
    return decide(held, event, found[1].proposal)
