"""Decide an appeal: the cancellation is upheld for good, or overturned as if it had never been."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform
from ..granting import grant_again


def decide_appeal(
    application_id: UUID, *, overturn: bool, reason: str, by: Actor, on: date
) -> Event | Refusal:
    """By somebody who neither proposed nor decided the cancellation."""

    def then(held: Held, event: Event) -> Refusal | None:
        assert held.grant is not None  # what was cancelled was granted
        return grant_again(held, event, held.grant)

    def plan(_: Held) -> Plan:
        return Plan(case="overturned", then=then) if overturn else Plan(case="upheld")

    return perform(application_id, "decide_appeal", by=by, on=on, reason=reason, plan=plan)
