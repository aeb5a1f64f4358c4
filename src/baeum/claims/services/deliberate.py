"""Deliberate: the recognition committee resolves on degrees (decree.19)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform_all
from ..decided import decide, last_proposal
from ..kinds.basis import GRANT, REFUSE


def deliberate(
    claim_ids: Sequence[UUID], *, resolution: str, meeting: str, by: Actor, on: date, reason: str = ""
) -> list[Event | Refusal]:
    """``resolution``: grant or refuse, the latter with a reason. ``meeting``: which one it was."""

    def plan(_: Held) -> Plan | Refusal:
        if resolution not in (GRANT, REFUSE):
            return Refusal("claim.resolution")
        if not meeting.strip():
            return Refusal("claim.meeting")
        return Plan(case=resolution, figures={"meeting": meeting.strip()[:100]}, then=_decide)

    return perform_all(claim_ids, "deliberate", by=by, on=on, reason=reason, plan=plan)


def _decide(held: Held, event: Event) -> Refusal | None:
    proposal = last_proposal(held)
    return decide(held, event, proposal) if proposal and event.case == GRANT else None
