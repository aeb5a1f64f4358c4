"""Decline evidence: the papers of lines do not show what the lines say; the lines stay out of the case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from baeum_rules.claims.evidence import DECLINED

from ..act import Event, perform
from .accept_evidence import examined


def decline_evidence(
    claim_id: UUID, numbers: Sequence[int], *, reason: str, by: Actor, on: date
) -> Event | Refusal:
    """These lines do not count; ``reason``: what is wrong with the papers, which the learner reads."""
    plan = examined(numbers, DECLINED)
    return perform(claim_id, "decline_evidence", by=by, on=on, reason=reason, plan=plan)
