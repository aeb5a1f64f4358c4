"""Notify: the institution is told the result, with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform_all
from ..granting import grant_where


def notify(
    application_ids: Sequence[UUID], *, by: Actor, on: date, reason: str = ""
) -> list[Event | Refusal]:
    """Told; an accreditation is granted here where its validity counts from the notice."""
    return perform_all(application_ids, "notify", by=by, on=on, reason=reason, plan=_plan)


def _plan(held: Held) -> Plan:
    accredit = held.state == "notifying"
    return Plan(case="accredit" if accredit else "refuse", then=_grant if accredit else None)


def _grant(held: Held, event: Event) -> Refusal | None:
    return grant_where(held, event, "notified_on")
