"""Approve: the minister's decision, by somebody else than who proposed it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform_all
from ..granting import grant_where
from .propose import as_decided


def approve(
    application_ids: Sequence[UUID], *, by: Actor, on: date, reason: str = ""
) -> list[Event | Refusal]:
    """Each as proposed. An accreditation is granted here where its validity counts from the approval."""
    return perform_all(application_ids, "approve", by=by, on=on, reason=reason, plan=_plan)


def _plan(held: Held) -> Plan:
    case = as_decided(held).case
    return Plan(case=case, then=_grant if case == "accredit" else None)


def _grant(held: Held, event: Event) -> Refusal | None:
    return grant_where(held, event, "approved_on")
