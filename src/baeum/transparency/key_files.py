"""Ed25519 keys in PEM files: read, and made where there is none yet."""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from baeum.credentials.keys import KeyFault
from baeum.shared.put_once import put_once


def private_key(file: Path) -> Ed25519PrivateKey:
    """The key in a file. Raises KeyFault."""
    try:
        found = load_pem_private_key(file.read_bytes(), None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFault(f"{file}: {error}") from error
    if not isinstance(found, Ed25519PrivateKey):
        raise KeyFault(f"{file}: it is no Ed25519 key")
    return found


def make_key(file: Path) -> Ed25519PrivateKey:
    """A new key in a file that only its account reads, or the one that is there. Raises KeyFault."""
    if file.exists():
        return private_key(file)
    made = Ed25519PrivateKey.generate()
    try:
        put_once(file, made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    except OSError as error:
        raise KeyFault(f"{file}: {error}") from error
    return private_key(file)  # of the process that was first
