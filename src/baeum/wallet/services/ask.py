"""Ask a wallet for a credential, to be deposited into an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from baeum.ledger.models import Account
from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal

from ..codes import new_code
from ..models import Presentation

LIFE = timedelta(minutes=10)
KEPT = timedelta(days=1)  # an answer that nobody has looked at


@dataclass(frozen=True)
class Asked:
    """A wallet was asked; whoever has the id can answer once, until then."""

    id: UUID
    account_id: int
    expires_at: datetime


def ask(account_id: int, *, by: Actor, at: datetime) -> Asked | Refusal:
    """The presentation to be answered; by the person of the account, or a proxy for them.

    What was asked for this account and never answered in time is deleted, and an answer after a day.
    """
    with at_once(by):
        account = Account.objects.filter(pk=account_id, closed_at__isnull=True).first()
        if account is None or by.person_id is None or by.appointment_id is not None:
            return Refusal("wallet.no_account", status=404)
        before = Presentation.objects.filter(account=account, expires_at__lte=at)
        before.filter(Q(answered_at__isnull=True) | Q(expires_at__lte=at - KEPT)).delete()
        made = Presentation.objects.create(
            account=account, nonce=new_code(), made_by_id=by.person_id, expires_at=at + LIFE
        )
        return Asked(made.pk, account_id, made.expires_at)
