"""Bytes as text, the three ways credentials write them: base64url, base58btc, multibase."""

from __future__ import annotations

import base64
import binascii
import re

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)
_PART = 58**10
LONGEST_BASE58 = 256  # the time grows with the square: keys and signatures are below 100


class NotEncoded(ValueError):
    """A text is not what its encoding allows; the message says which encoding."""


def to_base64url(held: bytes) -> str:
    """Without padding, as RFC 7515 writes it."""
    return base64.urlsafe_b64encode(held).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """The bytes of unpadded base64url; one way to write them only. Raises NotEncoded."""
    if not _BASE64URL.fullmatch(text):
        raise NotEncoded("not base64url")
    try:
        held = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise NotEncoded("not base64url") from error
    if to_base64url(held) != text:  # stray bits at the end: a second text with the same bytes
        raise NotEncoded("not the one base64url of its bytes")
    return held


def to_base58(held: bytes) -> str:
    """Base58 with the alphabet of Bitcoin."""
    number, letters = int.from_bytes(held, "big"), []
    while number:
        number, part = divmod(number, _PART)  # ten letters at a time: long numbers divide slowly
        for _ in range(10):
            part, rest = divmod(part, 58)
            letters.append(_ALPHABET[rest])
    zeros = len(held) - len(held.lstrip(b"\0"))
    return "1" * zeros + "".join(reversed(letters)).lstrip("1")


def from_base58(text: str) -> bytes:
    """The bytes of base58btc, at most LONGEST_BASE58 letters. Raises NotEncoded."""
    if len(text) > LONGEST_BASE58:
        raise NotEncoded("base58 is too long")
    number = 0
    for letter in text:
        if letter not in _VALUES:
            raise NotEncoded("not base58")
        number = number * 58 + _VALUES[letter]
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def to_multibase(held: bytes) -> str:
    """``z`` and base58btc, as proofs and keys are written."""
    return "z" + to_base58(held)


def from_multibase(text: str) -> bytes:
    """The bytes of a multibase text: ``z`` (base58btc) or ``u`` (base64url). Raises NotEncoded."""
    if text[:1] == "z":
        return from_base58(text[1:])
    if text[:1] == "u":
        return from_base64url(text[1:])
    raise NotEncoded("not multibase: it begins with neither z nor u")
