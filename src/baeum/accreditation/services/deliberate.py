"""Deliberate: what the committee resolved is recorded, by somebody else than who recommended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform_all

ACCREDIT, REFUSE = RESOLUTIONS = ("accredit", "refuse")


def deliberate(
    application_ids: Sequence[UUID], *, resolution: str, meeting: str, by: Actor, on: date, reason: str = ""
) -> list[Event | Refusal]:
    """``meeting``: which one. Against the recommendation only with a reason."""

    def plan(held: Held) -> Plan | Refusal:
        if resolution not in RESOLUTIONS or not meeting.strip():
            return Refusal("committee.meeting")
        if held.state != f"recommended_{resolution}" and not reason.strip():
            return Refusal("committee.against")
        return Plan(case=resolution, figures={"meeting": meeting.strip()[:100]})

    return perform_all(application_ids, "deliberate", by=by, on=on, reason=reason, plan=plan)
