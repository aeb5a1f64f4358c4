"""A proof holds for its statement, its log and its place only, and survives both ways of writing it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from baeum.credentials.checkpoint import Checkpoint, NoteSigner
from baeum.credentials.keys import Purpose, new_key
from baeum.credentials.log_proof import (
    Proof,
    ProofFault,
    commitment_of,
    new_nonce,
    read_proof,
    verify_proof,
)
from baeum.credentials.merkle import Edge, inclusion, leaf_hash, root_of

SIZE, INDEX, STATEMENT = 21, 13, b"issued"


def signer(name: str = "log.example") -> NoteSigner:
    return NoteSigner(name, new_key("did:web:x", Purpose.LOG, 2026).private)  # type: ignore[arg-type]


LOG = signer()


def proven() -> Proof:
    nonce = new_nonce()
    commitments = [commitment_of(new_nonce(), b"other") for _ in range(SIZE)]
    commitments[INDEX] = commitment_of(nonce, STATEMENT)
    leaves = [leaf_hash(one) for one in commitments]

    def node(level: int, index: int) -> bytes:
        return root_of(leaves[index << level : (index + 1) << level])

    note = Checkpoint("log.example", SIZE, Edge().grown(leaves).root).signed(LOG)
    return Proof(nonce, commitments[INDEX], INDEX, SIZE, inclusion(INDEX, SIZE, node), note)


def test_a_proof_both_ways() -> None:
    proof = proven()
    assert verify_proof(proof, STATEMENT, LOG.public).size == SIZE
    assert Proof.from_json(proof.as_json()) == proof == read_proof(proof.as_text(), STATEMENT)
    lines = proof.as_text().split("\n")
    assert lines[0] == "c2sp.org/tlog-proof@v1" and lines[2] == f"index {INDEX}"
    assert proof.as_text().endswith(proof.checkpoint)


def test_a_proof_of_anything_else_is_refused() -> None:
    proof = proven()
    wrong = {
        "statement": (proof, b"Issued"),
        "nonce": (replace(proof, nonce=new_nonce()), STATEMENT),
        "commitment": (replace(proof, commitment=bytes(32)), STATEMENT),
        "index": (replace(proof, index=INDEX + 1), STATEMENT),
        "size": (replace(proof, size=SIZE + 1), STATEMENT),
        "path": (replace(proof, path=proof.path[:-1]), STATEMENT),
        "a hash": (replace(proof, path=(bytes(32), *proof.path[1:])), STATEMENT),
        "checkpoint": (replace(proof, checkpoint=proof.checkpoint.replace("\n21\n", "\n22\n")), STATEMENT),
        "another statement, committed to anew": (
            replace(proof, commitment=commitment_of(proof.nonce, b"forged")),
            b"forged",
        ),
    }
    for what, (given, statement) in wrong.items():
        with pytest.raises(ProofFault):
            verify_proof(given, statement, LOG.public)
        assert what
    with pytest.raises(ProofFault, match="did not sign"):
        verify_proof(proof, STATEMENT, signer().public)


def test_what_is_no_proof() -> None:
    held = proven().as_json()
    for change in (
        {"nonce": "AAAA"},
        {"commitment": "x"},
        {"index": "1"},
        {"index": True},
        {"size": 1.5},
        {"path": None},
        {"path": ["!"]},
        {"path": held["path"] * 20},
        {"checkpoint": 1},
    ):
        with pytest.raises(ProofFault):
            Proof.from_json({**held, **change})
    for given in (None, [], {}, "text"):
        with pytest.raises(ProofFault):
            Proof.from_json(given)
    text = proven().as_text()
    for broken in (
        "",
        text.replace("index 13", "index 013"),
        text.replace("v1", "v2"),
        text.replace("\n\n", "\n"),
    ):
        with pytest.raises(ProofFault):
            read_proof(broken, STATEMENT)
