"""Lapse: nothing was supplied in time, and preliminary accreditation is gone."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform


def lapse(application_id: UUID, *, by: Actor, on: date) -> Event | Refusal:
    """Failed; not before the time to supply is over."""
    return perform(application_id, "lapse", by=by, on=on, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    due_on = held.application.due_on
    if due_on is not None and held.on <= due_on:
        return Refusal("application.not_late", {"due_on": due_on, "on": held.on}, 409)
    return Plan(case="")
