"""A learner lets one office read the whole account until a day, and may take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models.functions import Now

from baeum.api.models import AccountShare
from baeum.ledger.models import Account
from baeum.people.acting import Actor, acting
from baeum.places.models import Office
from baeum.shared.refusal import Refusal

LONGEST_DAYS = 366


@dataclass(frozen=True)
class AccountShared:
    """The share that holds from now on."""

    share_id: int


@dataclass(frozen=True)
class ShareWithdrawn:
    """The share that has ended."""

    share_id: int


def share_account(
    account_id: int, *, office: Office, ends: date, by: Actor, on: date
) -> AccountShared | Refusal:
    """Share with an office until the last day ``ends``; a share that holds already is replaced."""
    if office.kind != Office.Kind.INSTITUTION or not office.holds_on(on):
        return Refusal("share.no_institution", status=409)
    if not on <= ends <= on + timedelta(days=LONGEST_DAYS):
        return Refusal("share.days", {"limit": LONGEST_DAYS})
    with acting(by), transaction.atomic():
        if by.person_id is None or by.appointment_id is not None or not _is_own(account_id):
            return Refusal("share.not_yours", status=403)
        held = AccountShare.objects.filter(account_id=account_id, office=office, withdrawn_at__isnull=True)
        held.update(withdrawn_at=Now())
        share = AccountShare.objects.create(
            account_id=account_id, office=office, ends=ends, given_by_id=by.person_id
        )
        return AccountShared(share.pk)


def withdraw_share(share_id: int, *, by: Actor, at: datetime) -> ShareWithdrawn | Refusal:
    """End a share: the office's next request shows its own lines only."""
    with acting(by), transaction.atomic():
        held = AccountShare.objects.filter(pk=share_id, withdrawn_at__isnull=True)
        if by.appointment_id is not None or not held.update(withdrawn_at=at):
            return Refusal("share.unknown", status=404)
        return ShareWithdrawn(share_id)


def _is_own(account_id: int) -> bool:
    return Account.objects.filter(pk=account_id).exists()
