"""Deposits of a client: the account is found by number and name, and the services decide as for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from baeum.api.callers import Caller
from baeum.api.reading_lines import owners
from baeum.api.shapes import DepositBody, Receipt
from baeum.ledger.learning import Learning
from baeum.ledger.models import DepositRequest, Entry
from baeum.ledger.queries import account_for_deposit
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.reverse import reverse
from baeum.ledger.writing import Written, hold
from baeum.people.acting import acting
from baeum.shared.refusal import Refusal

CREATED, AGAIN = 201, 200


@dataclass(frozen=True)
class Answered:
    """A receipt, and whether it is new (201) or given again (200)."""

    status: int
    receipt: Receipt


def receive(body: DepositBody, *, key: str, caller: Caller, on: date) -> Answered | Refusal:
    """One deposit, whole or not at all. Asked for again with its key it gets the same answer."""
    learning = Learning(
        kind=body.kind,
        title=body.title,
        where=body.where,
        happened_on=body.happened_on,
        happened_from=body.happened_from,
        credits=body.credits,
        hours=body.hours,
        reference=body.reference,
        details=body.details,
    )
    with acting(caller.actor), transaction.atomic():
        account = account_for_deposit(body.learner_number, body.name)
        if isinstance(account, Refusal):
            return account
        hold(account.account_id)  # the same key at the same moment waits, and then finds the answer
        before = DepositRequest.objects.filter(office_id=caller.office_id, key=key).exists()
        answer = deposit(account.account_id, learning, key=key, by=caller.actor, on=on)
    if isinstance(answer, Refusal):
        return answer
    return Answered(AGAIN if before else CREATED, receipt(answer, body.learner_number))


def take_back(line_id: int, *, reason: str, caller: Caller) -> Answered | Refusal:
    """Reverse a line of the caller's office. Asked for again, the same receipt comes again."""
    with acting(caller.actor), transaction.atomic():
        line = Entry.objects.filter(pk=line_id, office_id=caller.office_id).first()
        owner = owners([line.account_id]).get(line.account_id) if line else None
        if line is None or owner is None:
            return Refusal("line.unknown", {"number": line_id}, 404)
        number = owner.learner_number
        hold(line.account_id)
        if earlier := Entry.objects.filter(of_entry=line, act="reversal", office_id=caller.office_id).first():
            return Answered(AGAIN, receipt(_written(earlier), number))
        answer = reverse(line.account_id, line.number, reason=reason, by=caller.actor)
    return answer if isinstance(answer, Refusal) else Answered(CREATED, receipt(answer, number))


def receipt(written: Written, learner_number: str) -> Receipt:
    """What was written, as it is answered."""
    return Receipt(
        id=written.entry_id,
        learner_number=learner_number,
        number=written.number,
        act=written.act,
        of_number=written.of_number,
        standing=written.standing,
    )


def _written(line: Entry) -> Written:
    return Written(line.account_id, line.pk, line.number, line.act, line.of_number, line.standing)
