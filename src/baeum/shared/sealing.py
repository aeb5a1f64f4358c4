"""Personal values at rest: sealed with a key of the person's own, which the master key wraps.

A sealed value is bound to its place (``bound_to``), so that it cannot be moved to another row or column.
Where a person's key is destroyed nothing that it sealed can be read again, and no row has to change.
"""

from __future__ import annotations

import secrets
from hashlib import sha256
from hmac import digest
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from baeum.shared.put_once import put_once

KEY_BYTES = 32
NONCE_BYTES = 12
INDEX_BYTES = 16


class Unreadable(Exception):
    """A sealed value was not sealed with this key for this place, or the key has been destroyed."""


class MasterKeyFault(Exception):
    """The file of the master key cannot be used; the message says why and what to do."""


def new_key() -> bytes:
    """A key of 256 bits."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, value: bytes, bound_to: bytes) -> bytes:
    """The value sealed (AES-256-GCM): a nonce of 12 bytes, the text, a tag of 16 bytes."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, value, bound_to)


def unseal(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """The value again. Raises Unreadable."""
    try:
        return AESGCM(key).decrypt(bytes(sealed[:NONCE_BYTES]), bytes(sealed[NONCE_BYTES:]), bound_to)
    except (InvalidTag, ValueError) as error:
        raise Unreadable from error


def blind_index(master: bytes, purpose: str, value: str) -> bytes:
    """What equal values have in common and nobody without the master key can work out (HMAC-SHA-256)."""
    own = digest(master, b"index:" + purpose.encode(), sha256)
    return digest(own, value.encode(), sha256)[:INDEX_BYTES]


def master_key(file: Path) -> bytes:
    """The master key in a file of 64 hexadecimal digits; made where there is none yet. Raises MasterKeyFault.

    Whoever runs the site keeps a copy elsewhere: without it nothing personal can ever be read again.
    """
    try:
        put_once(file, new_key().hex().encode())
        found = bytes.fromhex(file.read_text("ascii"))
    except (OSError, ValueError) as error:
        raise MasterKeyFault(
            f"{file}: {error}. Give the file of 64 hexadecimal digits that was kept."
        ) from error
    if len(found) != KEY_BYTES:
        raise MasterKeyFault(f"{file}: {len(found)} bytes, not {KEY_BYTES}. Give the file that was kept.")
    return found
