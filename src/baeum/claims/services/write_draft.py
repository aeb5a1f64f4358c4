"""Write: a learner keeps what they have of a claim that they draft or supplement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal
from baeum_rules.claims.path import LEARNER, WRITABLE

from ..act import Held, hold
from ..choosing import choose_lines, via_of
from ..models import Claim
from ..opening import seal_terms
from ..words import Said

KEEP: Any = object()  # what is not given stays


def write_draft(
    claim_id: UUID,
    *,
    by: Actor,
    on: date,
    terms: Mapping[str, Any] = KEEP,
    numbers: Sequence[int] = KEEP,
    via: str | None = KEEP,
    conferral: str = KEEP,
    asks_exemption: bool = KEEP,
) -> Claim | Refusal:
    """The claim as it is now. ``via``: code of the office where it is handed in, or of the university."""
    with at_once(by):
        held = hold([claim_id], by, on).get(claim_id)
        if not isinstance(held, Held):
            return held or Refusal("claim.unknown", status=404)
        if held.role != LEARNER:
            return Refusal("claim.as_learner", status=403)
        claim = held.claim
        if claim.state not in WRITABLE:
            return Refusal("claim.not_writable", {"state": Said("state", claim.state)}, 409)
        if via is not KEEP:
            office = via_of(via, claim.kind, on)
            if isinstance(office, Refusal):
                return office
            claim.via = office
        if conferral is not KEEP:
            claim.conferral = str(conferral)[:7]
        if terms is not KEEP:
            claim.terms = seal_terms(held.key, claim.pk, dict(terms))
        if asks_exemption is not KEEP:
            claim.asks_exemption = asks_exemption
        if numbers is not KEEP and (refusal := choose_lines(claim.pk, claim.account_id, numbers)):
            return refusal
        claim.save(update_fields=["via", "conferral", "terms", "asks_exemption"])
        return claim
