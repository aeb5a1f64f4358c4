"""Issue copies of a document to a wallet: each bound to a key of its own, with a bit and salts of its own.

Nothing joins two copies but the document they are of: whoever is shown one cannot tell that another is of the
same person, as long as they do not show the same name.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from baeum.certificates import lists
from baeum.certificates.freezing import opened
from baeum.certificates.rendering import disclosable
from baeum.credentials.snapshot import KINDS, Snapshot
from baeum.people.keys import unwrapped

from .. import codes, nonces
from ..denied import Denied, no_token
from ..proofs import Proven, proven

MOST_COPIES = 10  # of one offer, and proofs in one request


class _Row(NamedTuple):
    state: str
    offer: UUID
    document: UUID
    kind: str
    content: bytes
    valid_until: date | None
    person: UUID
    wrapped: bytes | None


def issue_copies(token: str, request: Any, *, at: datetime) -> list[str]:
    """The SD-JWT VCs for a credential request, one for each proof. Raises Denied, then nothing is stored."""
    row = _opened(token)
    _check(row, request)
    keys = proven(request.get("proofs"), audience=settings.ADDRESS, at=at, most=MOST_COPIES)
    snapshot = _snapshot(row)
    if row.state == "revoked" or (row.valid_until is not None and row.valid_until < at.date()):
        raise Denied("credential_request_denied", "what was offered does not hold any more")
    with transaction.atomic():
        bits = _take(token, keys, at)
        made = [
            disclosable(snapshot, lists.entry(bit.name, bit.index), at.date(), key)
            for bit, key in zip(bits, keys.keys, strict=True)
        ]
        with connection.cursor() as cursor:
            places: list[Any] = [bits[0].list_id, [bit.index for bit in bits]]
            cursor.execute("SELECT wallet_keep(%s, %s, %s::int[])", [codes.digest(token), *places])
    return made


def _opened(token: str) -> _Row:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(_Row._fields)} FROM wallet_open(%s)", [codes.digest(token)])
        found = cursor.fetchone()
    row = _Row(*found) if found else None
    if row is None or row.state == "expired":
        raise no_token("the access token is not known, or has expired")
    return row


def _check(row: _Row, request: Any) -> None:
    """Whether it asks for what the token is for (OpenID4VCI 1.0, 8.2 and 8.3.1.2)."""
    if not isinstance(request, dict):
        raise Denied("invalid_credential_request", "the request must be a JSON object")
    configuration, identifier = (
        request.get(name) for name in ("credential_configuration_id", "credential_identifier")
    )
    if (configuration is None) == (identifier is None):
        raise Denied(
            "invalid_credential_request",
            "exactly one of credential_configuration_id and credential_identifier",
        )
    if "credential_response_encryption" in request:
        raise Denied("invalid_encryption_parameters", "responses are not encrypted here")
    if identifier is not None and identifier != str(row.offer):
        raise Denied("unknown_credential_identifier", "the token is for another credential_identifier")
    if configuration is not None and configuration not in KINDS:
        raise Denied("unknown_credential_configuration", "see credential_configurations_supported")
    if configuration is not None and configuration != row.kind:
        raise Denied("credential_request_denied", "the token is for another credential_configuration_id")


def _snapshot(row: _Row) -> Snapshot:
    """What was frozen; of somebody who was erased nothing can be read any more."""
    found = None
    if row.wrapped is not None:
        found = opened(row.document, unwrapped(row.person, bytes(row.wrapped)), bytes(row.content))
    if found is None:
        raise Denied("credential_request_denied", "what was offered cannot be read any more")
    return found


def _take(token: str, keys: Proven, at: datetime) -> list[lists.Bit]:
    """The places of the copies, with the nonces used up. Inside the caller's transaction. Raises Denied."""
    until, count = at + timedelta(seconds=2 * nonces.LIFE_S), len(keys.keys)
    used = [codes.digest(nonce) for nonce in dict.fromkeys(keys.nonces)]
    values: list[Any] = [codes.digest(token), used, until, *lists.candidate(), lists.SIZE, count, MOST_COPIES]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, list, name, key, size, first"
            " FROM wallet_take(%s, %s::bytea[], %s, %s, %s, %s, %s, %s)",
            values,
        )
        state, *row = cursor.fetchone()
    if state == "unknown":
        raise no_token("the access token has expired")
    if state == "nonce":
        raise Denied("invalid_nonce", "the c_nonce was used before: ask the nonce endpoint for a new one")
    if state == "enough":
        raise Denied("credential_request_denied", f"an offer gives {MOST_COPIES} copies, and they are given")
    if state == "revoked":
        raise Denied("credential_request_denied", "what was offered does not hold any more")
    return lists.drawn(tuple(row), count)
