"""Ed25519 keys in PEM files: read, and made where there is none yet."""

from __future__ import annotations

import os
import secrets
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
        _keep(file, made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    except OSError as error:
        raise KeyFault(f"{file}: {error}") from error
    return private_key(file)  # of the process that was first


def _keep(file: Path, held: bytes) -> None:
    """Whole or not at all, and once where several start together."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(held)
            opened.flush()
            os.fsync(opened.fileno())
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
