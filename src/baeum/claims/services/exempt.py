"""Exempt: whoever receives basic livelihood and asks for it pays no fee (act.12-3.2)."""

from __future__ import annotations

from datetime import date

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from baeum_rules.claims.fees import exempt_group

from ..models import Fee
from ..settling import settle


def exempt(fee_id: int, *, by: Actor, on: date) -> Fee | Refusal:
    """Exempt, with the number of its receipt; only where the learner has asked for it."""
    return settle(fee_id, Fee.State.EXEMPT, "exempt", reference=exempt_group(on)[0], by=by, on=on)
