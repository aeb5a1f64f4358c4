"""Answer a request: grant it, which changes the line at once, or decline it; both with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from baeum.ledger.learning import Learning
from baeum.ledger.models import CorrectionRequest
from baeum.ledger.services.confirm import confirm
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.request_correction import CONFIRMATION, place
from baeum.ledger.services.reverse import reverse
from baeum.ledger.texts import read_reason
from baeum.ledger.writing import Written, hold
from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal
from baeum.shared.sealing import seal


@dataclass(frozen=True)
class CorrectionAnswered:
    """An answered request, and the lines that were written for it."""

    request_id: UUID
    answer: str
    written: tuple[Written, ...] = ()


def answer_correction(
    request_id: UUID, *, grant: bool, reason: str, by: Actor, on: date, correction: Learning | None = None
) -> CorrectionAnswered | Refusal:
    """Answer, as the office that was asked.

    Granted, a line to be confirmed is confirmed; a line to be corrected is reversed and, where there is a
    ``correction``, deposited anew. All of it or nothing.
    """
    said = read_reason(reason)
    if isinstance(said, Refusal):
        return said
    with at_once(by):
        request = CorrectionRequest.objects.select_related("entry").filter(pk=request_id).first()
        if request is None:
            return Refusal("request.unknown", status=404)
        held = hold(request.account_id)
        if isinstance(held, Refusal):
            return held
        if held.office_id != request.office_id:
            return Refusal("request.of_others", status=403)
        if CorrectionRequest.objects.filter(pk=request_id, answer__isnull=False).exists():
            return Refusal("request.answered", status=409)
        written = _grant(request, said, by, on, correction) if grant else ()
        if isinstance(written, Refusal):
            transaction.set_rollback(True)
            return written
        answer = CorrectionRequest.Answer.GRANTED if grant else CorrectionRequest.Answer.DECLINED
        CorrectionRequest.objects.filter(pk=request_id).update(
            answer=answer,
            answer_reason=seal(held.person_key, said.encode(), place(request_id, "answer")),
            answered_at=Now(),
            answered_by_id=by.person_id,
        )
        return CorrectionAnswered(request_id, str(answer), written)


def _grant(
    request: CorrectionRequest, reason: str, by: Actor, on: date, correction: Learning | None
) -> tuple[Written, ...] | Refusal:
    account_id, number = request.account_id, request.entry.number
    if request.asks == CONFIRMATION:
        confirmed = confirm(account_id, number, by=by)
        return confirmed if isinstance(confirmed, Refusal) else (confirmed,)
    reversed_ = reverse(account_id, number, reason=reason, by=by)
    if isinstance(reversed_, Refusal) or correction is None:
        return reversed_ if isinstance(reversed_, Refusal) else (reversed_,)
    deposited = deposit(account_id, correction, key=f"correction:{request.pk}", by=by, on=on)
    return deposited if isinstance(deposited, Refusal) else (reversed_, deposited)
