"""Pass on: a tier submits to the next; to the province where it exists on the day (llas.plan.bodies)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.places.models import Office
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform


def forward(application_id: UUID, *, by: Actor, on: date, reason: str = "") -> Event | Refusal:
    """To the province, or where there is none (any more) to the institute. ``reason``: a remark."""
    return perform(application_id, "forward", by=by, on=on, reason=reason, plan=_plan)


def _plan(held: Held) -> Plan:
    through = held.state == "at_municipality" and held.tier(Office.Kind.PROVINCE)
    return Plan(case="to_province" if through else "to_institute")
