"""An issuer: its did:web document, and the documents a verifier trusts.

did:web keeps no history: a verifier looks only at the document of today. So the keys of former years stay
listed, in ``verificationMethod`` and ``assertionMethod``, while what they signed lives; a compromised key is
taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from baeum.credentials.contexts import DID, MULTIKEY
from baeum.credentials.keys import KeyFault, Purpose, VerificationKey, from_jwk, from_multikey, purpose_of
from baeum.credentials.strict_json import Unread, read_json

_DID_WEB = re.compile(r"did:web:[A-Za-z0-9.-]+(%3A\d+)?(:[A-Za-z0-9._~%-]+)*", re.ASCII)
MOST_KEYS = 500


class IssuerFault(ValueError):
    """A did document cannot be used; the message names the place and the remedy."""


@dataclass(frozen=True)
class Issuer:
    """An issuer that a verifier trusts, with the names of the verifier's registry, never of a credential."""

    did: str
    keys: Mapping[str, VerificationKey]
    name_ko: str = ""
    name_en: str = ""

    def key(self, key_id: str, purposes: Iterable[Purpose]) -> VerificationKey | None:
        """The key of that id if it may sign for one of the purposes; other issuers' names tell no purpose."""
        found = self.keys.get(key_id)
        told = purpose_of(key_id)
        return found if found and (told is None or told in set(purposes)) else None


@dataclass(frozen=True)
class Trusted:
    """The issuers a verifier knows, by did."""

    issuers: Mapping[str, Issuer] = field(default_factory=dict)

    @classmethod
    def of(cls, issuers: Iterable[Issuer]) -> Trusted:
        return cls({issuer.did: issuer for issuer in issuers})

    def get(self, did: object) -> Issuer | None:
        return self.issuers.get(did) if isinstance(did, str) else None


def address_of(did: str) -> str:
    """Where a did:web document is published. Raises IssuerFault."""
    if not _DID_WEB.fullmatch(did):
        raise IssuerFault(f"{did!r} is not a did:web; write did:web:example.kr or did:web:example.kr:office")
    host, *path = [unquote(part) for part in did.removeprefix("did:web:").split(":")]
    return f"https://{host}/{'/'.join(path)}/did.json" if path else f"https://{host}/.well-known/did.json"


def did_document(did: str, keys: Iterable[VerificationKey]) -> dict[str, Any]:
    """The document to publish: every key that anything alive was signed with, in the order given."""
    address_of(did)
    held = list(keys)
    for key in held:
        if key.key_id.partition("#")[0] != did:
            raise IssuerFault(f"{key.key_id} is not a key of {did}")
    return {
        "@context": [DID, MULTIKEY],
        "id": did,
        "verificationMethod": [
            {"id": k.key_id, "type": "Multikey", "controller": did, "publicKeyMultibase": k.multibase}
            for k in held
        ],
        "assertionMethod": [key.key_id for key in held],
    }


def jwt_issuer(issuer: str, keys: Iterable[VerificationKey]) -> dict[str, Any]:
    """The metadata of a JWT VC issuer (``/.well-known/jwt-vc-issuer``): its P-256 keys as a JWK set."""
    return {"issuer": issuer, "jwks": {"keys": [key.jwk for key in keys if key.curve == "P-256"]}}


def read_issuer(held: bytes, *, name_ko: str = "", name_en: str = "") -> Issuer:
    """The issuer of a did document. Only keys that may assert count. Raises IssuerFault."""
    try:
        document = read_json(held)
    except Unread as error:
        raise IssuerFault(f"the did document cannot be read: {error.code} {error.figures}") from error
    did = document.get("id") if isinstance(document, dict) else None
    if not isinstance(did, str) or not did.startswith("did:"):
        raise IssuerFault("the did document has no id that begins with did:")
    methods = _listed(document, "verificationMethod")
    asserts = _listed(document, "assertionMethod")
    allowed = {_full(did, one) for one in asserts if isinstance(one, str)}
    embedded = [one for one in asserts if isinstance(one, dict)]
    named = [one for one in methods if isinstance(one, dict) and _full(did, one.get("id")) in allowed]
    keys = {}
    for method in [*named, *embedded]:
        key = _key(did, method)
        if key:
            keys[key.key_id] = key
    return Issuer(did, keys, name_ko, name_en)


def _full(did: str, key_id: Any) -> str:
    """A key's id in full; some documents write only the fragment."""
    text = str(key_id)
    return did + text if text.startswith("#") else text


def _listed(document: dict[str, Any], name: str) -> list[Any]:
    found = document.get(name, [])
    if not isinstance(found, list) or len(found) > MOST_KEYS:
        raise IssuerFault(f"{name} of the did document is not a list of at most {MOST_KEYS}")
    return found


def _key(did: str, method: dict[str, Any]) -> VerificationKey | None:
    """The key of a method; None where it is of a kind we do not verify with (RSA, another curve)."""
    key_id = _full(did, method.get("id"))
    if key_id.partition("#")[0] != did or method.get("controller") != did:
        raise IssuerFault(f"{key_id!r}: id and controller of a key must be those of {did}")
    try:
        if "publicKeyMultibase" in method:
            return VerificationKey(key_id, from_multikey(str(method["publicKeyMultibase"])))
        return VerificationKey(key_id, from_jwk(method.get("publicKeyJwk")))
    except KeyFault:
        return None
