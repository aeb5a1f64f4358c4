"""Hand down: results go to the offices that notify the institutions within seven days (llas.plan.notice)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform_all


def hand_down(application_ids: Sequence[UUID], *, by: Actor, on: date) -> list[Event | Refusal]:
    """All at once; the clock of the notice begins."""
    return perform_all(application_ids, "hand_down", by=by, on=on, plan=_plan)


def _plan(held: Held) -> Plan:
    return Plan(case="accredit" if held.state == "approved" else "refuse")
