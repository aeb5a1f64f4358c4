"""The sequencer: gives waiting leaves their indices and signs the tree that comes of it, in one transaction.

Nothing is seen outside before that is committed; so whatever happens to this process, no two checkpoints of a
size are ever signed and shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction

from baeum.credentials.checkpoint import Checkpoint, NoteFault, NoteKey, NoteSigner, read_checkpoint
from baeum.credentials.merkle import Edge, leaf_hash
from baeum.transparency import models
from baeum.transparency.faults import LogFault

ALONE = 0x6C6F6771  # number of the advisory lock: one sequencer at a time
MOST = 20_000  # leaves of one checkpoint


@dataclass(frozen=True)
class Head:
    """The newest checkpoint that was signed, and the edge of its tree."""

    edge: Edge
    note: str

    @property
    def size(self) -> int:
        return self.edge.size


def last(log: NoteKey) -> Head | None:
    """The newest checkpoint; None where nothing was signed yet. Raises LogFault where its row was changed."""
    row = models.Checkpoint.objects.order_by("-size").first()
    if row is None:
        return None
    try:
        edge = Edge.of_bytes(row.size, bytes(row.edge))
        signed = read_checkpoint(row.note, log)
    except (ValueError, NoteFault) as error:
        raise LogFault("checkpoint_changed", size=row.size) from error
    if (signed.size, signed.root) != (row.size, edge.root) or bytes(row.root) != edge.root:
        raise LogFault("checkpoint_changed", size=row.size)
    return Head(edge, row.note)


def sequence(signer: NoteSigner, most: int = MOST) -> Head | None:
    """One checkpoint over leaves that wait, at most so many; None where none does, or another is at it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ALONE])
        if not cursor.fetchone()[0]:
            return None
        before = last(signer.public)
        edge = before.edge if before else Edge()
        cursor.execute("SELECT id, commitment FROM transparency_waiting(%s)", [most])
        waiting = cursor.fetchall()
        if not waiting:
            return None
        after = edge.grown(leaf_hash(bytes(commitment)) for _, commitment in waiting)
        note = Checkpoint(signer.name, after.size, after.root).signed(signer)
        cursor.execute(
            "SELECT transparency_sequence(%s::bigint[], %s, %s, %s, %s)",
            [[leaf for leaf, _ in waiting], edge.size, after.root, after.as_bytes(), note],
        )
    return Head(after, note)
