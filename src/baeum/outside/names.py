"""Whether the name in a credential is the registered one. Without one it does not prove whose it is."""

from __future__ import annotations

import hmac
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

MASKS = frozenset("*＊○●◯")


class Binding(StrEnum):
    """What the credential says of its holder, beside the registered name."""

    SAME = "same"
    OTHER = "other"
    NOT_TOLD = "not_told"  # no name, or a masked one: many have it


@dataclass(frozen=True)
class Stated:
    """A name as a credential states it. ``hashed``: ``sha256$`` and hex digits, of the name and the salt."""

    name: str
    hashed: bool = False
    salt: str = ""


def binding(stated: Stated | None, registered: str) -> Binding:
    """Compare a stated name with the registered one."""
    if stated is None or not stated.name or MASKS & set(stated.name):
        return Binding.NOT_TOLD
    if not stated.hashed:
        return Binding.SAME if plain(stated.name) == plain(registered) else Binding.OTHER
    kind, _, digits = stated.name.partition("$")
    if kind != "sha256":
        return Binding.NOT_TOLD
    spellings = {registered, unicodedata.normalize("NFC", registered).strip()}
    same = any(
        hmac.compare_digest(sha256((one + stated.salt).encode()).hexdigest(), digits.lower())
        for one in spellings
        if digits.isascii()
    )
    return Binding.SAME if same else Binding.OTHER


def plain(name: str) -> str:
    """A name without what only its writing differs by: case, spaces, commas, points and hyphens."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(one for one in folded if one.isalnum())


def stated_in_subject(subject: Any) -> Stated | None:
    """The name in the ``identifier`` of an Open Badge's or a learner record's subject."""
    listed = subject.get("identifier") if isinstance(subject, dict) else None
    for one in listed if isinstance(listed, list) else [listed]:
        if isinstance(one, dict) and one.get("identityType") == "name":
            name, salt = one.get("identityHash"), one.get("salt", "")
            if isinstance(name, str) and isinstance(salt, str):
                return Stated(name[:300], one.get("hashed") is True, salt[:300])
    return None


def stated_in_claims(claims: dict[str, Any]) -> Stated | None:
    """The name in the claims of an SD-JWT VC: in ``holder`` as ours, or as OpenID Connect names it."""
    holder = claims.get("holder")
    for held in (holder if isinstance(holder, dict) else {}, claims):
        if isinstance(held.get("name"), str):
            return Stated(held["name"][:300])
        family, given = held.get("family_name"), held.get("given_name")
        if isinstance(family, str) and isinstance(given, str):
            return Stated(f"{family}{given}"[:300])
    return None
