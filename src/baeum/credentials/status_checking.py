"""Whether a credential's bit is set, by published lists that the verifier holds; nobody is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from baeum.credentials import jws
from baeum.credentials.canonical import canonical
from baeum.credentials.days import Days, NoDay
from baeum.credentials.issuer import Issuer
from baeum.credentials.keys import Purpose
from baeum.credentials.proof import holds, proofs_of, without_proof
from baeum.credentials.quick import LEARNED
from baeum.credentials.reasons import Reason
from baeum.credentials.safe import Unsafe
from baeum.credentials.status import StatusFault, StatusList
from baeum.credentials.status_publishing import TOKEN_TYPE, bitstring_of, token_list_of
from baeum.credentials.strict_json import Unread, read_json
from baeum.credentials.verdict import Outcome

Finding = tuple[Outcome, Reason]
LARGEST_LIST = 8_000_000  # bytes, as published


@dataclass(frozen=True)
class Entry:
    """Where a credential says its bit is. ``token``: in a Token Status List."""

    address: str
    index: int
    purpose: str
    token: bool


@dataclass(frozen=True)
class _Checked:
    """A list whose signature holds."""

    bits: StatusList
    purpose: str
    until: date | None


@dataclass
class StatusLists:
    """Published lists by address, as bytes; each is checked once, when it is first asked."""

    held: Mapping[str, bytes] = field(default_factory=dict)
    _checked: dict[tuple[str, str], _Checked] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, files: Iterable[bytes]) -> StatusLists:
        """The lists in some files; each tells its own address. Raises StatusFault for one that does not."""
        return cls({_address(one): one for one in files})

    def finding(self, entry: Entry, issuer: Issuer, on: date) -> Finding | None:
        """The bad news that the list has of an entry; None where the bit is clear and the list current."""
        if entry.address not in self.held:
            return Outcome.UNCHECKED, Reason("status.missing", {"list": entry.address})
        try:
            found = self._of(entry, issuer)
            is_set = found.bits[entry.index]
        except (StatusFault, Unsafe, Unread, NoDay) as error:
            detail = {"list": entry.address, "detail": str(error)[:200]}
            return Outcome.UNCHECKED, Reason("status.broken", detail)
        except IndexError:
            return Outcome.UNCHECKED, Reason("status.entry")
        if is_set:
            code = "verify.suspended" if entry.purpose == "suspension" else "verify.revoked"
            return Outcome.REVOKED, Reason(code)
        if found.until and found.until < on:
            return Outcome.UNCHECKED, Reason("status.old", {"list": entry.address, "until": found.until})
        return None

    def _of(self, entry: Entry, issuer: Issuer) -> _Checked:
        place = (entry.address, issuer.did)
        if place not in self._checked:
            read = _read_token if entry.token else _read_bitstring
            self._checked[place] = read(self.held[entry.address], entry.address, issuer)
        found = self._checked[place]
        if found.purpose != entry.purpose:
            raise StatusFault(f"it is a list of another purpose: {found.purpose}")
        return found


def published(held: bytes, address: str, issuer: Issuer, on: date) -> StatusList:
    """The list of an issuer, where a status key of it signed it and it is current. Raises StatusFault."""
    try:
        read = _read_bitstring if held.lstrip()[:1] == b"{" else _read_token
        found = read(held, address, issuer)
    except (Unsafe, Unread, NoDay) as error:
        raise StatusFault(str(error)[:200]) from error
    if found.until and found.until < on:
        raise StatusFault(f"it was only to be used until {found.until}")
    return found.bits


def entries_of(document: dict[str, Any]) -> list[Entry] | None:
    """The entries of ``credentialStatus``; None where one of them cannot be read."""
    held = document.get("credentialStatus")
    if held is None:
        return []
    found = []
    for one in held if isinstance(held, list) else [held]:
        index = str(one.get("statusListIndex", "")) if isinstance(one, dict) else ""
        if not (index.isascii() and index.isdigit() and len(index) < 10):
            return None
        if one.get("type") != "BitstringStatusListEntry":
            return None
        address, purpose = str(one.get("statusListCredential")), str(one.get("statusPurpose"))
        found.append(Entry(address, int(index), purpose, token=False))
    return found


def token_entry_of(payload: dict[str, Any]) -> list[Entry] | None:
    """The entry of ``status`` in an SD-JWT VC; None where it cannot be read."""
    if "status" not in payload:
        return []
    status = payload["status"]
    listed = status.get("status_list") if isinstance(status, dict) else None
    index = listed.get("idx") if isinstance(listed, dict) else None
    if not isinstance(listed, dict) or not isinstance(index, int) or isinstance(index, bool) or index < 0:
        return None
    return [Entry(str(listed.get("uri")), index, "revocation", token=True)]


def _address(held: bytes) -> str:
    try:
        if held.lstrip()[:1] == b"{":
            found = read_json(held, LARGEST_LIST).get("id")
        else:
            found = jws.read(held.decode("ascii").strip(), LARGEST_LIST).payload.get("sub")
    except (Unread, jws.NotJws, UnicodeDecodeError) as error:
        raise StatusFault(f"this is no status list: {error}") from error
    if not isinstance(found, str):
        raise StatusFault("this status list does not tell its address (id or sub)")
    return found


def _read_bitstring(held: bytes, address: str, issuer: Issuer) -> _Checked:
    document = read_json(held, LARGEST_LIST)
    types = document.get("type") if isinstance(document, dict) else None
    if not isinstance(types, list) or "BitstringStatusListCredential" not in types:
        raise StatusFault("it is no BitstringStatusListCredential")
    if document.get("id") != address or document.get("issuer") != issuer.did:
        raise StatusFault("it is another list, or another issuer's")
    nquads = canonical(without_proof(document))
    for proof in proofs_of(document):
        key = issuer.key(str(proof.get("verificationMethod")), [Purpose.STATUS])
        if (
            key
            and proof.get("proofPurpose") == "assertionMethod"
            and holds(document, proof, key, nquads, LEARNED)
        ):
            subject = document["credentialSubject"]
            until = Days.of(document).until
            return _Checked(bitstring_of(subject), str(subject.get("statusPurpose")), until)
    raise StatusFault("no status key of the issuer has signed it as it is")


def _read_token(held: bytes, address: str, issuer: Issuer) -> _Checked:
    try:
        token = jws.read(held.decode("ascii").strip(), LARGEST_LIST)
    except (jws.NotJws, UnicodeDecodeError) as error:
        raise StatusFault(f"it is no status token: {error}") from error
    if token.header.get("typ") != TOKEN_TYPE or token.payload.get("sub") != address:
        raise StatusFault("it is another list")
    key = issuer.key(str(token.header.get("kid")), [Purpose.STATUS_TOKEN])
    if not key or not token.made_by(key.key):
        raise StatusFault("no status key of the issuer has signed it as it is")
    return _Checked(token_list_of(token.payload), "revocation", Days.of_claims(token.payload).until)
