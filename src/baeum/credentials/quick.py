"""The canonical form of a stranger's credential without reading it as JSON-LD, where its shape is known.

A shape is learned from a credential that was read in full and whose signature held. What the quick way says
is only ever taken for yes: where the signature does not hold over it, the credential is read in full, and
that decides.
"""

from __future__ import annotations

from typing import Any

from baeum.credentials.badge import Signed
from baeum.credentials.clr import join
from baeum.credentials.proof import without_proof
from baeum.credentials.safe import Unsafe
from baeum.credentials.templates import Templates

LEARNED = Templates()  # of this process; bounded, and nothing personal is in a shape


def quick(document: dict[str, Any]) -> bytes | None:
    """The canonical N-Quads of a credential without its proof; None where it has to be read in full."""
    held = members_of(document)
    if held is None:
        return LEARNED.known(without_proof(document))
    try:
        outer = LEARNED.known(_around(document))
        members = [Signed(one, _known(without_proof(one))) for one in held]
        return outer and join(outer, document["credentialSubject"]["id"], members, _known)
    except (Unsafe, KeyError, TypeError, AttributeError, ValueError, SyntaxError):
        return None


def learn(document: dict[str, Any], nquads: bytes, reading: Any) -> None:
    """Keep the shape of a credential whose signature held. ``reading`` canonicalises in full."""
    if members_of(document) is None:
        LEARNED.learn(without_proof(document), nquads)
    else:
        around = _around(document)
        LEARNED.learn(around, reading(around))


def members_of(document: dict[str, Any]) -> list[Any] | None:
    """The credentials inside a CLR; None of what has no place for them."""
    subject = document.get("credentialSubject")
    if not isinstance(subject, dict) or "verifiableCredential" not in subject:
        return None
    held = subject["verifiableCredential"]
    return held if isinstance(held, list) else [held]


def _around(document: dict[str, Any]) -> dict[str, Any]:
    """A CLR without its members and its proof."""
    subject = document["credentialSubject"]
    rest = {name: held for name, held in subject.items() if name != "verifiableCredential"}
    return {**without_proof(document), "credentialSubject": rest}


def _known(document: dict[str, Any]) -> bytes:
    found = LEARNED.known(document)
    if found is None:
        raise KeyError("shape")
    return found
