"""A client gets an access token for an assertion it signed (RFC 6749, 4.4; RFC 7523, 2.2)."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection

from baeum.api.assertions import Assertion, Distrust, claimed_client, verify
from baeum.shared.refusal import Refusal

LIFE_S = 600  # seconds that a token lives
TOKEN_BYTES = 32

UNKNOWN = Distrust("등록되어 있고 유효한 연계 시스템이 아닙니다", "no such client is registered and in force")
REPLAYED = Distrust("jti를 이미 썼습니다", "its jti was used before")


@dataclass(frozen=True)
class TokenIssued:
    """``token``: shown once and kept by its digest only. ``life_s``: seconds it lives."""

    token: str
    scopes: Sequence[str]
    life_s: int = LIFE_S


def issue_token(
    assertion: str, *, scope: str, audience: str, at: datetime
) -> TokenIssued | Distrust | Refusal:
    """A token with the scopes asked for, or with all of the client where none is named.

    Distrust: why the assertion is not believed. Refusal: a scope the client does not have.
    """
    client = _uuid(claimed_client(assertion))
    keys, held = _registered(client)
    if client is None or not keys:
        return UNKNOWN
    believed = verify(assertion, keys, client=str(client), audience=audience, at=at)
    if isinstance(believed, Distrust):
        return believed
    asked = scope.split() or held
    if not set(asked) <= set(held):
        return Refusal("invalid-scope", {"allowed": ", ".join(held)}, status=400)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    if not _store(client, believed, token, asked):
        return REPLAYED
    return TokenIssued(token, sorted(set(asked)))


def is_in_force(client: str | None) -> bool:
    """Whether there is such a client, neither it nor its office ended."""
    return bool(_registered(_uuid(client))[0])


def _registered(client: UUID | None) -> tuple[list[dict[str, Any]], list[str]]:
    """The keys and scopes of a client in force; nothing of any other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keys, scopes FROM api_client_in_force(%s)", [client])
        keys, scopes = cursor.fetchone() or ([], [])
    return json.loads(keys) if isinstance(keys, str) else keys, scopes


def _store(client: UUID, believed: Assertion, token: str, scopes: Sequence[str]) -> bool:
    """Use the jti up and keep the token, both or neither; False where the jti was used before."""
    values: list[Any] = [client, sha256(believed.jti.encode()).digest(), believed.expires]
    values += [sha256(token.encode()).digest(), sorted(set(scopes)), LIFE_S]
    with connection.cursor() as cursor:
        cursor.execute("SELECT api_issue_token(%s, %s, %s, %s, %s, %s)", values)
        return bool(cursor.fetchone()[0])


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
