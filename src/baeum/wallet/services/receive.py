"""Receive what a wallet presents: checked against what was asked, sealed for the learner, once.

Whether its issuer is known and it holds is told to the learner when they look at it (``baeum.outside``).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from baeum.credentials.jws import as_json
from baeum.credentials.strict_json import Unread, read_json
from baeum.credentials.verify_sd_jwt import Binding, unbound
from baeum.people.keys import unwrapped
from baeum.shared.sealed import sealed

from ..asked import BADGE, CERTIFICATE, client_id
from ..denied import Denied

AHEAD = timedelta(seconds=60)  # that clocks may differ
OLDEST = timedelta(minutes=15)


class Open(NamedTuple):
    """A presentation that can be answered still, or was. ``wrapped``: the key of the account's person."""

    nonce: str
    expires_at: datetime
    answered: bool
    person: UUID
    wrapped: bytes | None


def asked(presentation: UUID) -> Open:
    """What was asked under this id. Raises Denied where nothing was, or its time is over."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(Open._fields)} FROM wallet_asked(%s)", [presentation])
        found = cursor.fetchone()
    if found is None:
        raise Denied("invalid_request", "nothing is asked under this address, or its time is over", 404)
    return Open(*found)


def receive(presentation: UUID, form: Mapping[str, str], *, at: datetime) -> None:
    """Keep what a wallet answers by direct_post (OpenID4VP 1.0, 8.2). Raises Denied, then nothing is kept."""
    held = asked(presentation)
    if form.get("state") != str(presentation):
        raise Denied("invalid_request", "state must be the one of the request")
    if held.answered:
        raise Denied("invalid_request", "this was answered before")
    if "error" in form:  # the wallet, or its owner, would not: there is nothing to keep
        return
    text = _presented(form.get("vp_token", ""), held.nonce, at)
    if held.wrapped is None:
        raise Denied("invalid_request", "nothing is asked under this address, or its time is over", 404)
    key = unwrapped(held.person, bytes(held.wrapped))
    with connection.cursor() as cursor:
        kept = sealed(key, place(presentation), {"held": text})
        cursor.execute("SELECT wallet_answer(%s, %s)", [presentation, kept])
        if not cursor.fetchone()[0]:
            raise Denied("invalid_request", "this was answered before")


def place(presentation: UUID) -> str:
    """Where an answer is sealed for."""
    return f"presentation:{presentation}"


def _presented(text: str, nonce: str, at: datetime) -> str:
    """The one credential in a vp_token. Raises Denied."""
    try:
        found = read_json(text.encode("utf-8", "replace"))
    except Unread as error:
        raise Denied("invalid_request", "vp_token must be JSON") from error
    if not isinstance(found, dict) or len(found) != 1 or not found.keys() <= {CERTIFICATE, BADGE}:
        raise Denied("invalid_request", "vp_token must have exactly one of the ids that were asked for")
    [(name, held)] = found.items()
    if not isinstance(held, list) or len(held) != 1:
        raise Denied("invalid_request", "vp_token must have one presentation, in a list")
    return _certificate(held[0], nonce, at) if name == CERTIFICATE else _badge(held[0])


def _certificate(held: Any, nonce: str, at: datetime) -> str:
    """An SD-JWT with a holder's JWT for this site and this nonce."""
    binding = Binding(client_id(), nonce, at - OLDEST, at + AHEAD)
    if not isinstance(held, str) or not held.isascii():
        raise Denied("invalid_request", "the presentation must be an SD-JWT")
    if why := unbound(held, binding):
        raise Denied(
            "invalid_request", f"{why.code}: the holder's JWT must be for this aud, nonce and sd_hash"
        )
    return held


def _badge(held: Any) -> str:
    """A credential with a Data Integrity proof, as JSON."""
    if not isinstance(held, dict) or "proof" not in held:
        raise Denied("invalid_request", "the presentation must be a credential with a proof")
    return as_json(held).decode()
