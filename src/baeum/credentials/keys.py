"""Keys of an issuer: one for each purpose and year, so that a stolen one can do one thing for a while.

Ed25519 signs items (Data Integrity), P-256 signs certificates (SD-JWT) and tokens; a status key can sign
nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from baeum.credentials.encodings import NotEncoded, from_base64url, from_multibase, to_base64url, to_multibase

_ED25519 = b"\xed\x01"  # multicodec, as unsigned varints
_P256 = b"\x80\x24"
_COORDINATE = 32  # bytes of one number of P-256
_SHA256 = ec.ECDSA(SHA256())

PublicKey = ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey


class Purpose(StrEnum):
    """What a key may sign; the name begins the fragment of its id: ``#items-2026``."""

    ITEMS = "items"  # Open Badges and CLR: Ed25519
    DISCLOSURE = "disclosure"  # SD-JWT certificates: P-256
    STATUS = "status"  # the Bitstring Status List: Ed25519
    STATUS_TOKEN = "status-token"  # the Token Status List: P-256
    LOG = "log"  # checkpoints of the transparency log: Ed25519
    REQUESTS = "requests"  # what is asked of wallets: P-256


CURVES: dict[Purpose, str] = {
    Purpose.ITEMS: "Ed25519",
    Purpose.DISCLOSURE: "P-256",
    Purpose.STATUS: "Ed25519",
    Purpose.STATUS_TOKEN: "P-256",
    Purpose.LOG: "Ed25519",
    Purpose.REQUESTS: "P-256",
}
STATUS_PURPOSES = frozenset({Purpose.STATUS, Purpose.STATUS_TOKEN})
_FRAGMENT = re.compile(r"(items|disclosure|status|status-token|log|requests)-(\d{4})", re.ASCII)


class KeyFault(ValueError):
    """A key cannot be read; the message says what is wrong with it."""


def purpose_of(key_id: str) -> Purpose | None:
    """The purpose that a key's id tells by our names; None where another issuer names its keys otherwise."""
    match = _FRAGMENT.fullmatch(key_id.partition("#")[2])
    return Purpose(match[1]) if match else None


@dataclass(frozen=True)
class VerificationKey:
    """A public key of an issuer. ``key_id``: the did with the fragment."""

    key_id: str
    key: PublicKey

    @property
    def curve(self) -> str:
        return "Ed25519" if isinstance(self.key, ed25519.Ed25519PublicKey) else "P-256"

    @property
    def multibase(self) -> str:
        """``publicKeyMultibase`` of a Multikey."""
        return multikey(self.key)

    @property
    def jwk(self) -> dict[str, str]:
        """The public JWK with its ``kid``."""
        return {**public_jwk(self.key), "kid": self.key_id}

    def accepts(self, signature: bytes, signed: bytes) -> bool:
        """Whether this key made the signature: 64 bytes, of P-256 the numbers r and s."""
        return accepts(self.key, signature, signed)


@dataclass(frozen=True)
class SigningKey:
    """A private key with its id. The private half is any object that signs: a file's or a token's."""

    key_id: str
    purpose: Purpose
    private: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey

    @property
    def public(self) -> VerificationKey:
        return VerificationKey(self.key_id, self.private.public_key())

    def sign(self, message: bytes) -> bytes:
        """A signature of 64 bytes: Ed25519, or r and s of ECDSA with SHA-256."""
        return sign(self.private, message)


def new_key(did: str, purpose: Purpose, year: int) -> SigningKey:
    """A new key of an issuer for a purpose and a year, ``did:web:example.kr#items-2026``."""
    private = (
        ed25519.Ed25519PrivateKey.generate()
        if CURVES[purpose] == "Ed25519"
        else ec.generate_private_key(ec.SECP256R1())
    )
    return SigningKey(f"{did}#{purpose}-{year:04}", purpose, private)


def sign(private: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    """64 bytes: an Ed25519 signature, or r and s of ECDSA with SHA-256 (RFC 7518, 3.4)."""
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return private.sign(message)
    r, s = decode_dss_signature(private.sign(message, _SHA256))
    return r.to_bytes(_COORDINATE, "big") + s.to_bytes(_COORDINATE, "big")


def accepts(key: PublicKey, signature: bytes, signed: bytes) -> bool:
    """Whether the key made the signature of 64 bytes."""
    if len(signature) != 2 * _COORDINATE:
        return False
    try:
        if isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, signed)
        else:
            numbers = (int.from_bytes(signature[:_COORDINATE]), int.from_bytes(signature[_COORDINATE:]))
            key.verify(encode_dss_signature(*numbers), signed, _SHA256)
    except InvalidSignature:
        return False
    return True


def multikey(key: PublicKey) -> str:
    """A public key as Multikey writes it: ``z6Mk…`` (Ed25519), ``zDn…`` (P-256, compressed)."""
    if isinstance(key, ed25519.Ed25519PublicKey):
        return to_multibase(_ED25519 + key.public_bytes(Encoding.Raw, PublicFormat.Raw))
    return to_multibase(_P256 + key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint))


def from_multikey(text: str) -> PublicKey:
    """The public key of a ``publicKeyMultibase``. Raises KeyFault."""
    try:
        held = from_multibase(text)
        if held[:2] == _ED25519:
            return ed25519.Ed25519PublicKey.from_public_bytes(held[2:])
        if held[:2] == _P256:
            return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), held[2:])
    except (NotEncoded, ValueError) as error:
        raise KeyFault(f"publicKeyMultibase: {error}") from error
    raise KeyFault("publicKeyMultibase: neither Ed25519 nor P-256")


def public_jwk(key: PublicKey) -> dict[str, str]:
    """The public key as a JWK."""
    if isinstance(key, ed25519.Ed25519PublicKey):
        x = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
        return {"kty": "OKP", "crv": "Ed25519", "x": to_base64url(x)}
    numbers = key.public_numbers()
    written = [to_base64url(n.to_bytes(_COORDINATE, "big")) for n in (numbers.x, numbers.y)]
    return {"kty": "EC", "crv": "P-256", "x": written[0], "y": written[1]}


def from_jwk(jwk: Any) -> PublicKey:
    """The public key of a JWK: Ed25519 or P-256. Raises KeyFault."""
    if not isinstance(jwk, dict):
        raise KeyFault("a JWK is an object")
    try:
        x = from_base64url(str(jwk.get("x")))
        if (jwk.get("kty"), jwk.get("crv")) == ("OKP", "Ed25519"):
            return ed25519.Ed25519PublicKey.from_public_bytes(x)
        if (jwk.get("kty"), jwk.get("crv")) == ("EC", "P-256"):
            y = from_base64url(str(jwk.get("y")))
            point = ec.EllipticCurvePublicNumbers(
                int.from_bytes(x, "big"), int.from_bytes(y, "big"), ec.SECP256R1()
            )
            return point.public_key()
    except (NotEncoded, ValueError) as error:
        raise KeyFault(f"JWK: {error}") from error
    raise KeyFault("JWK: neither Ed25519 nor P-256")
