"""Deposit: a piece of learning becomes a line, once, however often it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, NamedTuple

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
from baeum.ledger.writing import (
    Held,
    Line,
    Standing,
    Terms,
    Written,
    has_put,
    hold_each,
    standing_events,
    write_each,
)
from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.entries import CONFIRMATION, DEPOSIT, STANDINGS
from baeum_rules.ledger.kinds import kind_on

LONGEST_KEY = 200
CREATED = 201


@dataclass(frozen=True)
class Asked:
    """A deposit that is asked for. ``key``: made by the client, the same whenever it tries again."""

    account_id: int
    learning: Learning
    key: str


Answer = Written | Refusal


def deposit(account_id: int, learning: Learning, *, key: str, by: Actor, on: date) -> Answer:
    """Write a learning into an account.

    The same key with the same content gets the same answer again, a refusal its status. Other content: 422.
    The same event with a new key, where it stands already: 409. An event that the person has declared and an
    office now vouches for is confirmed.
    """
    return deposit_each([Asked(account_id, learning, key)], by=by, on=on)[0]


def deposit_each(asked: Sequence[Asked], *, by: Actor, on: date, keep_refusals: bool = True) -> list[Answer]:
    """Each as if it came alone, in this order, in one transaction and few statements.

    Without ``keep_refusals`` a refused deposit leaves no trace: once the cause is gone its key is taken.
    """
    asked = [replace(one, learning=normalised(one.learning)) for one in asked]
    try:
        return _deposit(asked, by, on, keep_refusals)
    except IntegrityError:  # a key came with another account at the same moment: now it is there to be read
        return _deposit(asked, by, on, keep_refusals)


def _deposit(asked: Sequence[Asked], by: Actor, on: date, keep_refusals: bool) -> list[Answer]:
    with at_once(by):
        held = hold_each([one.account_id for one in asked])
        cases = [_case(one, held[one.account_id], on) for one in asked]
        decided, first = _decided(cases)
        lines = [one for place in first.values() if isinstance(one := decided[place], Line)]
        written = {(one.account_id, one.number): one for one in write_each(lines)} if lines else {}
        answers: list[Answer] = [
            written[one.held.account_id, one.number] if isinstance(one, Line) else one for one in decided
        ]
        DepositRequest.objects.bulk_create(
            DepositRequest(**_asked_as(case), **_kept(answers[place]))
            for place in first.values()
            if isinstance(case := cases[place], _Case)
            and (keep_refusals or isinstance(answers[place], Written))
        )
        return answers


class _Case(NamedTuple):
    """A deposit that can be told from others. ``refusal``: why it is not taken, whatever stands already."""

    key: str
    digest: bytes
    held: Held
    learning: Learning
    refusal: Refusal | None
    event: bytes


def _case(asked: Asked, held: Held | Refusal, on: date) -> _Case | Refusal:
    """Or why it cannot be told from others: such a refusal is never kept."""
    key, learning = asked.key, asked.learning
    if isinstance(held, Refusal):
        return held
    if not (isinstance(key, str) and 0 < len(key) <= LONGEST_KEY and key.isprintable()):
        return Refusal("deposit.key", {"longest": LONGEST_KEY})
    if not has_json(learning):  # content that cannot be compared is not kept either
        return Refusal("learning.faults", {"faults": [asdict(fault) for fault in faults_of(learning, on)]})
    refusal = _refusal(held, learning, on)
    event = b"" if refusal else natural_key(held.person_key, learning)
    return _Case(key, digest_of(held.person_key, held.account_id, learning), held, learning, refusal, event)


def _refusal(held: Held, learning: Learning, on: date) -> Refusal | None:
    """Why this learning is not written to this account."""
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
    return None


def _decided(cases: Sequence[_Case | Refusal]) -> tuple[list[Answer | Line], dict[str, int]]:
    """The answers, with the lines that are to be written; and the place of the first of each new key."""
    known = [case for case in cases if isinstance(case, _Case)]
    earlier = _earlier(known)
    standing = standing_events([(case.held.account_id, case.event) for case in known if case.event])
    numbers = {case.held.account_id: case.held.head_number for case in known}
    decided: list[Answer | Line] = []
    first: dict[str, int] = {}
    for place, case in enumerate(cases):
        if isinstance(case, Refusal):
            decided.append(case)
        elif case.key in earlier:
            decided.append(_again(earlier[case.key], case))
        elif case.key in first:
            before = cases[first[case.key]]
            same = isinstance(before, _Case) and before.digest == case.digest
            decided.append(decided[first[case.key]] if same else Refusal("deposit.key_reused"))
        else:
            first[case.key] = place
            decided.append(case.refusal or _line(case, standing, numbers))
    return decided, first


def _earlier(cases: Sequence[_Case]) -> dict[str, DepositRequest]:
    """What was asked before under these keys, by the office, or by the person where there is none."""
    if not cases:
        return {}
    depositor = _asked_as(cases[0])  # the same of all: one person, at most one office
    del depositor["key"], depositor["digest"]
    if depositor["office_id"] is not None:
        del depositor["by_person_id"]
    found = DepositRequest.objects.filter(**depositor, key__in=[case.key for case in cases])
    return {one.key: one for one in found}


def _line(
    case: _Case, standing: dict[tuple[int, bytes], Standing], numbers: dict[int, int]
) -> Line | Refusal:
    """The line to be written, which stands from now on: a deposit, or the confirmation of a lower one."""
    held, learning = case.held, case.learning
    kind = kind_on(learning.kind, learning.happened_on)
    assert kind is not None
    found = standing.get((held.account_id, case.event))
    if found and STANDINGS.index(found.standing) >= STANDINGS.index(held.vouches):
        return Refusal("deposit.event_stands", {"number": found.number}, 409)
    days, amounts = (learning.happened_from, learning.happened_on), (learning.credits, learning.hours)
    terms = Terms(kind.part, kind.code, *days, *amounts, case.event, learning.evidence)
    number = numbers[held.account_id] = numbers[held.account_id] + 1
    standing[held.account_id, case.event] = Standing(None, number, held.vouches)
    act = CONFIRMATION if found else DEPOSIT
    return Line(held, number, act, held.vouches, terms, content_of(learning), found and found.number)


def _asked_as(case: _Case) -> dict[str, Any]:
    """Whose request it is, under which key, for what."""
    held = case.held
    return {
        "office_id": held.office_id,
        "by_person_id": held.by_id,
        "key": case.key,
        "digest": case.digest,
    }


def _kept(answer: Written | Refusal) -> dict[str, Any]:
    """What is kept of an answer, to give it again."""
    if isinstance(answer, Refusal):
        outcome = {"code": answer.code, "figures": dict(answer.figures)}
        return {"status": answer.status, "outcome": outcome, "entry_id": None}
    return {"status": CREATED, "outcome": asdict(answer), "entry_id": answer.entry_id}


def _again(earlier: DepositRequest, case: _Case) -> Answer:
    if bytes(earlier.digest) != case.digest:
        return Refusal("deposit.key_reused")
    if earlier.status == CREATED:
        return Written(**earlier.outcome)
    return Refusal(earlier.outcome["code"], earlier.outcome["figures"], earlier.status)
