"""Recommend: the institute puts the result before the committee. That is no decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform_all


def recommend(
    application_ids: Sequence[UUID], *, by: Actor, on: date, reason: str = ""
) -> list[Event | Refusal]:
    """Each as its result says: to accredit what passed, to refuse what failed."""
    return perform_all(application_ids, "recommend", by=by, on=on, reason=reason, plan=_plan)


def _plan(held: Held) -> Plan:
    return Plan(case="accredit" if held.state == "passed" else "refuse")
