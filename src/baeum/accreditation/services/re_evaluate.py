"""Re-evaluate: what was supplied goes to the same panel, once (llas.plan.step.4)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Plan, perform

SECOND = 2


def re_evaluate(application_id: UUID, *, by: Actor, on: date) -> Event | Refusal:
    """The panel scores again, on new sheets."""
    return perform(application_id, "re_evaluate", by=by, on=on, plan=lambda _: Plan(attempt=SECOND))
