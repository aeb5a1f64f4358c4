"""The proof that a statement stands in the log, complete in itself (C2SP tlog-proof).

The log holds commitments only: SHA-256 of a nonce and the statement. Whoever has neither learns nothing from
a leaf, however well they can guess; whoever has the proof can check the statement, without the log.
"""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from baeum.credentials.checkpoint import Checkpoint, NoteFault, NoteKey, read_checkpoint
from baeum.credentials.encodings import NotEncoded, from_base64url, to_base64url
from baeum.credentials.merkle import HASH, includes, leaf_hash

NONCE = 16  # bytes
HEADING = "c2sp.org/tlog-proof@v1"
LONGEST_PATH = 63
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})", re.ASCII)


class ProofFault(ValueError):
    """A proof cannot be read, or does not prove what it should; the message says why."""


def new_nonce() -> bytes:
    """128 random bits."""
    return secrets.token_bytes(NONCE)


def commitment_of(nonce: bytes, statement: bytes) -> bytes:
    """What the log holds of a statement: 32 bytes."""
    return sha256(nonce + statement).digest()


@dataclass(frozen=True)
class Proof:
    """Where a commitment stands in the log. ``checkpoint``: the signed note; ``path``: from the leaf up."""

    nonce: bytes
    commitment: bytes
    index: int
    size: int
    path: tuple[bytes, ...]
    checkpoint: str

    def as_json(self) -> dict[str, Any]:
        """To be put into a document; bytes in base64url."""
        return {
            "nonce": to_base64url(self.nonce),
            "commitment": to_base64url(self.commitment),
            "index": self.index,
            "size": self.size,
            "path": [to_base64url(one) for one in self.path],
            "checkpoint": self.checkpoint,
        }

    def as_text(self) -> str:
        """As other programs read it (c2sp.org/tlog-proof@v1); the nonce is its extra data."""
        lines = [HEADING, f"extra {_base64(self.nonce)}", f"index {self.index}", *map(_base64, self.path)]
        return "\n".join(lines) + "\n\n" + self.checkpoint

    @classmethod
    def from_json(cls, held: Any) -> Proof:
        """The reverse of ``as_json``. Raises ProofFault."""
        try:
            index, size, path, checkpoint = (held[name] for name in ("index", "size", "path", "checkpoint"))
            found = cls(
                from_base64url(held["nonce"]),
                from_base64url(held["commitment"]),
                index,
                size,
                tuple(from_base64url(one) for one in path),
                checkpoint,
            )
        except (KeyError, TypeError, NotEncoded) as error:
            raise ProofFault("the proof has not the members it must have") from error
        if type(index) is not int or type(size) is not int or not isinstance(checkpoint, str):
            raise ProofFault("a member of the proof is of another type")
        if (len(found.nonce), len(found.commitment)) != (NONCE, HASH) or len(path) > LONGEST_PATH:
            raise ProofFault("a member of the proof is of another length")
        return found


def verify_proof(
    proof: Proof, statement: bytes, log: NoteKey, witnesses: Iterable[NoteKey] = (), quorum: int = 0
) -> Checkpoint:
    """The checkpoint of a log, signed by it and by so many witnesses, that holds the statement.

    Raises ProofFault where the proof shows something else, or nothing.
    """
    if not compare_digest(commitment_of(proof.nonce, statement), proof.commitment):
        raise ProofFault("the proof is of another statement")
    try:
        found = read_checkpoint(proof.checkpoint, log, witnesses, quorum)
    except NoteFault as fault:
        raise ProofFault(str(fault)) from fault
    if found.size != proof.size or not includes(
        found.root, leaf_hash(proof.commitment), proof.index, found.size, proof.path
    ):
        raise ProofFault("the path does not lead to the root of the checkpoint")
    return found


def read_proof(text: str, statement: bytes) -> Proof:
    """The proof of a ``.tlog-proof`` as ``as_text`` writes it, for this statement. Raises ProofFault."""
    head, gap, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    match = _INDEX.fullmatch(lines[2]) if len(lines) > 2 else None
    if lines[0] != HEADING or not gap or match is None or not lines[1].startswith("extra "):
        raise ProofFault("the proof does not begin as it must")
    try:
        nonce = base64.b64decode(lines[1].removeprefix("extra "), validate=True)
        path = tuple(base64.b64decode(line, validate=True) for line in lines[3:])
        size = int(checkpoint.split("\n")[1])
    except (ValueError, IndexError) as error:
        raise ProofFault("a line of the proof cannot be read") from error
    return Proof(nonce, commitment_of(nonce, statement), int(match[1]), size, path, checkpoint)


def _base64(held: bytes) -> str:
    return base64.b64encode(held).decode("ascii")
