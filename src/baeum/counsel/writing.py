"""Between the services and the functions of the database: hold a thread, write its next message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from psycopg.types.json import Jsonb

from baeum.counsel.models import Question
from baeum.counsel.wrong import Wrong, wrong
from baeum.people.keys import unwrapped
from baeum.shared.refusal import Refusal
from baeum.shared.sealing import seal, unseal
from baeum_rules.counsel.acts import CLOSE, CLOSED, WAITING, may
from baeum_rules.counsel.cited import Citation


class Held(NamedTuple):
    """A thread that is locked, and which side of it the one who acts is. ``key``: None after erasure."""

    question_id: UUID
    person_id: UUID
    side: str
    office_id: int | None
    state: str
    last_number: int
    key: bytes | None


class Written(NamedTuple):
    """A message that was written."""

    question_id: UUID
    number: int
    act: str


def hold(question_id: UUID, act: str, after: int | None) -> Held | Wrong:
    """Lock a thread until the end of the transaction, for an act that may be done now.

    ``after``: the number of the last message that the writer has seen; None: whichever there is.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person, side, office, state, last_number, wrapped FROM counsel_lock(%s)", [question_id]
        )
        found = cursor.fetchone()
    if found is None:
        if Question.objects.filter(pk=question_id).exists():
            return wrong(Refusal("counsel.not_ours", status=403))
        return wrong(Refusal("counsel.unknown", status=404))
    person_id, side, office_id, state, last_number, kept = found
    key = None if kept is None else unwrapped(person_id, bytes(kept))
    if after is not None and after != last_number:
        return wrong(Refusal("counsel.went_on", status=409))
    if key is None and not (act == CLOSE and may(act, side, state, erased=True)):
        return wrong(Refusal("counsel.erased", status=410))
    if key is not None and not may(act, side, state):
        return wrong(_not_now(state))
    return Held(question_id, person_id, side, office_id, state, last_number, key)


def _not_now(state: str) -> Refusal:
    if state == CLOSED:
        return Refusal("counsel.closed", status=409)
    if state == WAITING:
        return Refusal("counsel.waiting", status=409)
    return Refusal("counsel.answered", status=409)


def write(
    held: Held,
    act: str,
    words: str | None,
    *,
    to_office: int | None = None,
    cited: Sequence[Citation] = (),
) -> Written:
    """Write the next message of a held thread."""
    number = held.last_number + 1
    sealed = None
    if words is not None and held.key is not None:
        sealed = seal(held.key, words.encode(), place(held.question_id, number))
    values: list[Any] = [held.question_id, number, act, sealed, to_office, Jsonb(as_kept(cited))]
    with connection.cursor() as cursor:
        cursor.execute("SELECT counsel_append(%s, %s, %s, %s, %s, %s)", values)
    return Written(held.question_id, number, act)


def place(question_id: UUID, number: int) -> bytes:
    """What the text of a message is bound to; number 0: the title of the question."""
    return b"counsel_message:" + question_id.bytes + b":" + str(number).encode()


def opened(key: bytes, question_id: UUID, number: int, sealed: bytes | memoryview) -> str:
    """The text of a message, or of the title. Raises Unreadable."""
    return unseal(key, bytes(sealed), place(question_id, number)).decode()


def keys_of(questions: Sequence[UUID]) -> dict[UUID, bytes | None]:
    """The key of each question's person, where one reads the thread; None where it is destroyed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT question, person, wrapped FROM counsel_keys(%s)", [list(questions)])
        return {
            question: None if kept is None else unwrapped(person, bytes(kept))
            for question, person, kept in cursor.fetchall()
        }


def as_kept(cited: Sequence[Citation]) -> list[dict[str, str]]:
    """Citations as they are kept with a message."""
    return [{**one._asdict(), "on": one.on.isoformat()} for one in cited]
