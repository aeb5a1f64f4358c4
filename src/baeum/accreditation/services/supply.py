"""Supply: after preliminary accreditation the institution adds what is lacking, once."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform


def supply(application_id: UUID, *, by: Actor, on: date, reason: str) -> Event | Refusal:
    """Supplied, with ``reason``: what was added. At least a file or a word of it."""
    return perform(
        application_id, "supply", by=by, on=on, reason=reason, plan=lambda held: _plan(held, reason)
    )


def _plan(held: Held, reason: str) -> Plan | Refusal:
    due_on = held.application.due_on
    if due_on is not None and held.on > due_on:
        return Refusal("application.supply_late", {"due_on": due_on, "on": held.on}, 409)
    files = held.application.evidence.filter(attempt=2).count()
    if not files and not reason.strip():
        return Refusal("application.supply_nothing")
    return Plan(figures={"files": files})
