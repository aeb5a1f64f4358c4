"""Checkpoints: a log's size and root, signed by the log and by witnesses (C2SP signed-note, tlog-checkpoint,
tlog-cosignature).

A witness signs only what grew from what it signed before. So a log that shows two people two trees needs the
witnesses' help, and a verifier that asks for some of them need not trust the log alone.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from baeum.credentials.merkle import HASH

LOG, WITNESS = 0x01, 0x04  # types of signatures: Ed25519, and a cosignature with its time
LARGEST = 1 << 16  # bytes of a note: a checkpoint with a hundred witnesses is below 20,000
_KEY_HASH, _TIME, _SIGNATURE = 4, 8, 64  # bytes
_NAME = re.compile(r"[^\s+]+")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
SIGNATURE_LINE = "— "


class NoteFault(ValueError):
    """A note, a checkpoint or a key cannot be read; the message says what is wrong with it."""


@dataclass(frozen=True)
class NoteKey:
    """A public key that signs notes, with the name it signs by. ``type``: LOG or WITNESS."""

    name: str
    key: Ed25519PublicKey
    type: int = LOG

    @property
    def raw(self) -> bytes:
        return self.key.public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def hash(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        return sha256(self.name.encode() + b"\n" + bytes([self.type]) + self.raw).digest()[:_KEY_HASH]

    def __str__(self) -> str:
        """As keys of notes are written down: ``name+hash+key``."""
        return f"{self.name}+{self.hash.hex()}+{_base64(bytes([self.type]) + self.raw)}"

    @classmethod
    def read(cls, text: str) -> NoteKey:
        """A key as it is written down. Raises NoteFault."""
        parts = text.strip().split("+", 2)
        if len(parts) != 3 or not _NAME.fullmatch(parts[0]):
            raise NoteFault("a key is written name+hash+key")
        held = _from_base64(parts[2])
        if len(held) != 1 + HASH or held[0] not in (LOG, WITNESS):
            raise NoteFault("the key is neither Ed25519 nor a witness's")
        try:
            found = cls(parts[0], Ed25519PublicKey.from_public_bytes(held[1:]), held[0])
        except ValueError as error:
            raise NoteFault("the key is no Ed25519 key") from error
        if found.hash.hex() != parts[1]:
            raise NoteFault("the hash of the key is not that of the key")
        return found


@dataclass(frozen=True)
class NoteSigner:
    """A private key with the name it signs by. ``type``: LOG or WITNESS."""

    name: str
    private: Ed25519PrivateKey
    type: int = LOG

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise NoteFault("a name has no spaces and no +")

    @property
    def public(self) -> NoteKey:
        return NoteKey(self.name, self.private.public_key(), self.type)

    def line(self, body: str, at: int = 0) -> str:
        """The signature of a note's body as a line. ``at``: of a witness, in seconds since 1970."""
        signed = self.private.sign(_signed(body, self.type, at))
        time = at.to_bytes(_TIME, "big") if self.type == WITNESS else b""
        return f"{SIGNATURE_LINE}{self.name} {_base64(self.public.hash + time + signed)}\n"


