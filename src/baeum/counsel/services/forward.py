"""Pass a question on to the office that can answer it, with a reason that stands in the thread."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.counsel.answering import answering_on
from baeum.counsel.texts import LONGEST_REASON, as_code, read_words
from baeum.counsel.writing import Written, hold, write
from baeum.counsel.wrong import Wrong, refusals, wrong
from baeum.people.acting import Actor, at_once
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum_rules.counsel.acts import FORWARD


def forward(
    question_id: UUID, *, to: str, reason: str, by: Actor, on: date, after: int | None = None
) -> Written | Wrong:
    """Give it to another office, whose code is ``to``. This one keeps seeing the thread up to here only."""
    office, read = _office(to, on), read_words(reason, LONGEST_REASON)
    problems = refusals(to=office, reason=read)
    if problems or isinstance(office, Refusal):
        return Wrong(problems)
    with at_once(by):
        held = hold(question_id, FORWARD, after)
        if isinstance(held, Wrong):
            return held
        if held.office_id == office.pk:
            return wrong(Refusal("counsel.here_already"), "to")
        return write(held, FORWARD, str(read), to_office=office.pk)


def _office(code: str, on: date) -> Office | Refusal:
    return answering_on(on).filter(code=as_code(code)).first() or Refusal("counsel.to")
