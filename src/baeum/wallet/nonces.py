"""Nonces for proofs: nothing is stored when one is given out, only when one was used.

A nonce carries the moment at which it expires and a mark that only this site can make, so that asking for
nonces costs the database nothing.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from hmac import compare_digest

from baeum.credentials.encodings import NotEncoded, from_base64url, to_base64url
from baeum.people.keys import master
from baeum.shared.sealing import blind_index

LIFE_S = 300
_DRAWN, _WHEN, _MARK = 16, 8, 16  # bytes


def new_nonce(at: datetime) -> str:
    """A nonce that can be used for LIFE_S seconds."""
    body = secrets.token_bytes(_DRAWN) + (int(at.timestamp()) + LIFE_S).to_bytes(_WHEN, "big")
    return to_base64url(body + _mark(body))


def is_ours(nonce: str, at: datetime) -> bool:
    """Whether this site gave it out and it has not expired; used ones are asked of the database."""
    try:
        held = from_base64url(nonce)
    except NotEncoded:
        return False
    body, mark = held[:-_MARK], held[-_MARK:]
    if len(body) != _DRAWN + _WHEN or not compare_digest(_mark(body), mark):
        return False
    return int.from_bytes(body[_DRAWN:], "big") > at.timestamp()


def _mark(body: bytes) -> bytes:
    return blind_index(master(), "wallet_nonce", body.hex())