@dataclass(frozen=True)
class Checkpoint:
    """What a log says of itself. ``origin``: its name; ``size``: how many leaves; ``root``: 32 bytes."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The text that is signed."""
        lines = (self.origin, str(self.size), _base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    def signed(self, signer: NoteSigner) -> str:
        """The note, signed by the log. Its key has the log's name."""
        if signer.name != self.origin or signer.type != LOG:
            raise NoteFault("a checkpoint is signed by the key of its origin")
        return f"{self.body}\n{signer.line(self.body)}"


@dataclass(frozen=True)
class Note:
    """A note that was taken apart. ``signatures``: names, hashes of keys, and what follows the hash."""

    body: str
    signatures: tuple[tuple[str, bytes, bytes], ...]

    def times(self, key: NoteKey) -> list[int]:
        """When this key signed, in seconds since 1970 (0 of a log's); [] where it did not.

        Raises NoteFault where a signature claims to be this key's and is not.
        """
        own = [held for name, number, held in self.signatures if (name, number) == (key.name, key.hash)]
        if not all(_accepts(key, self.body, held) for held in own):
            raise NoteFault(f"a signature of {key.name} is wrong")
        return [int.from_bytes(held[:-_SIGNATURE], "big") for held in own]


def read_note(text: str) -> Note:
    """A note's body and its signatures, none of them checked. Raises NoteFault."""
    if len(text.encode()) > LARGEST:
        raise NoteFault("the note is too long")
    if any(ord(letter) < 0x20 and letter != "\n" for letter in text):
        raise NoteFault("the note has control characters")
    body, gap, lines = text.rpartition("\n\n")
    if not gap or not lines.endswith("\n"):
        raise NoteFault("the note has no signatures after an empty line")
    return Note(body + "\n", tuple(_signature(line) for line in lines[:-1].split("\n")))


def read_body(body: str) -> Checkpoint:
    """The checkpoint of a body. Raises NoteFault."""
    lines = body.split("\n")
    if len(lines) < 4 or lines.pop():
        raise NoteFault("a checkpoint has three lines: origin, size, root")
    origin, size, root, *extensions = lines
    if not origin or not _SIZE.fullmatch(size) or not all(extensions):
        raise NoteFault("a line of the checkpoint is not as it must be")
    held = _from_base64(root)
    if len(held) != HASH:
        raise NoteFault("the root is not 32 bytes")
    return Checkpoint(origin, int(size), held, tuple(extensions))


def read_checkpoint(
    text: str, log: NoteKey, witnesses: Iterable[NoteKey] = (), quorum: int = 0
) -> Checkpoint:
    """The checkpoint of a note that the log signed, and so many of the witnesses. Raises NoteFault."""
    note = read_note(text)
    if not note.times(log):
        raise NoteFault("the log did not sign this checkpoint")
    found = read_body(note.body)
    if found.origin != log.name:
        raise NoteFault("the checkpoint is of another log")
    there = cosigners(note, witnesses)
    if len(there) < quorum:
        raise NoteFault(f"{len(there)} of {quorum} witnesses signed this checkpoint")
    return found


def cosigners(note: Note, witnesses: Iterable[NoteKey]) -> list[NoteKey]:
    """Which of the witnesses signed a note, each once, whatever names it goes by."""
    unique = {witness.raw: witness for witness in witnesses if witness.type == WITNESS}
    return [witness for witness in unique.values() if note.times(witness)]


def with_lines(text: str, lines: Sequence[str]) -> str:
    """A note with further lines of signatures; those that are there stay once."""
    there = text.splitlines(keepends=True)
    return text + "".join(line for line in dict.fromkeys(lines) if line not in there)


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, gap, held = line.removeprefix(SIGNATURE_LINE).partition(" ")
    if not line.startswith(SIGNATURE_LINE) or not gap or not _NAME.fullmatch(name):
        raise NoteFault("a line of a signature begins with a dash and a name")
    found = _from_base64(held)
    if len(found) <= _KEY_HASH:
        raise NoteFault("a signature is too short")
    return name, found[:_KEY_HASH], found[_KEY_HASH:]


def _accepts(key: NoteKey, body: str, held: bytes) -> bool:
    if len(held) != (_TIME if key.type == WITNESS else 0) + _SIGNATURE:
        return False
    signed = _signed(body, key.type, int.from_bytes(held[:-_SIGNATURE], "big"))
    try:
        key.key.verify(held[-_SIGNATURE:], signed)
    except InvalidSignature:
        return False
    return True


def _signed(body: str, type: int, at: int) -> bytes:
    return (f"cosignature/v1\ntime {at}\n" if type == WITNESS else "").encode() + body.encode()


def _base64(held: bytes) -> str:
    return base64.b64encode(held).decode("ascii")


def _from_base64(text: str) -> bytes:
    try:
        held = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteFault("not base64") from error
    if _base64(held) != text:  # stray bits at the end: a second text with the same bytes
        raise NoteFault("not the one base64 of its bytes")
    return held
