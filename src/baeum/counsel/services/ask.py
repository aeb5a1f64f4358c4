"""Ask a question of the office that the system named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from baeum.counsel.answering import Answering, Chosen, answering
from baeum.counsel.models import Question
from baeum.counsel.texts import read_title, read_words
from baeum.counsel.writing import place
from baeum.counsel.wrong import Wrong, refusals, wrong
from baeum.people.acting import Actor, at_once
from baeum.people.keys import key_of
from baeum.people.models import Person
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum.shared.sealing import seal


@dataclass(frozen=True)
class Asked:
    """A question that was sent, and the office that has it now."""

    question_id: UUID
    office: Office


def ask(
    question_id: UUID,
    person_id: UUID,
    chosen: Chosen,
    *,
    title: str,
    words: str,
    named: int | None,
    by: Actor,
    on: date,
) -> Asked | Wrong:
    """Send a question of a person, by themselves or a proxy. All that is wrong is told at once.

    ``question_id``: made by the one who asks, so that the same form sent twice is one question.
    ``named``: the office that the person was shown; where another one would answer, nothing is sent.
    """
    office = answering(chosen, on=on)
    read = {"title": read_title(title), "words": read_words(words)}
    found = office.problems if isinstance(office, Wrong) else ()
    problems = (*found, *refusals(**read))
    if problems or not isinstance(office, Answering):
        return Wrong(problems)
    with at_once(by):
        if by.appointment_id is not None or not Person.objects.filter(pk=person_id).exists():
            return wrong(Refusal("counsel.not_theirs", status=403))
        key = key_of(person_id)
        if key is None:
            return wrong(Refusal("counsel.erased", status=410))
        if _is_there(question_id, person_id):
            return Asked(question_id, office.office)
        if named != office.office.pk:
            return wrong(Refusal("counsel.named", status=409))
        sealed = [
            seal(key, str(read[name]).encode(), place(question_id, number))
            for number, name in enumerate(("title", "words"))
        ]
        values: list[Any] = [question_id, person_id, office.topic.code, office.office.pk, *sealed]
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT counsel_open(%s, %s, %s, %s, %s, %s)", values)
        except IntegrityError:  # sent twice at the same moment; or it is the id of somebody else's question
            if not _is_there(question_id, person_id):
                return wrong(Refusal("counsel.not_theirs", status=403))
    return Asked(question_id, office.office)


def _is_there(question_id: UUID, person_id: UUID) -> bool:
    return Question.objects.filter(pk=question_id, person_id=person_id).exists()
