"""Out of the log: the proof that a statement stands in it, made of the published files."""

from __future__ import annotations

from django.db import connection

from baeum.credentials.checkpoint import NoteFault, read_body, read_note
from baeum.credentials.log_proof import Proof
from baeum.credentials.merkle import includes, inclusion, leaf_hash
from baeum.credentials.tiles import CHECKPOINT, TileFault, Tiles
from baeum.transparency.folder import WITNESSED, Folder, folder

__all__ = ["Proof", "proof_of"]


def proof_of(kind: str, subject: str) -> Proof | None:
    """The proof for a subject; None where it was not entered, or its checkpoint is not published yet.

    From the newest checkpoint that enough witnesses signed, where that has it; else from the newest.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT nonce, commitment, index FROM transparency_leaf_of(%s, %s)", [kind, subject])
        found = cursor.fetchone()
    if found is None or found[0] is None or found[2] is None:
        return None
    nonce, commitment, index = bytes(found[0]), bytes(found[1]), found[2]
    published = folder()
    for name in (WITNESSED, CHECKPOINT):
        proof = _proof(published, name, nonce, commitment, index)
        if proof:
            return proof
    return None


def _proof(published: Folder, name: str, nonce: bytes, commitment: bytes, index: int) -> Proof | None:
    """None also where the files do not prove it: what cannot be checked is not handed out."""
    try:
        text = published.read(name).decode()
        head = read_body(read_note(text).body)
        if index >= head.size:
            return None
        path = inclusion(index, head.size, Tiles(published.read, head.size).node)
    except (FileNotFoundError, NoteFault, TileFault):
        return None
    if not includes(head.root, leaf_hash(commitment), index, head.size, path):
        return None
    return Proof(nonce, commitment, index, head.size, path, text)
