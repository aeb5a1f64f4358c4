"""Compact JWS (RFC 7515) with one algorithm, ES256: the form of certificates and status tokens."""

from __future__ import annotations

from dataclasses import dataclass
from json import dumps
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

from baeum.credentials.encodings import NotEncoded, from_base64url, to_base64url
from baeum.credentials.keys import PublicKey, SigningKey, accepts
from baeum.credentials.strict_json import LARGEST, Unread, read_json


class NotJws(ValueError):
    """The text is not a compact JWS that we read."""


@dataclass(frozen=True)
class Jws:
    """A JWS as read, not yet checked. ``signed``: the bytes the signature is over."""

    header: dict[str, Any]
    payload: dict[str, Any]
    signature: bytes
    signed: bytes

    def made_by(self, key: PublicKey) -> bool:
        """Whether the key made the signature: ES256 and P-256 only, whatever the header asks for."""
        if self.header.get("alg") != "ES256" or not isinstance(key, EllipticCurvePublicKey):
            return False
        return accepts(key, self.signature, self.signed)


def as_json(value: Any) -> bytes:
    """JSON without spaces, in UTF-8."""
    return dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def encoded(value: Any) -> str:
    """A JSON value in base64url."""
    return to_base64url(as_json(value))


def signed(header: dict[str, Any], payload: dict[str, Any], key: SigningKey) -> str:
    """The compact JWS of a payload; ``alg`` and ``kid`` are added to the header."""
    head = encoded({"alg": "ES256", "kid": key.key_id, **header})
    text = f"{head}.{encoded(payload)}"
    return f"{text}.{to_base64url(key.sign(text.encode('ascii')))}"


def read(text: str, largest: int = LARGEST) -> Jws:
    """The parts of a compact JWS. Raises NotJws, also for a ``crit``: we know nothing critical."""
    parts = text.split(".")
    if len(parts) != 3:
        raise NotJws("a compact JWS has three parts")
    try:
        header, payload = (read_json(from_base64url(part), largest) for part in parts[:2])
        signature = from_base64url(parts[2])
    except (NotEncoded, Unread) as error:
        raise NotJws(str(error)) from error
    if not isinstance(header, dict) or not isinstance(payload, dict) or "crit" in header:
        raise NotJws("header and payload are objects, and nothing in them is critical")
    return Jws(header, payload, signature, f"{parts[0]}.{parts[1]}".encode("ascii"))
