"""Extend an order: an objection of the institution gives it more time, once."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from baeum_rules.parameters import load_law

from ..act import Event, Held, Plan, perform
from ..models import Act
from .order_correction import refused_day


def extend_order(application_id: UUID, *, until: date, reason: str, by: Actor, on: date) -> Event | Refusal:
    """Under the same order, until a later day: at most as long again."""

    def plan(held: Held) -> Plan | Refusal:
        due_on = held.application.due_on
        assert due_on is not None  # an order has its day
        acts = Act.objects.filter(application=held.application)
        ordered = acts.filter(act="order_correction").latest("number")
        done = acts.filter(act="extend_order", number__gt=ordered.number).count()
        most = int(str(load_law().value("accreditation.order_extensions", ordered.on)))
        if done >= most:
            return Refusal("order.extended", {"most": most}, 409)
        if on > due_on:
            return Refusal("order.over", {"due_on": due_on, "on": on}, 409)
        return refused_day(until, due_on) or Plan(due_on=until, figures={"until": until.isoformat()})

    return perform(application_id, "extend_order", by=by, on=on, reason=reason, plan=plan)
