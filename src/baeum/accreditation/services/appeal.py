"""Appeal: the institution objects to the cancellation, within thirty days (agl.36)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from baeum_rules.working_days import due

from ..act import Event, Held, Plan, perform


def appeal(application_id: UUID, *, reason: str, by: Actor, on: date) -> Event | Refusal:
    """Before the ministry again; ``reason``: what the institution objects."""
    return perform(application_id, "appeal", by=by, on=on, reason=reason, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    until = due("accreditation.appeal_within", held.application.since).on
    if held.on > until:
        return Refusal("appeal.late", {"until": until, "on": held.on}, 409)
    return Plan()
