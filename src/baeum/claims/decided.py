"""What was decided for an account: the standing decision read back, proposals and decisions written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from baeum.shared.refusal import Refusal
from baeum.shared.sealed import sealed, unsealed
from baeum_rules.claims.path import DECIDED

from .act import Event, Held
from .models import Decision, Proposal
from .words import Said

RECOGNISED = ("recognised", "reduced")
STANDING = (*DECIDED, "credit_cancellation")  # kinds whose decision says what is recognised
START = bytes(32)


@dataclass(frozen=True)
class Decided:
    """A decision as it was stored."""

    decision_id: UUID
    number: int
    claim_id: UUID
    on: date
    law: str
    case: dict[str, Any]
    answer: dict[str, Any]

    @property
    def recognised(self) -> dict[str, int]:
        """Credits of each record that is recognised, by its id."""
        return recognised_in(self.answer)

    @property
    def records(self) -> list[dict[str, Any]]:
        """The records that are recognised, as they were decided upon."""
        return [record for record in self.case["records"] if record["id"] in self.recognised]


def recognised_in(answer: Mapping[str, Any]) -> dict[str, int]:
    """Credits of each record that an answer recognises, by its id."""
    return {
        line["id"]: line["credits"] for line in answer.get("records", ()) if line["verdict"] in RECOGNISED
    }


def standing(account_id: int, key: bytes) -> Decided | None:
    """What is recognised now: the last decision of the account on its credits."""
    found = Decision.objects.filter(account_id=account_id, claim__kind__in=STANDING)
    last = found.select_related("proposal").order_by("-number").first()
    return read(last, key) if last else None


def decisions_of(account_id: int, key: bytes) -> list[Decided]:
    """Every decision of an account, the newest first."""
    found = Decision.objects.filter(account_id=account_id).select_related("proposal")
    return [one for row in found.order_by("-number") if (one := read(row, key))]


def read(decision: Decision, key: bytes) -> Decided | None:
    """A decision unsealed; None where it cannot be."""
    proposal = decision.proposal
    case, answer = (
        unsealed(key, proposal_place(proposal.claim_id, proposal.number, part), getattr(proposal, part))
        for part in ("case", "answer")
    )
    if case is None or answer is None:
        return None
    return Decided(decision.pk, decision.number, decision.claim_id, decision.on, proposal.law, case, answer)


def proposal_place(claim_id: UUID, number: int, part: str) -> str:
    """Where a case or an answer is sealed for."""
    return f"proposal:{claim_id}:{number}:{part}"


def put_proposal(held: Held, event: Event, case: Mapping[str, Any], answer: Mapping[str, Any]) -> Proposal:
    """Keep what the engine was given and what it answered."""
    assert held.by.person_id is not None and held.stands.appointment_id is not None
    places = {part: proposal_place(held.claim.pk, event.number, part) for part in ("case", "answer")}
    return Proposal.objects.create(
        claim=held.claim,
        number=event.number,
        on=event.on,
        law=str(answer.get("law", "")),
        case=sealed(held.key, places["case"], case),
        answer=sealed(held.key, places["answer"], answer),
        by_id=held.stands.appointment_id,
        by_person_id=held.by.person_id,
    )


def last_proposal(held: Held) -> Proposal | None:
    """The one that is to be decided on."""
    return Proposal.objects.filter(claim=held.claim).order_by("-number").first()


def decide(held: Held, event: Event, proposal: Proposal) -> Refusal | None:
    """A decision by somebody else than who proposed it."""
    assert held.by.person_id is not None and held.stands.appointment_id is not None
    if proposal.by_person_id == held.by.person_id:
        names = {"act": Said("act", event.act), "others": Said("act", "propose")}
        return Refusal("claim.same_person", names, 403)
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, hash FROM claims_last_decision(%s)", [held.claim.account_id])
        before = cursor.fetchone() or (0, START)
    number, previous = before[0] + 1, bytes(before[1])
    Decision.objects.create(
        account_id=held.claim.account_id,
        number=number,
        proposal=proposal,
        claim=held.claim,
        on=event.on,
        proposed_by_id=proposal.by_person_id,
        approved_by_id=held.by.person_id,
        appointment_id=held.stands.appointment_id,
        previous_hash=previous,
        hash=hash_of(
            previous,
            number,
            event.on,
            str(proposal.by_person_id),
            str(held.by.person_id),
            proposal.law,
            bytes(proposal.case),
            bytes(proposal.answer),
        ),
    )
    return None


def hash_of(
    previous: bytes, number: int, on: date, proposer: str, approver: str, law: str, case: bytes, answer: bytes
) -> bytes:
    """The hash of a decision: of what is stored, so that it can be verified without a key."""
    told = json.dumps([number, on.isoformat(), proposer, approver, law]).encode()
    digest = hashlib.sha256(previous + hashlib.sha256(told).digest())
    for part in (case, answer):
        digest.update(hashlib.sha256(part).digest())
    return digest.digest()
