"""What the proof inside a paper shows: that the log had committed to this very content."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from baeum.credentials.checkpoint import NoteKey
from baeum.credentials.log_proof import Proof, ProofFault, verify_proof
from baeum.credentials.snapshot import Snapshot

from .freezing import canonical, statement_of


def holds(held: bytes, snapshot: Snapshot, log: NoteKey) -> bool:
    """Whether the attached proof (``proof.json``) proves that the log has a document of this content."""
    try:
        told: Any = json.loads(held)
        salt, sealed = bytes.fromhex(told["salt"]), bytes.fromhex(told["sealed"])
        proof = Proof.from_json(told)
        digest = sha256(salt + canonical(snapshot)).digest()
        number = snapshot.number.replace("-", "")
        said = statement_of(number, snapshot.kind, snapshot.issued_on, digest, sealed)
        verify_proof(proof, said, log)
    except (ValueError, KeyError, TypeError, ProofFault):
        return False
    return True
