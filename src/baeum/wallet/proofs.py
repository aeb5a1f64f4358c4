"""Proofs of possession: JWTs by which a wallet shows the keys that its copies are to be bound to.

OpenID4VCI 1.0, appendix F.1 and F.4: typed, ES256 by the key in its own header, for this issuer, now, and
with a nonce of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from baeum.credentials import jws
from baeum.credentials.keys import KeyFault, from_jwk, public_jwk

from .denied import Denied
from .nonces import is_ours

TYPE = "openid4vci-proof+jwt"
LARGEST = 8_000  # characters of one proof
OLDEST_S, AHEAD_S = 300, 60
_PRIVATE = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}
_NAMES_KEY = ("kid", "jwk", "x5c")


@dataclass(frozen=True)
class Proven:
    """The public JWKs, one for each copy, and the nonces their proofs were made with."""

    keys: tuple[dict[str, str], ...]
    nonces: tuple[str, ...]


def proven(proofs: Any, *, audience: str, at: datetime, most: int) -> Proven:
    """The keys of a request's ``proofs``. Raises Denied: invalid_proof, or invalid_nonce."""
    texts = proofs.get("jwt") if isinstance(proofs, dict) and len(proofs) == 1 else None
    if not isinstance(texts, list) or not texts:
        raise _bad("proofs must have exactly one member, jwt, a list that is not empty")
    if len(texts) > most:
        raise _bad(f"at most {most} proofs: see batch_credential_issuance in the metadata")
    read = [_read(text, audience, at) for text in texts]
    keys = tuple(key for key, _ in read)
    if len({(key["x"], key["y"]) for key in keys}) < len(keys):
        raise _bad("each proof needs a key of its own")
    for _, nonce in read:
        if not is_ours(nonce, at):
            raise Denied("invalid_nonce", "ask the nonce endpoint for a new c_nonce")
    return Proven(keys, tuple(nonce for _, nonce in read))


def _read(text: Any, audience: str, at: datetime) -> tuple[dict[str, str], str]:
    """The key and the nonce of one proof."""
    try:
        held = jws.read(text if isinstance(text, str) else "", LARGEST)
    except jws.NotJws as error:
        raise _bad("a proof is no compact JWS") from error
    header, payload = held.header, held.payload
    if header.get("typ") != TYPE:
        raise _bad(f"typ of a proof must be {TYPE}")
    if header.get("alg") != "ES256":
        raise _bad("alg of a proof must be ES256")
    jwk = header.get("jwk")
    if [name for name in _NAMES_KEY if name in header] != ["jwk"] or not isinstance(jwk, dict):
        raise _bad("a proof names its key by jwk, and by nothing else")
    if _PRIVATE & jwk.keys():
        raise _bad("a proof must not have a private key")
    try:
        key = from_jwk(jwk)
    except KeyFault as error:
        raise _bad("the jwk of a proof must be a key of P-256") from error
    if not held.made_by(key):
        raise _bad("the signature of a proof does not match its key")
    if payload.get("aud") != audience:
        raise _bad(f"aud of a proof must be {audience}")
    made = payload.get("iat")
    if isinstance(made, bool) or not isinstance(made, int | float):
        raise _bad("iat of a proof is missing")
    if not -OLDEST_S <= made - at.timestamp() <= AHEAD_S:
        raise _bad("iat of a proof is too old, or ahead")
    nonce = payload.get("nonce")
    if not isinstance(nonce, str) or not nonce:
        raise _bad("a proof needs a c_nonce of the nonce endpoint")
    return public_jwk(key), nonce


def _bad(why: str) -> Denied:
    return Denied("invalid_proof", why)
