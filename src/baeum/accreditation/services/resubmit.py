"""Submit again: a returned application goes back to the tier that returned it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform
from ..valid import lacking


def resubmit(application_id: UUID, *, by: Actor, on: date, reason: str = "") -> Event | Refusal:
    """Submitted again, or everything that it lacks. ``reason``: what was mended."""
    return perform(application_id, "resubmit", by=by, on=on, reason=reason, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    wrong = lacking(held.application, held.on)
    return Refusal("application.incomplete", {"count": len(wrong)}) if wrong else Plan()
