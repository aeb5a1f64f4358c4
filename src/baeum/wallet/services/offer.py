"""Offer a document to a wallet: a code for the wallet, six digits for its owner, each told once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from baeum.certificates.models import Document
from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal

from .. import codes, models

LIFE = timedelta(minutes=10)
MOST_OPEN = 5  # offers of one document that can be fetched at a time


@dataclass(frozen=True)
class Offer:
    """An offer was made. ``code``, ``tx_code``: told now and never again."""

    id: UUID
    document_id: UUID
    kind: str
    code: str
    tx_code: str
    expires_at: datetime


def offer(document_id: UUID, *, by: Actor, at: datetime) -> Offer | Refusal:
    """The offer of a document that holds; by its person, or a proxy for them."""
    with at_once(by):
        document = Document.objects.filter(pk=document_id).first()
        if document is None or by.person_id is None or by.appointment_id is not None:
            return Refusal("document.none", status=404)
        if document.revoked_at is not None:
            return Refusal("wallet.revoked", status=409)
        if document.valid_until is not None and document.valid_until < at.date():
            return Refusal("wallet.expired", {"until": document.valid_until}, 409)
        waiting = models.Offer.objects.filter(
            document=document, redeemed_at__isnull=True, expires_at__gt=at
        ).count()
        if waiting >= MOST_OPEN:
            minutes = int(LIFE.total_seconds() // 60)
            return Refusal("wallet.many_offers", {"most": MOST_OPEN, "minutes": minutes}, 429)
        code, tx_code = codes.new_code(), codes.new_tx_code()
        made = models.Offer.objects.create(
            document=document,
            code=codes.digest(code),
            tx_code=codes.tx_digest(code, tx_code),
            made_by_id=by.person_id,
            expires_at=at + LIFE,
        )
        return Offer(made.pk, document_id, document.kind, code, tx_code, made.expires_at)
