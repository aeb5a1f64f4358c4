"""Out of the log: the proof that a statement stands in it, made of the published files."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from baeum.credentials.checkpoint import Checkpoint, NoteFault, read_body, read_note
from baeum.credentials.log_proof import Proof
from baeum.credentials.merkle import includes, inclusion, leaf_hash
from baeum.credentials.tiles import CHECKPOINT, TileFault, Tiles
from baeum.transparency.folder import WITNESSED, Folder, folder

__all__ = ["Proof", "proof_of", "proofs_of"]


def proof_of(kind: str, subject: str) -> Proof | None:
    """The proof for a subject; None where it was not entered, or its checkpoint is not published yet.

    From the newest checkpoint that enough witnesses signed, where that has it; else from the newest.
    """
    return proofs_of(kind, [subject]).get(subject)


def proofs_of(kind: str, subjects: Sequence[str]) -> dict[str, Proof]:
    """The same for many, which takes a fraction of the time for each; without those that have none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT subject, nonce, commitment, index FROM transparency_leaves_of(%s, %s::text[])",
            [kind, list(subjects)],
        )
        leaves = [(subject, bytes(nonce), bytes(held), index) for subject, nonce, held, index in cursor]
    heads = (
        [head for name in (WITNESSED, CHECKPOINT) if (head := _Head.read(folder(), name))] if leaves else []
    )
    found: dict[str, Proof] = {}
    for subject, nonce, commitment, index in leaves:
        proofs = (head.proof(nonce, commitment, index) for head in heads)
        if proof := next(filter(None, proofs), None):
            found[subject] = proof
    return found


class _Head:
    """A published checkpoint, and its tiles."""

    def __init__(self, text: str, head: Checkpoint, tiles: Tiles) -> None:
        self.text, self.head, self.tiles = text, head, tiles

    @classmethod
    def read(cls, published: Folder, name: str) -> _Head | None:
        try:
            text = published.read(name).decode()
            head = read_body(read_note(text).body)
        except (FileNotFoundError, NoteFault, UnicodeDecodeError):
            return None
        return cls(text, head, Tiles(published.read, head.size))

    def proof(self, nonce: bytes, commitment: bytes, index: int) -> Proof | None:
        """None also where the files do not prove it: what cannot be checked is not handed out."""
        if index >= self.head.size:
            return None
        try:
            path = inclusion(index, self.head.size, self.tiles.node)
        except TileFault:
            return None
        if not includes(self.head.root, leaf_hash(commitment), index, self.head.size, path):
            return None
        return Proof(nonce, commitment, index, self.head.size, path, self.text)
