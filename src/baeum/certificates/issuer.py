"""The issuer: its did and its keys, one for each purpose and year, in a folder of the operator's.

A file ``items-2026.pem`` holds a private key (PKCS#8). A key that is missing is made when something is first
to be signed with it; those of former years stay in the did document for as long as their files, or their
public halves (``items-2026.pub.pem``), stay in the folder. docs/operate/issuing.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings

from baeum.credentials.issuer import Issuer, did_document, read_issuer
from baeum.credentials.keys import Purpose, SigningKey, VerificationKey, new_key, purpose_of
from baeum.places.models import Office
from baeum.places.queries import institute_on
from baeum.shared.clock import today
from baeum.shared.put_once import put_once

PUBLIC = ".pub.pem"
SECRET = ".pem"


class IssuerKeyFault(Exception):
    """A file in the folder of keys cannot be used; the message names it and the remedy."""


@dataclass(frozen=True)
class IssuerKeys:
    """The keys in a folder. Signing keys are read, or made, when they are asked for."""

    did: str
    folder: Path

    def signing(self, purpose: Purpose, year: int) -> SigningKey:
        """The key of a purpose and a year; made where there is none yet. Raises IssuerKeyFault."""
        file = self.folder / f"{purpose}-{year:04}{SECRET}"
        if not file.exists():
            _put(file, new_key(self.did, purpose, year))
        private = _private(file)
        return SigningKey(f"{self.did}#{purpose}-{year:04}", purpose, private)

    def public(self) -> list[VerificationKey]:
        """Every key that something alive may have been signed with, by its id."""
        found = {}
        for file in sorted(self.folder.glob(f"*{SECRET}")):
            key_id = f"{self.did}#{file.name.removesuffix(PUBLIC).removesuffix(SECRET)}"
            if purpose_of(key_id) is not None:
                found[key_id] = VerificationKey(key_id, _public(file))
        return list(found.values())


def keys() -> IssuerKeys:
    """The keys of this site."""
    return IssuerKeys(settings.DID, settings.ISSUER_KEYS)


def signing_key(purpose: Purpose, year: int) -> SigningKey:
    """A key of this site's, kept in memory once it was read."""
    return _held(settings.DID, settings.ISSUER_KEYS, purpose, year)


def own_document() -> dict[str, object]:
    """The did document to publish, with the keys of this year there already."""
    for purpose in Purpose:
        signing_key(purpose, today().year)
    return did_document(settings.DID, keys().public())


def own_issuer(office: Office | None = None) -> Issuer:
    """This site as a verifier knows it, under the names of the institute of today."""
    named = office or institute_on(today())
    ko, en = (named.name_ko, named.name_en) if named else (settings.DID, settings.DID)
    return read_issuer(json.dumps(own_document()).encode(), name_ko=ko, name_en=en)


@cache
def _held(did: str, folder: Path, purpose: Purpose, year: int) -> SigningKey:
    return IssuerKeys(did, folder).signing(purpose, year)


def _private(file: Path) -> ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey:
    try:
        found = load_pem_private_key(file.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise IssuerKeyFault(f"{file}: {error}. Give the file that was kept.") from error
    if isinstance(found, (ed25519.Ed25519PrivateKey, ec.EllipticCurvePrivateKey)):
        return found
    raise IssuerKeyFault(f"{file}: neither Ed25519 nor P-256. Give the file that was kept.")


def _public(file: Path) -> ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey:
    if not file.name.endswith(PUBLIC):
        return _private(file).public_key()
    try:
        found = load_pem_public_key(file.read_bytes())
    except (OSError, ValueError) as error:
        raise IssuerKeyFault(f"{file}: {error}. Give the file that was kept.") from error
    if isinstance(found, (ed25519.Ed25519PublicKey, ec.EllipticCurvePublicKey)):
        return found
    raise IssuerKeyFault(f"{file}: neither Ed25519 nor P-256. Give the file that was kept.")


def _put(file: Path, key: SigningKey) -> None:
    put_once(file, key.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
