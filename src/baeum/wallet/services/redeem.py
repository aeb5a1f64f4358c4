"""Redeem a code: the wallet gets a token for it, once, if its owner's six digits are right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from .. import codes
from ..denied import Denied

LIFE_S = 300  # seconds that a token lives
MOST_TRIES = 5
WHY = {  # what is told of a code that gives no token: all of them invalid_grant (OpenID4VCI 1.0, 6.3)
    "unknown": "the pre-authorized code is not known",
    "used": "the pre-authorized code was used before",
    "expired": "the pre-authorized code has expired",
    "locked": "too many wrong tx_codes: the offer has ended",
    "revoked": "what was offered has been revoked",
    "tx_code": "the tx_code is wrong",
}


@dataclass(frozen=True)
class Redeemed:
    """``token``: told once. ``offer_id``, ``kind``: what it is for."""

    token: str
    offer_id: UUID
    kind: str
    life_s: int = LIFE_S


def redeem(code: str, tx_code: str) -> Redeemed:
    """The token for a code. Raises Denied. Of two at once one gets it."""
    token = codes.new_code()
    values: list[Any] = [
        codes.digest(code),
        codes.tx_digest(code, tx_code),
        codes.digest(token),
        LIFE_S,
        MOST_TRIES,
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, offer, kind FROM wallet_redeem(%s, %s, %s, %s, %s)", values)
        state, offer_id, kind = cursor.fetchone()
    if state != "redeemed":
        raise Denied("invalid_grant", WHY[state])
    return Redeemed(token, offer_id, kind)
