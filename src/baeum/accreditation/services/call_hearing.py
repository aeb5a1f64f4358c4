"""Call a hearing: before an accreditation may be cancelled the institution is heard."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform


def call_hearing(application_id: UUID, *, fraud: bool, reason: str, by: Actor, on: date) -> Event | Refusal:
    """``fraud``: it was obtained by fraud, and must be cancelled; else an order was not complied with."""

    def plan(held: Held) -> Plan | Refusal:
        if held.state == "under_order":
            due_on = held.application.due_on
            if due_on is not None and on <= due_on:
                return Refusal("order.runs", {"due_on": due_on, "on": on}, 409)
        return Plan(case="fraud" if fraud else "not_corrected")

    return perform(application_id, "call_hearing", by=by, on=on, reason=reason, plan=plan)
