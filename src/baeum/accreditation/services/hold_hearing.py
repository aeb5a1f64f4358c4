"""Record a hearing: what the institution said, on the day that it was told or later."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.hearing import hearing_days

from ..act import Event, Held, Plan, perform
from ..models import Act, Application


def hold_hearing(application_id: UUID, *, by: Actor, on: date, reason: str) -> Event | Refusal:
    """``reason`` is the record."""
    return perform(application_id, "hold_hearing", by=by, on=on, reason=reason, plan=_plan)


def hearing_on(application: Application) -> date:
    """The day that was told; where none was, the first on which it could be held."""
    called = Act.objects.filter(application=application, act="call_hearing").latest("number")
    told = called.figures.get("hearing_on")
    return date.fromisoformat(told) if told else hearing_days(called.on).first.on


def _plan(held: Held) -> Plan | Refusal:
    day = hearing_on(held.application)
    if held.on < day:
        return Refusal("hearing.early", {"hearing_on": day, "on": held.on}, 409)
    return Plan()
