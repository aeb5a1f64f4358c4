"""Give consent to one purpose (pipa.15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from baeum.ledger.models import Consent
from baeum.ledger.writing import hold_open
from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.kinds import purpose_on, purposes_on


@dataclass(frozen=True)
class ConsentGiven:
    """Consent that holds from now on."""

    account_id: int
    purpose: str


def give_consent(account_id: int, *, purpose: str, by: Actor, on: date) -> ConsentGiven | Refusal:
    """Consent to a purpose; consent that holds already stays as it is."""
    if purpose_on(purpose, on) is None:
        return Refusal("consent.unknown", {"known": [found.code for found in purposes_on(on)]})
    with at_once(by):
        held = hold_open(account_id)
        if isinstance(held, Refusal):
            return held
        if held.relation != "self":
            return Refusal("account.not_theirs", status=403)
        if not Consent.objects.filter(
            account_id=account_id, purpose=purpose, withdrawn_at__isnull=True
        ).exists():
            Consent.objects.create(account_id=account_id, purpose=purpose, given_by_id=held.by_id)
        return ConsentGiven(account_id, purpose)
