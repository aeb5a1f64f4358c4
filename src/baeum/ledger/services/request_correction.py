"""Ask an office to correct a line of its, or to confirm what one has declared oneself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from baeum.ledger.models import CorrectionRequest, Entry
from baeum.ledger.texts import read_reason
from baeum.ledger.writing import hold_open, line_to_change
from baeum.people.acting import Actor, at_once
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum.shared.sealing import seal, unseal
from baeum_rules.ledger.deadline import due_on

CORRECTION, CONFIRMATION = "correction", "confirmation"


@dataclass(frozen=True)
class CorrectionRequested:
    """A request that an office must answer by a day."""

    request_id: UUID
    office_id: int
    due_on: date


def request_correction(
    account_id: int, number: int, *, reason: str, by: Actor, on: date, confirmation_by: int | None = None
) -> CorrectionRequested | Refusal:
    """Ask the office of a line to correct it; with ``confirmation_by``, that office to confirm one's own.

    Until it answers the office sees the line and its evidence.
    """
    said = read_reason(reason)
    if isinstance(said, Refusal):
        return said
    with at_once(by):
        held = hold_open(account_id)
        if isinstance(held, Refusal):
            return held
        if held.relation != "self":
            return Refusal("account.not_theirs", status=403)
        line = line_to_change(held, number, own=False)
        if isinstance(line, Refusal):
            return line
        office = _office_asked(line, confirmation_by, on)
        if isinstance(office, Refusal):
            return office
        asks = CORRECTION if confirmation_by is None else CONFIRMATION
        if CorrectionRequest.objects.filter(entry=line, asks=asks, answer__isnull=True).exists():
            return Refusal("request.open_already", {"number": number}, 409)
        request_id, due = uuid4(), due_on(on)
        CorrectionRequest.objects.create(
            id=request_id,
            account_id=account_id,
            entry=line,
            office=office,
            asks=asks,
            reason=seal(held.person_key, said.encode(), place(request_id, "reason")),
            asked_by_id=held.by_id,
            due_on=due,
        )
        return CorrectionRequested(request_id, office.pk, due)


def unsealed_reason(person_key: bytes, request: CorrectionRequest) -> str:
    """Why it was asked. Raises Unreadable."""
    return unseal(person_key, bytes(request.reason), place(request.pk, "reason")).decode()


def unsealed_answer(person_key: bytes, request: CorrectionRequest) -> str | None:
    """What was answered; None where it is open. Raises Unreadable."""
    if request.answer_reason is None:
        return None
    return unseal(person_key, bytes(request.answer_reason), place(request.pk, "answer")).decode()


def place(request_id: UUID, field: str) -> bytes:
    """What a text of a request is bound to."""
    return b"ledger_correctionrequest:" + field.encode() + b":" + request_id.bytes


def _office_asked(line: Entry, confirmation_by: int | None, on: date) -> Office | Refusal:
    """Who answers: the office of the line; or, for a line that has none, an institution that confirms it."""
    if confirmation_by is None:
        return line.office or Refusal("request.correction_impossible", {"number": line.number}, 409)
    if line.office_id is not None:
        return Refusal("request.confirmation_impossible", {"number": line.number}, 409)
    office = Office.objects.filter(pk=confirmation_by, kind=Office.Kind.INSTITUTION).first()
    if office is None or not office.holds_on(on):
        return Refusal("office.unknown", status=404)
    return office
