"""Order correction: a fault was found, and the institution has at most two months (lea-d.14-14-5)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from baeum_rules.parameters import load_law
from baeum_rules.working_days import months_later

from ..act import Event, Held, Plan, perform
from ..models import Act


def order_correction(
    application_id: UUID, *, until: date, reason: str, by: Actor, on: date
) -> Event | Refusal:
    """Under the order until a day. Needs a visit, or a complaint that was founded, since the last order."""

    def plan(held: Held) -> Plan | Refusal:
        if not _has_fault(held):
            return Refusal("order.no_fault", status=409)
        return refused_day(until, on) or Plan(due_on=until, figures={"until": until.isoformat()})

    return perform(application_id, "order_correction", by=by, on=on, reason=reason, plan=plan)


def refused_day(until: date, base: date) -> Refusal | None:
    """Why an order may not last until a day; counted from ``base``."""
    longest = int(str(load_law().value("accreditation.correction_longest", base)))
    latest = months_later(base, longest)
    if not base < until <= latest:
        return Refusal("order.until", {"until": until, "latest": latest, "months": longest})
    return None


def _has_fault(held: Held) -> bool:
    """Found after the day of the last order, which was about what was found until then."""
    last = Act.objects.filter(application=held.application, act="order_correction").last()
    since = last.on if last else date.min
    application = held.application
    visited = application.visits.filter(fault=True, on__gt=since)
    founded = application.complaints.filter(state="founded", history__after="founded", history__on__gt=since)
    return visited.exists() or founded.exists()
