"""Withdraw consent to one purpose: what was entered under it stays, nothing more is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Now

from baeum.ledger.models import Consent
from baeum.ledger.writing import hold
from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.kinds import purpose_on


@dataclass(frozen=True)
class ConsentWithdrawn:
    """Consent that holds no longer."""

    account_id: int
    purpose: str


def withdraw_consent(account_id: int, *, purpose: str, by: Actor, on: date) -> ConsentWithdrawn | Refusal:
    """Withdraw consent. Without one that is required there is no account: that one is closed instead."""
    with at_once(by):
        held = hold(account_id)
        if isinstance(held, Refusal):
            return held
        if held.relation != "self":
            return Refusal("account.not_theirs", status=403)
        found = purpose_on(purpose, on)
        if found is not None and found.required and not held.closed:
            return Refusal("consent.needed_while_open", {"purpose": purpose}, 409)
        gone = Consent.objects.filter(
            account_id=account_id, purpose=purpose, withdrawn_at__isnull=True
        ).update(withdrawn_at=Now())
        if not gone:
            return Refusal("consent.not_given", {"purpose": purpose}, 404)
        return ConsentWithdrawn(account_id, purpose)
