"""Whose the rows of wallets are: the learner's alone, whatever seal a document bears."""

from __future__ import annotations

from .rows_certificates import HOLDER, OF_DOCUMENT
from .whose import Guarded, all_of, as_learner, mine, still_open

WALLET: dict[str, Guarded] = {
    "wallet_offer": Guarded(OF_DOCUMENT, as_learner, by="t.made_by_id", added=all_of(as_learner, mine)),
    "wallet_presentation": Guarded(
        HOLDER.format("t.account_id"),
        as_learner,
        by="t.made_by_id",
        open="t.answered_at IS NULL",
        added=all_of(as_learner, mine, still_open),
        deleted=as_learner,
    ),
}
