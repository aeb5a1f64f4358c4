"""A credential taken apart before it is verified: its form, whom it names, and each item with its digest.

Nothing here says that anything holds; what is wrong with the form is for ``verify`` to tell.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from baeum.credentials.canonical import canonical
from baeum.credentials.clr import MOST_MEMBERS
from baeum.credentials.proof import without_proof
from baeum.credentials.reasons import Reason
from baeum.credentials.safe import Unsafe
from baeum.credentials.sd_jwt import NotSdJwt, SdJwt, disclosed, read
from baeum.credentials.status_checking import entries_of, token_entry_of
from baeum.credentials.strict_json import Unread, read_json

from .contents import Content, of_badge, of_claims

OPEN_BADGE, SD_JWT = "open_badge", "sd_jwt"
BADGES = ("OpenBadgeCredential", "AchievementCredential")


@dataclass(frozen=True)
class Part:
    """One item of a credential. ``held``: the bytes verified for it: its own, or those of the whole."""

    form: str
    held: bytes
    digest: bytes
    content: Content


@dataclass(frozen=True)
class Parts:
    """``dids``, ``lists``: the issuers and status lists it names. ``items``: empty where none can be read.

    ``fault``: why not, where that is known.
    """

    is_record: bool  # a learner record with badges inside, each of them verified for itself too
    items: tuple[Part, ...] = ()
    dids: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    fault: Reason | None = None


def parts_of(held: bytes) -> Parts:
    """Take it apart; nothing that is no credential has items."""
    try:
        if held[:1] == b"{":
            return _of_document(read_json(held), held)
        if b"~" in held and held.isascii():
            return _of_token(read(held.decode()), held)
    except (Unread, NotSdJwt, Unsafe) as error:
        return Parts(False, fault=Reason(error.code, error.figures))
    return Parts(False)


def _of_document(document: Any, held: bytes) -> Parts:
    if not isinstance(document, dict):
        return Parts(False)
    types = document.get("type")
    is_record = isinstance(types, list) and "ClrCredential" in types
    badges = list(_members(document)) if is_record else [document]
    items = []
    for badge in badges:
        kinds = badge.get("type")
        if isinstance(kinds, list) and any(one in kinds for one in BADGES):
            text = json.dumps(badge, ensure_ascii=False).encode() if is_record else held
            digest = sha256(b"open_badge\n" + canonical(without_proof(badge))).digest()
            items.append(Part(OPEN_BADGE, text, digest, of_badge(badge)))
    every = [document, *badges] if is_record else badges
    dids = frozenset(did for one in every if (did := _issuer(one)))
    lists = frozenset(entry.address for one in every for entry in entries_of(one) or ())
    return Parts(is_record, tuple(items), dids, lists)


def _members(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    subject = document.get("credentialSubject")
    listed = subject.get("verifiableCredential") if isinstance(subject, dict) else None
    if isinstance(listed, list) and len(listed) <= MOST_MEMBERS:
        yield from (one for one in listed if isinstance(one, dict))


def _issuer(document: dict[str, Any]) -> str:
    issuer = document.get("issuer")
    found = issuer.get("id") if isinstance(issuer, dict) else issuer
    return found if isinstance(found, str) else ""


def _of_token(token: SdJwt, held: bytes) -> Parts:
    """The signature is left out of the digest: ECDSA has a second one for each, made without the key."""
    payload = token.issued.payload
    signed = sha256(token.issued.signed).digest()
    items = tuple(
        Part(SD_JWT, held, sha256(b"sd_jwt\n" + signed + _as_read(line)).digest(), content)
        for line, content in of_claims(disclosed(token))
    )
    did = payload.get("iss")
    lists = frozenset(entry.address for entry in token_entry_of(payload) or ())
    return Parts(False, items, frozenset([did] if isinstance(did, str) else []), lists)


def _as_read(line: Any) -> bytes:
    return b"" if line is None else json.dumps(line, ensure_ascii=False, sort_keys=True).encode()
