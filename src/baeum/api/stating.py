"""A statement for an office. What is shared with it is read only after the look was recorded."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from pydantic import BaseModel

from baeum.ledger.models import Entry
from baeum.people.models import Look
from baeum.shared.clock import today
from baeum_rules.ledger.entries import REVERSAL
from baeum_rules.ledger.statement import GONE_BY, STANDS

from .callers import Caller
from .listing import Moment
from .models import AccountShare
from .reading_lines import account_of_number, owners, read_lines
from .shapes import Day, Line, StatementAnswer, Sums

REASON = "학습자의 공유에 따른 API 내역 조회 · statement by API, shared by the learner"
SUBJECT = "record"


class When(BaseModel):
    """As of which day, by what was known when."""

    as_of: Day | None = None
    known_by: Moment | None = None


def statement_for(learner_number: str, when: When, caller: Caller) -> StatementAnswer | None:
    """The lines of an account that the caller's office may read; None where it may read nothing of it."""
    account_id = account_of_number(learner_number)
    if account_id is None:
        return None
    with transaction.atomic():
        shared = _look(account_id, caller)
        wanted = Entry.objects.filter(account_id=account_id).order_by("number")
        if not shared:
            wanted = wanted.filter(office_id=caller.office_id)
        lines = read_lines(wanted, caller.office_id)
    if not lines and not shared:
        return None
    known = list(_known(lines, when))
    standing = [one for one in known if one.state == STANDS]
    return StatementAnswer(
        learner_number=learner_number,
        scope="whole_account" if shared else "own_lines",
        as_of=when.as_of,
        known_by=when.known_by,
        lines=known,
        total=_sums(standing),
        by_part={
            part: _sums(one for one in standing if one.part == part)
            for part in sorted({one.part for one in standing})
        },
    )


def _known(lines: list[Line], when: When) -> Iterable[Line]:
    """The lines of a day and a moment, each in the state it was known in (baeum_rules.ledger.statement)."""
    known = [one for one in lines if when.known_by is None or one.recorded_at <= when.known_by]
    pointing = {one.of_number: one for one in known if one.of_number is not None}
    for one in known:
        if when.as_of is None or one.happened_on <= when.as_of:
            later = pointing.get(one.number)
            if one.act == REVERSAL:
                yield one
            else:
                state = GONE_BY[later.act] if later else STANDS
                yield one.model_copy(update={"state": state, "by_number": later and later.number})


def _sums(lines: Iterable[Line]) -> Sums:
    found = list(lines)
    return Sums(
        lines=len(found),
        credits=sum(one.credits or 0 for one in found),
        hours=sum(one.hours or 0 for one in found),
    )


def _look(account_id: int, caller: Caller) -> bool:
    """Record the look where the account is shared with the office; whether it is."""
    shared = AccountShare.objects.filter(
        account_id=account_id, office_id=caller.office_id, withdrawn_at__isnull=True, ends__gte=today()
    )
    owner = owners([account_id]).get(account_id) if shared.exists() else None
    if owner is None:
        return False
    Look.objects.create(
        person_id=owner.person_id,
        by_person_id=caller.client_id,
        appointment_id=caller.appointment_id,
        office_id=caller.office_id,
        reason=REASON,
        subject=SUBJECT,
    )
    return True
