"""Call a hearing: the institution is heard before a cancellation, and told of it in time (apa.21)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.hearing import hearing_days

from ..act import Event, Held, Plan, perform


def call_hearing(
    application_id: UUID, *, fraud: bool, reason: str, by: Actor, on: date, hearing_on: date | None = None
) -> Event | Refusal:
    """``fraud``: it was obtained by fraud, and must be cancelled; else an order was not complied with.

    ``hearing_on``: its day; without one the first day on which it may be held.
    """

    def plan(held: Held) -> Plan | Refusal:
        if held.state == "under_order":
            due_on = held.application.due_on
            if due_on is not None and on <= due_on:
                return Refusal("order.runs", {"due_on": due_on, "on": on}, 409)
        days = hearing_days(on)
        day = hearing_on or days.first.on
        if not days.hold(day):
            first, last = days.first.on, days.last.on
            figures = {"hearing_on": day, "first": first, "last": last, "notice": days.first.amount}
            return Refusal("hearing.day", figures)
        return Plan(case="fraud" if fraud else "not_corrected", figures={"hearing_on": day.isoformat()})

    return perform(application_id, "call_hearing", by=by, on=on, reason=reason, plan=plan)
