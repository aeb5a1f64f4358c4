"""Propose: an officer of the ministry puts the committee's result up for approval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform_all


def propose(
    application_ids: Sequence[UUID], *, by: Actor, on: date, reason: str = ""
) -> list[Event | Refusal]:
    """Each as the committee resolved."""
    return perform_all(application_ids, "propose", by=by, on=on, reason=reason, plan=as_decided)


def as_decided(held: Held) -> Plan:
    """The case that the state says: accredit or refuse."""
    return Plan(case="accredit" if held.state.endswith("_accredit") else "refuse")
