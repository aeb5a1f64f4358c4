"""Accept evidence: an officer has seen the papers of lines, and they show what the lines say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from baeum_rules.claims.evidence import ACCEPTED

from ..act import Event, Held, Plan, Planner, perform
from ..models import ClaimLine


def accept_evidence(claim_id: UUID, numbers: Sequence[int], *, by: Actor, on: date) -> Event | Refusal:
    """These lines count in the case."""
    return perform(claim_id, "accept_evidence", by=by, on=on, plan=examined(numbers, ACCEPTED))


def examined(numbers: Sequence[int], state: str) -> Planner:
    """What an officer finds of the papers of lines."""

    def plan(held: Held) -> Plan | Refusal:
        rows = list(ClaimLine.objects.filter(claim=held.claim, number__in=numbers))
        if unknown := sorted(set(numbers) - {row.number for row in rows}):
            return Refusal("claim.line_unknown", {"lines": ", ".join(map(str, unknown))}, 404)
        if not rows:
            return Refusal("claim.no_lines")
        for row in rows:
            row.evidence, row.examined_on, row.examined_by_id = state, held.on, held.stands.appointment_id
            row.save(update_fields=["evidence", "examined_on", "examined_by"])
        return Plan(figures={"lines": sorted(numbers)})

    return plan
