"""Who calls: the client of an access token, what the token allows, and whether it may call again so soon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from baeum.people.acting import Actor
from baeum.shared.allowance import spend
from baeum.shared.clock import now

from . import bodies
from .problems import Problem

REALM = 'Bearer realm="baeum"'
LONGEST_TOKEN = 200


@dataclass(frozen=True)
class Caller:
    """A client in force. ``actor``: what it acts as; ``office_id``: whose lines it deposits and sees."""

    actor: Actor
    office_id: int
    scopes: Sequence[str]

    @property
    def client_id(self) -> UUID:
        """The client's id, which is that of its person."""
        return cast(UUID, self.actor.person_id)

    @property
    def appointment_id(self) -> int:
        """The appointment it acts under."""
        return cast(int, self.actor.appointment_id)


def caller_of(request: HttpRequest) -> Caller:
    """Who calls an operation that asks for a token: Bearer has said so."""
    found: Caller = request.auth  # type: ignore[attr-defined]  # the framework keeps there what Bearer found
    return found


class Bearer:
    """Authentication of an operation: a token with a scope (None: any token). Raises Problem."""

    def __init__(self, scope: str | None = None) -> None:
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Caller:
        caller = _caller(_token(request))
        take(request, caller, cost=1)
        if self.scope and self.scope not in caller.scopes:
            header = f'{REALM}, error="insufficient_scope", scope="{self.scope}"'
            raise Problem("insufficient-scope", {"scope": self.scope}, headers={"WWW-Authenticate": header})
        bodies.read_json(request)
        return caller


def take(request: HttpRequest, caller: Caller, *, cost: int) -> None:
    """Spend from the client's allowance; the answer tells what is left. Raises Problem where it is spent."""
    spending = spend(f"client:{caller.client_id}", limit=settings.API_REQUESTS, cost=cost, at=now())
    cast(Any, request).allowance_headers = spending.headers()
    if not spending.allowed:
        raise Problem("too-many-requests", {"wait": spending.wait_s})


def _token(request: HttpRequest) -> str:
    """The token of the header Authorization (RFC 6750, 2.1)."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Problem("token-missing", headers={"WWW-Authenticate": REALM})
    return token.strip()


def _caller(token: str) -> Caller:
    """The client a token was given to, if both are in force at this moment."""
    found = None
    if len(token) <= LONGEST_TOKEN and token.isascii():
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM api_caller(%s)", [sha256(token.encode()).digest()])
            found = cursor.fetchone()
    if found is None:
        raise Problem("token-refused", headers={"WWW-Authenticate": f'{REALM}, error="invalid_token"'})
    person_id, appointment_id, office_id, scopes = found
    return Caller(Actor(person_id, appointment_id), office_id, scopes)
