"""Public keys of a client, as a JWK set (RFC 7517): what is accepted, and why something is not.

The algorithm follows from the key, never from what a caller claims (RFC 8725, 3.1).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from baeum.shared.refusal import Refusal

ALGORITHMS = ("ES256", "RS256", "EdDSA")
MOST_KEYS = 10
LARGEST_SET = 20_000  # characters
LONGEST_ID = 100
SMALLEST_RSA = 2048  # bits
LARGEST_RSA = 8192
PRIVATE_PARTS = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}
KEPT = {"kty", "crv", "x", "y", "n", "e", "kid", "alg", "use"}

PublicKey = EllipticCurvePublicKey | Ed25519PublicKey | RSAPublicKey


def read_key_set(text: str) -> list[dict[str, str]] | list[Refusal]:
    """The keys of a pasted JWK set, reduced to their public members; or every fault at once."""
    if len(text) > LARGEST_SET:
        return [Refusal("keys.too_large", {"limit": LARGEST_SET})]
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return [Refusal("keys.not_json")]
    keys = found.get("keys") if isinstance(found, dict) else None
    if not isinstance(keys, list) or not keys:
        return [Refusal("keys.no_set")]
    if len(keys) > MOST_KEYS:
        return [Refusal("keys.too_many", {"count": len(keys), "limit": MOST_KEYS})]
    faults = [fault for place, key in enumerate(keys, start=1) for fault in _faults(key, place)]
    ids = [key.get("kid") for key in keys if isinstance(key, dict)]
    if not faults and len(set(ids)) != len(ids):
        faults.append(Refusal("keys.same_id"))
    return faults or [{name: key[name] for name in sorted(KEPT & set(key))} for key in keys]


def public_key(key: dict[str, Any]) -> PublicKey | None:
    """The key for verifying, or None where it is of no kind that is accepted."""
    if algorithm_of(key) not in ALGORITHMS:
        return None
    try:
        found = jwt.PyJWK.from_dict(key, algorithm=algorithm_of(key)).key
    except (jwt.PyJWTError, ValueError, TypeError, KeyError, ArithmeticError):
        return None
    if isinstance(found, EllipticCurvePublicKey):
        return found if isinstance(found.curve, SECP256R1) else None
    if isinstance(found, RSAPublicKey):
        return found if SMALLEST_RSA <= found.key_size <= LARGEST_RSA else None
    return found if isinstance(found, Ed25519PublicKey) else None


def algorithm_of(key: dict[str, Any]) -> str:
    """The one algorithm a key may sign with."""
    return {"EC": "ES256", "RSA": "RS256", "OKP": "EdDSA"}.get(str(key.get("kty")), "none")


def _faults(key: Any, place: int) -> Iterator[Refusal]:
    """What is wrong with one key of the set, with its place in it."""
    figures = {"place": place}
    if not isinstance(key, dict):
        yield Refusal("keys.not_object", figures)
        return
    if PRIVATE_PARTS & set(key):
        yield Refusal("keys.private", figures)
        return
    name = key.get("kid")
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_ID or not name.isprintable():
        yield Refusal("keys.no_id", figures | {"limit": LONGEST_ID})
    if not all(isinstance(key[member], str) for member in KEPT & set(key)):
        yield Refusal("keys.unreadable", figures)
        return
    if key.get("use", "sig") != "sig":
        yield Refusal("keys.not_for_signing", figures)
    if key.get("alg", algorithm_of(key)) != algorithm_of(key) or public_key(key) is None:
        yield Refusal("keys.unreadable", figures)
