"""The steps of a delivery that its tests share."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from baeum.certificates.models import IssuedCopy
from baeum.people.acting import acting
from baeum.shared.clock import now
from baeum.wallet.links import offer_link
from baeum.wallet.services.offer import Offer, offer
from claims.cases import Learner

from .wallet import Wallet

ISSUER = "https://baeum.example"


def offered(nari: Learner, document: UUID) -> Offer:
    made = offer(document, by=nari.by, at=now())
    assert isinstance(made, Offer), made
    return made


def link_of(made: Offer) -> str:
    return offer_link(made.kind, made.code)


def token_for(wallet: Wallet, made: Offer) -> tuple[dict[str, Any], str]:
    held = wallet.offer(link_of(made))
    assert wallet.token(held, made.tx_code).status_code == 200, wallet.last
    return held, wallet.last["access_token"]


def copies(nari: Learner, document: UUID) -> int:
    with acting(nari.by):
        return IssuedCopy.objects.filter(document_id=document).count()
