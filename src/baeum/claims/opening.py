"""Opening claims: the key of the person, and an entry in their access log where it is not their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from baeum.people.keys import unwrapped
from baeum.shared.refusal import Refusal
from baeum.shared.sealed import sealed, unsealed

SELF, INSTITUTE, COMMITTEE, MINISTRY, HANDED = "self", "institute", "committee", "ministry", "handed"
LOOK = "신청 업무 처리"  # what the person reads in the access log, with the number of the claim


@dataclass(frozen=True)
class Opened:
    """A claim that may be read: what the one who acts is to it, whose it is, and their key."""

    account_id: int
    person_id: UUID
    relation: str
    key: bytes


def open_claims(numbers: dict[UUID, str | None]) -> dict[UUID, Opened | Refusal]:
    """Open claims (id → number) to the one who acts; without those that are nothing to them."""
    if not numbers:
        return {}
    ids = sorted(numbers)
    reasons = [f"{LOOK}: {numbers[one] or '–'}" for one in ids]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT given.id, opened.account, opened.person, opened.relation, opened.wrapped"
            " FROM unnest(%s::uuid[], %s::text[]) AS given(id, reason),"
            " LATERAL claims_open(given.id, given.reason) AS opened",
            [ids, reasons],
        )
        found = cursor.fetchall()
    return {one: _opened(*rest) for one, *rest in found}


def open_claim(claim_id: UUID, number: str | None) -> Opened | Refusal:
    """One of them."""
    return open_claims({claim_id: number}).get(claim_id, Refusal("claim.unknown", status=404))


def _opened(account_id: int, person_id: UUID, relation: str, wrapped: bytes | None) -> Opened | Refusal:
    if wrapped is None:
        return Refusal("account.erased", status=410)
    return Opened(account_id, person_id, relation, unwrapped(person_id, bytes(wrapped)))


def seal_terms(key: bytes, claim_id: UUID, terms: Any) -> bytes:
    """What a claim asks for, sealed."""
    return sealed(key, f"claim:{claim_id}:terms", terms)


def terms_of(key: bytes, claim_id: UUID, held: bytes | memoryview) -> dict[str, Any]:
    """It again."""
    found: dict[str, Any] = unsealed(key, f"claim:{claim_id}:terms", held) or {}
    return found


def act_place(claim_id: UUID, number: int) -> str:
    """Where the reason of an act is sealed for."""
    return f"claim:{claim_id}:act:{number}"


def reasons_of(key: bytes, claim_id: UUID, acts: Sequence[Any]) -> dict[int, str]:
    """The reasons of acts, by the number of the act."""
    return {
        act.number: str(unsealed(key, act_place(claim_id, act.number), act.reason) or "")
        for act in acts
        if act.reason
    }
