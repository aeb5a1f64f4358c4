"""Data Integrity proofs of the suite ``eddsa-rdfc-2022`` (W3C): made and checked.

What is signed is SHA-256 of the proof's options and SHA-256 of the document, both canonical, one after the
other.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from baeum.credentials.canonical import canonical
from baeum.credentials.encodings import NotEncoded, from_multibase, to_multibase
from baeum.credentials.keys import SigningKey, VerificationKey
from baeum.credentials.safe import Unsafe
from baeum.credentials.templates import Templates

SUITE = "eddsa-rdfc-2022"
MOST_PROOFS = 4


def secured(
    document: dict[str, Any], key: SigningKey, created: str, templates: Templates, nquads: bytes | None = None
) -> tuple[dict[str, Any], bytes]:
    """The document with its proof, and its canonical N-Quads without it. Raises Unsafe.

    ``created``: an instant of ISO 8601; the caller rounds it, so that it does not tell when exactly one
    signed. ``nquads``: the canonical form of the document where the caller has made it already.
    """
    options = {
        "@context": document["@context"],
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": key.key_id,
        "proofPurpose": "assertionMethod",
    }
    if nquads is None:
        nquads = templates.canonical(document)
    value = to_multibase(key.sign(_signed(templates.canonical(options), nquads)))
    proof = {name: held for name, held in options.items() if name != "@context"}
    return {**document, "proof": {**proof, "proofValue": value}}, nquads


def proofs_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The proofs in a document, at most MOST_PROOFS. Raises Unsafe."""
    held = document.get("proof")
    found: list[Any] = held if isinstance(held, list) else [held]
    if len(found) > MOST_PROOFS or not all(isinstance(one, dict) for one in found):
        raise Unsafe("credential.proof", place="$.proof")
    return found


def holds(
    document: dict[str, Any], proof: dict[str, Any], key: VerificationKey, nquads: bytes, learned: Templates
) -> bool:
    """Whether the key made this proof over the document, whose canonical N-Quads are given. Raises Unsafe.

    ``learned``: shapes of proofs that were found good before; a new one is added.
    """
    if "@context" in proof or proof.get("cryptosuite") != SUITE or key.curve != "Ed25519":
        return False
    try:
        signature = from_multibase(str(proof.get("proofValue")))
    except NotEncoded:
        return False
    config = config_of(document, proof)
    known = learned.known(config)
    if known is not None and key.accepts(signature, _signed(known, nquads)):
        return True
    options = canonical(config)
    if options == known or not key.accepts(signature, _signed(options, nquads)):
        return False
    learned.learn(config, options)
    return True


def config_of(document: dict[str, Any], proof: dict[str, Any]) -> dict[str, Any]:
    """What of a proof is signed: all but its value, read by the contexts of the document."""
    return {
        "@context": document["@context"],
        **{name: held for name, held in proof.items() if name != "proofValue"},
    }


def without_proof(document: dict[str, Any]) -> dict[str, Any]:
    """What the proofs are over."""
    return {name: held for name, held in document.items() if name != "proof"}


def _signed(options: bytes, nquads: bytes) -> bytes:
    return sha256(options).digest() + sha256(nquads).digest()
