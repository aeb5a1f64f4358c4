"""The portfolio as a Comprehensive Learner Record 2.0: the badges that were ticked, signed once more.

What was not ticked is absent, not hidden. A CLR is one RDF graph: the N-Quads of each badge are kept from its
issue and joined here, instead of reading everything as JSON-LD again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pyoxigraph import RdfFormat, parse

from baeum.credentials.badge import Signed, Terms, framed, identified, instant
from baeum.credentials.canonical import canonical_quads
from baeum.credentials.contexts import CLR, CREDENTIALS, OPEN_BADGES, OPEN_BADGES_EXTENSIONS
from baeum.credentials.keys import Purpose, SigningKey
from baeum.credentials.proof import config_of, proofs_of, secured
from baeum.credentials.safe import Unsafe
from baeum.credentials.snapshot import Snapshot
from baeum.credentials.templates import Templates

CONTEXTS = [CREDENTIALS, CLR, OPEN_BADGES, OPEN_BADGES_EXTENSIONS]
SCHEMA = "https://purl.imsglobal.org/spec/clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json"
MOST_MEMBERS = 250
_HAS_MEMBER = "https://purl.imsglobal.org/spec/vc/clr/vocab.html#verifiableCredential"
_PROOF = "https://w3id.org/security#proof"
_BLANK = re.compile(r"_:c14n\d+", re.ASCII)
_PROOF_VALUE = (
    '_:{n} <https://w3id.org/security#proofValue> "{value}"^^<https://w3id.org/security#multibase> _:{g} .'
)


def clr(snapshot: Snapshot, members: Sequence[Signed], terms: Terms) -> dict[str, Any]:
    """The unsigned CLR of signed badges. Raises Unsafe where two would lend each other their words."""
    if not 0 < len(members) <= MOST_MEMBERS:
        raise Unsafe("credential.members", count=len(members), most=MOST_MEMBERS)
    apart(members)
    outer = _outer(snapshot, terms)
    subject = {**outer["credentialSubject"], "verifiableCredential": [one.document for one in members]}
    return {**outer, "credentialSubject": subject}


def sign_clr(
    snapshot: Snapshot, members: Sequence[Signed], terms: Terms, key: SigningKey, templates: Templates
) -> Signed:
    """The CLR signed with an items key. Raises Unsafe, ValueError for another key."""
    if key.purpose is not Purpose.ITEMS or not key.key_id.startswith(f"{snapshot.issuer.did}#"):
        raise ValueError(f"{key.key_id} may not sign portfolios of {snapshot.issuer.did}")
    nquads = joined(snapshot, members, terms, templates)
    document = clr(snapshot, members, terms)
    return Signed(*secured(document, key, instant(snapshot, terms), templates, nquads))


def joined(snapshot: Snapshot, members: Sequence[Signed], terms: Terms, templates: Templates) -> bytes:
    """The canonical N-Quads of the CLR, from those that the badges were signed with."""
    return join(templates.canonical(_outer(snapshot, terms)), terms.subject, members, templates.canonical)


def join(
    outer: bytes, subject: str, members: Iterable[Signed], reading: Callable[[dict[str, Any]], bytes]
) -> bytes:
    """The canonical N-Quads of a CLR: those of what is around, of each member, and of their proofs.

    ``reading`` makes the canonical N-Quads of a proof's options.
    """
    lines = _relabelled(outer, "o")
    for n, member in enumerate(members):
        lines.append(f"<{subject}> <{_HAS_MEMBER}> <{member.document['id']}> .")
        lines += _relabelled(member.nquads, f"m{n}")
        for k, proof in enumerate(proofs_of(member.document)):
            options = reading(config_of(member.document, proof))
            lines += _proof_lines(member.document["id"], options, proof["proofValue"], f"p{n}x{k}")
    text = "\n".join([*lines, ""])
    return canonical_quads(parse(text.encode(), RdfFormat.N_QUADS))


def apart(members: Iterable[Signed]) -> None:
    """Refuse badges that describe the same thing differently: in one graph each would say both.

    An issuer is one thing under all its names, and may have been renamed.
    """
    known: dict[str, frozenset[str]] = {}
    for member in members:
        found: dict[str, list[str]] = {}
        for line in member.nquads.decode().split("\n"):
            if line.startswith("<"):
                found.setdefault(line.partition(" ")[0], []).append(line)
        for node, lines in found.items():
            said = frozenset(lines)
            if known.setdefault(node, said) != said and node != f"<{issuer_of(member.document)}>":
                raise Unsafe("credential.merged", node=node.strip("<>"))


def issuer_of(document: dict[str, Any]) -> str:
    """The id of the issuer, written as an object or as a text."""
    issuer = document.get("issuer")
    return str(issuer.get("id") if isinstance(issuer, dict) else issuer)


def _outer(snapshot: Snapshot, terms: Terms) -> dict[str, Any]:
    """The CLR without its members."""
    return {
        "@context": CONTEXTS,
        "id": terms.id,
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": "Learning portfolio" if snapshot.languages[0] == "en" else "평생학습이력철",
        **framed(snapshot, terms),
        "partial": True,
        "credentialSubject": {"id": terms.subject, "type": ["ClrSubject"], **identified(snapshot)},
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }


def _relabelled(nquads: bytes, label: str) -> list[str]:
    """The lines with the blank nodes renamed where a term may stand; no text is touched."""
    found = []
    for line in nquads.decode().split("\n"):
        if not line:
            continue
        subject, predicate, rest = line.removesuffix(" .").split(" ", 2)
        before, _, last = rest.rpartition(" ")
        if before and _BLANK.fullmatch(last):  # the name of a graph
            rest = f"{before} {_renamed(last, label)}"
        found.append(f"{_renamed(subject, label)} {predicate} {_renamed(rest, label)} .")
    return found


def _renamed(term: str, label: str) -> str:
    return f"_:{label}n{term[6:]}" if term.startswith("_:c14n") else term


def _proof_lines(node: str, options: bytes, value: str, label: str) -> list[str]:
    """A proof as it stands inside: a graph of its own, named by a blank node, around one blank node."""
    found = [f"<{node}> <{_PROOF}> _:{label}g ."]
    for line in options.decode().split("\n"):
        if line:
            found.append(f"_:{label}{line.removeprefix('_:c14n0').removesuffix('.')}_:{label}g .")
    found.append(_PROOF_VALUE.format(n=label, g=f"{label}g", value=value))
    return found
