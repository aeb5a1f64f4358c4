"""Reject a correction: what was reported is not enough, and the order's day stays."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform
from ..models import Act


def reject_correction(application_id: UUID, *, reason: str, by: Actor, on: date) -> Event | Refusal:
    """Under the order again; not once its day is over, when a hearing follows."""
    return perform(application_id, "reject_correction", by=by, on=on, reason=reason, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    ordered = Act.objects.filter(application=held.application, act__in=("order_correction", "extend_order"))
    until = ordered.latest("number").due_on
    assert until is not None  # an order has its day
    if held.on > until:
        return Refusal("order.over", {"due_on": until, "on": held.on}, 409)
    return Plan(due_on=until)
