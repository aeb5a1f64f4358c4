"""Of each owner of the scene: an offer of a document to a wallet, and something asked of one."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from baeum.shared.clock import now
from baeum.wallet.services.ask import Asked, ask
from baeum.wallet.services.offer import Offer, offer
from cast import Cast

from .document_examples import DOCUMENTS
from .signs import Sign, Signs

OFFERS: dict[str, UUID] = {}
PRESENTATIONS: dict[str, UUID] = {}


def ask_wallets(cast: Cast, signs: Signs, account: Mapping[str, int]) -> None:
    """Offered and asked by the owners themselves."""
    for owner, number in account.items():
        by = cast.as_self(owner)
        made, asked = offer(DOCUMENTS[owner], by=by, at=now()), ask(number, by=by, at=now())
        assert isinstance(made, Offer) and isinstance(asked, Asked)
        OFFERS[owner], PRESENTATIONS[owner] = made.id, asked.id
        signs.add(Sign("offer id", owner), str(made.id))
        signs.add(Sign("presentation id", owner), str(asked.id))
