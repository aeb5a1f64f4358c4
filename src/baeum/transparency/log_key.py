"""The key of the log and the keys of its witnesses."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from baeum.credentials.checkpoint import WITNESS, NoteKey, NoteSigner
from baeum.transparency.faults import LogFault


@dataclass(frozen=True)
class Witnesses:
    """Whose cosignatures count, and how many are enough."""

    keys: tuple[NoteKey, ...]
    quorum: int


def private_key(file: Path) -> Ed25519PrivateKey:
    """The Ed25519 key in a PEM file. Raises LogFault."""
    try:
        found = load_pem_private_key(file.read_bytes(), None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise LogFault("key_unreadable", file=file, said=error) from error
    if not isinstance(found, Ed25519PrivateKey):
        raise LogFault("key_unreadable", file=file, said="not Ed25519")
    return found


def make_key(file: Path) -> Ed25519PrivateKey:
    """A new key in a PEM file that only its account reads; the one that is there where one is."""
    if file.exists():
        return private_key(file)
    made = Ed25519PrivateKey.generate()
    held = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(held)
        opened.flush()
        os.fsync(opened.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        return private_key(file)  # another process was first; its key stands
    finally:
        draft.unlink()
    return made


def signer(log: NoteKey) -> NoteSigner:
    """The log's private key, which must be the one it began with. Raises LogFault."""
    found = NoteSigner(log.name, private_key(settings.LOG_KEY_FILE))
    if found.public.raw != log.raw:
        raise LogFault("other_key", file=settings.LOG_KEY_FILE, key=log)
    return found


def witnesses() -> Witnesses:
    """The witnesses of this installation. Raises LogFault for a file that cannot be read."""
    if not settings.LOG_WITNESSES:
        return Witnesses((), 0)
    try:
        lines = Path(settings.LOG_WITNESSES).read_text(encoding="utf-8").splitlines()
        keys = tuple(NoteKey.read(line) for line in lines if line.strip() and not line.startswith("#"))
    except (OSError, ValueError) as error:
        raise LogFault("witnesses_unreadable", file=settings.LOG_WITNESSES, said=error) from error
    if any(key.type != WITNESS for key in keys):
        raise LogFault("witnesses_unreadable", file=settings.LOG_WITNESSES, said="not a witness's key")
    return Witnesses(keys, settings.LOG_QUORUM or len({key.raw for key in keys}) // 2 + 1)
