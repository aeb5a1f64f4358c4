"""What is entered with a transaction is in the log with it, and provable once it is published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from baeum.credentials.checkpoint import NoteKey
from baeum.credentials.log_proof import Proof, ProofFault, read_proof, verify_proof
from baeum.transparency.entering import enter, enter_each
from baeum.transparency.proving import proof_of, proofs_of
from baeum.transparency.publishing import publish


def test_a_statement_is_proven_once_it_is_published(log: NoteKey) -> None:
    enter("document", "D-1", b"issued")
    assert proof_of("document", "D-1") is None
    assert publish().added == 1
    proof = proof_of("document", "D-1")
    assert proof is not None
    assert verify_proof(proof, b"issued", log).size == 1
    enter_each("document", [(f"D-{number}", b"issued") for number in range(2, 400)])
    publish()
    for number in (1, 2, 255, 256, 257, 399):
        proof = proof_of("document", f"D-{number}")
        assert proof is not None
        again = Proof.from_json(json.loads(json.dumps(proof.as_json())))
        assert again == proof == read_proof(proof.as_text(), b"issued")
        assert verify_proof(again, b"issued", log).size == 399
        with pytest.raises(ProofFault, match="another statement"):
            verify_proof(again, b"Issued", log)


def test_proofs_of_many_are_those_of_each(log: NoteKey, log_folder: Path) -> None:
    enter_each("document", [(f"D-{number}", b"issued") for number in range(300)])
    publish()
    enter("document", "D-late", b"issued")
    subjects = [f"D-{number}" for number in (0, 7, 255, 256, 299)]
    found = proofs_of("document", [*subjects, "D-late", "nothing"])
    assert found == {subject: proof_of("document", subject) for subject in subjects}
    assert all(verify_proof(proof, b"issued", log) for proof in found.values())
    held = bytearray((log_folder / "tile/0/000").read_bytes())
    held[0] ^= 1  # the hash of the first leaf, through which its neighbours' proofs go
    (log_folder / "tile/0/000").write_bytes(held)
    assert set(proofs_of("document", subjects)) == {"D-0", "D-256", "D-299"}


def test_what_was_never_entered_has_no_proof(log: NoteKey) -> None:
    enter("document", "D-1", b"issued")
    publish()
    assert proof_of("document", "D-2") is None
    assert proof_of("ledger", "D-1") is None


def test_what_is_rolled_back_was_never_entered(log: NoteKey) -> None:
    with transaction.atomic():
        enter("document", "D-1", b"issued")
        transaction.set_rollback(True)
    assert publish().size == 0
    enter("document", "D-1", b"issued")
    assert publish().size == 1


def test_a_subject_is_entered_once(log: NoteKey) -> None:
    enter("document", "D-1", b"issued")
    publish()
    with pytest.raises(IntegrityError), transaction.atomic():
        enter("document", "D-1", b"issued once more")


def test_the_log_tells_nothing_but_commitments(log: NoteKey, log_folder: Path) -> None:
    """Two leaves of the same statement differ, and the entries are 32 bytes each."""
    enter_each("document", [("D-1", b"issued"), ("D-2", b"issued")])
    publish()
    held = (log_folder / "tile/entries/000.p/2").read_bytes()
    assert len(held) == 2 * (2 + 32)
    assert held[2:34] != held[36:]


def test_the_app_cannot_read_a_nonce_or_write_a_leaf(log: NoteKey) -> None:
    enter("document", "D-1", b"issued")
    for words in (
        "SELECT nonce FROM transparency_leaf",
        "SELECT subject FROM transparency_leaf",
        "UPDATE transparency_leaf SET nonce = NULL",
        "DELETE FROM transparency_leaf",
        "INSERT INTO transparency_leaf (kind, subject, commitment) VALUES ('a', 'b', 'c')",
        "INSERT INTO transparency_checkpoint (size, root, edge, note) VALUES (1, '', '', '')",
        "UPDATE transparency_checkpoint SET note = ''",
        "UPDATE transparency_log SET origin = 'x'",
        "DELETE FROM transparency_cosignature",
        "SELECT transparency_commit('a', 'b', 'c')",
        "SELECT transparency_forget('document', ARRAY['D-1'])",
    ):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            connection.cursor().execute(words)
