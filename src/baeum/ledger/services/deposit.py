"""Deposit: a piece of learning becomes a line, once, however often it is sent."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import IntegrityError

from baeum.ledger.learning import (
    Learning,
    content_of,
    digest_of,
    faults_of,
    has_json,
    natural_key,
    normalised,
)
from baeum.ledger.models import DepositRequest
from baeum.ledger.sources import faults_of_source
from baeum.ledger.writing import Held, Terms, Written, has_put, hold, standing_event, write
from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.entries import CONFIRMATION, DEPOSIT, STANDINGS
from baeum_rules.ledger.kinds import kind_on

LONGEST_KEY = 200
CREATED = 201


def deposit(account_id: int, learning: Learning, *, key: str, by: Actor, on: date) -> Written | Refusal:
    """Write a learning into an account. ``key``: made by the client, the same whenever it tries again.

    The same key with the same content gets the same answer again, a refusal its status. Other content: 422.
    The same event with a new key, where it stands already: 409. An event that the person has declared and an
    office now vouches for is confirmed.
    """
    learning = normalised(learning)
    try:
        return _deposit(account_id, learning, key, by, on)
    except IntegrityError:  # the key came with another account at the same moment: now it is there to be read
        return _deposit(account_id, learning, key, by, on)


def _deposit(account_id: int, learning: Learning, key: str, by: Actor, on: date) -> Written | Refusal:
    with at_once(by):
        held = hold(account_id)
        if isinstance(held, Refusal):
            return held
        if not (isinstance(key, str) and 0 < len(key) <= LONGEST_KEY and key.isprintable()):
            return Refusal("deposit.key", {"longest": LONGEST_KEY})
        if not has_json(learning):  # content that cannot be compared is not kept either
            return Refusal(
                "learning.faults", {"faults": [asdict(fault) for fault in faults_of(learning, on)]}
            )
        digest = digest_of(held.person_key, account_id, learning)
        depositor = (
            {"office": held.office_id} if held.office_id else {"office": None, "by_person": by.person_id}
        )
        earlier = DepositRequest.objects.filter(**depositor, key=key).first()
        if earlier is not None:
            if bytes(earlier.digest) != digest:
                return Refusal("deposit.key_reused")
            return _again(earlier)
        answer = _decide(held, learning, on)
        DepositRequest.objects.create(
            office_id=held.office_id, by_person_id=held.by_id, key=key, digest=digest, **_kept(answer)
        )
        return answer


def _decide(held: Held, learning: Learning, on: date) -> Written | Refusal:
    """What the answer is, with the account held and the key new."""
    if held.closed:
        return Refusal("account.closed", status=409)
    if not held.consented:
        return Refusal("consent.missing", {"purpose": "institution_deposit"}, 403)
    faults = [*faults_of(learning, on)]
    faults += [] if faults else faults_of_source(learning)
    if faults:
        return Refusal("learning.faults", {"faults": [asdict(fault) for fault in faults]})
    if learning.evidence and not has_put(held, learning.evidence):
        return Refusal("evidence.unknown", status=404)
    kind = kind_on(learning.kind, learning.happened_on)
    assert kind is not None
    event = natural_key(held.person_key, learning)
    terms = Terms(
        kind.part,
        kind.code,
        learning.happened_from,
        learning.happened_on,
        learning.credits,
        learning.hours,
        event,
        learning.evidence,
    )
    found = standing_event(held.account_id, event)
    if found is None:
        return write(held, DEPOSIT, held.vouches, terms, content_of(learning))
    _, number, standing = found
    if STANDINGS.index(standing) >= STANDINGS.index(held.vouches):
        return Refusal("deposit.event_stands", {"number": number}, 409)
    return write(held, CONFIRMATION, held.vouches, terms, content_of(learning), number)


def _kept(answer: Written | Refusal) -> dict[str, Any]:
    """What is kept of an answer, to give it again."""
    if isinstance(answer, Refusal):
        outcome = {"code": answer.code, "figures": dict(answer.figures)}
        return {"status": answer.status, "outcome": outcome, "entry_id": None}
    return {"status": CREATED, "outcome": asdict(answer), "entry_id": answer.entry_id}


def _again(earlier: DepositRequest) -> Written | Refusal:
    if earlier.status == CREATED:
        return Written(**earlier.outcome)
    return Refusal(earlier.outcome["code"], earlier.outcome["figures"], earlier.status)
