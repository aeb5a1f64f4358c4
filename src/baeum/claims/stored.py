"""Every decision that is stored, as it was stored: for checks and previews, by the owner of the database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection

from baeum.people.keys import unwrapped
from baeum.shared.sealed import unsealed

from .decided import START, hash_of, proposal_place

AT_ONCE = 500  # rows on the way
SELECT = """
SELECT decision.id, decision.account_id, decision.number, decision."on", decision.proposed_by_id::text,
    decision.approved_by_id::text, decision.previous_hash, decision.hash, proposal.law, proposal.claim_id,
    proposal.number, proposal."case", proposal.answer, held.person_id, key.wrapped
FROM claims_decision decision JOIN claims_proposal proposal ON proposal.id = decision.proposal_id
JOIN ledger_account held ON held.id = decision.account_id
JOIN people_personkey key ON key.person_id = held.person_id
ORDER BY decision.account_id, decision.number
"""


class Stored(NamedTuple):
    """A decision. ``case``, ``answer``: None where the person's key has been destroyed. ``whole``: its hash
    follows from what is stored and from the decision before it.
    """

    decision_id: UUID
    account_id: int
    number: int
    on: date
    law: str
    case: dict[str, Any] | None
    answer: dict[str, Any] | None
    whole: bool


def how_many(owner: Connection) -> int:
    """How many decisions there are."""
    found = owner.execute("SELECT count(*) FROM claims_decision").fetchone()
    return int(found[0]) if found else 0


def stored_decisions(owner: Connection) -> Iterator[Stored]:
    """All of them, by account and number; no more than a few hundred are in memory at once."""
    with owner.transaction(), owner.cursor(name="stored_decisions") as cursor:
        cursor.itersize = AT_ONCE
        cursor.execute(SELECT)
        account, before = 0, START
        for row in cursor:
            if row[1] != account:
                account, before = row[1], START
            yield _stored(row, before)
            before = bytes(row[7])


def _stored(row: tuple[Any, ...], before: bytes) -> Stored:
    decision_id, account_id, number, on, proposer, approver, previous, own, law, *rest = row
    claim_id, proposal_number, sealed_case, sealed_answer, person_id, wrapped = rest
    again = hash_of(
        bytes(previous), number, on, proposer, approver, law, bytes(sealed_case), bytes(sealed_answer)
    )
    case = answer = None
    if wrapped is not None:
        key = unwrapped(person_id, bytes(wrapped))
        case = unsealed(key, proposal_place(claim_id, proposal_number, "case"), sealed_case)
        answer = unsealed(key, proposal_place(claim_id, proposal_number, "answer"), sealed_answer)
    whole = again == bytes(own) and bytes(previous) == before
    return Stored(decision_id, account_id, number, on, law, case, answer, whole)
