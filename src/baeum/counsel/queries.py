"""What is asked of threads. Answers hold only what the one who acts may see: the database sees to it.

Each question is a fixed number of queries, however long its answer.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from unicodedata import normalize
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from baeum.counsel.models import Message, Question, Reading, Whereabouts
from baeum.counsel.writing import keys_of, opened
from baeum.places.models import Office
from baeum.shared.clock import KOREA
from baeum.shared.sealing import Unreadable
from baeum_rules.counsel.acts import ANSWERED, CLOSED, WAITING

PAGE = 50


@dataclass(frozen=True)
class Listed:
    """A question in a list. ``title``: None where the asker was erased."""

    question: Question
    where: Whereabouts
    title: str | None
    unread: bool = False

    def age(self, on: date) -> int:
        """How many days it has waited; 0: since today."""
        return days_between(self.where.since, on)

    def here(self, on: date) -> int:
        """For how many days the office has had it."""
        return days_between(self.where.here_since, on)


@dataclass(frozen=True)
class Said:
    """A message of a thread. ``words``: None where nothing was said, or the asker was erased."""

    message: Message
    words: str | None


@dataclass(frozen=True)
class Thread:
    """A thread as far as the one who acts may read it. ``where``: None where it has been passed on."""

    question: Question
    where: Whereabouts | None
    title: str | None
    said: tuple[Said, ...]
    erased: bool

    @property
    def last_number(self) -> int:
        """Of the last message that is seen."""
        return self.said[-1].message.number if self.said else 0


def days_between(moment: datetime, on: date) -> int:
    """Whole days from the day of a moment, in Korea, to a day."""
    return (on - moment.astimezone(KOREA).date()).days


def thread(question_id: UUID) -> Thread | None:
    """One thread, where it may be seen; four queries."""
    question = Question.objects.filter(pk=question_id).first()
    if question is None:
        return None
    key = keys_of([question_id]).get(question_id)
    messages = Message.objects.filter(question_id=question_id).select_related("office", "to_office")
    said = tuple(
        Said(one, _words(key, question_id, one.number, one.words)) for one in messages.order_by("number")
    )
    where = Whereabouts.objects.filter(question_id=question_id).select_related("office").first()
    return Thread(question, where, _words(key, question_id, 0, question.title), said, key is None)


def threads_of(person_id: UUID) -> list[Thread]:
    """Every thread of a person that may be seen, the oldest first; four queries."""
    questions = list(Question.objects.filter(person_id=person_id).order_by("asked_at", "pk"))
    keys = keys_of([one.pk for one in questions]) if questions else {}
    said: dict[UUID, list[Said]] = {one.pk: [] for one in questions}
    messages = Message.objects.filter(question_id__in=list(said)).select_related("office", "to_office")
    for one in messages.order_by("question_id", "number"):
        words = _words(keys.get(one.question_id), one.question_id, one.number, one.words)
        said[one.question_id].append(Said(one, words))
    places = Whereabouts.objects.filter(question_id__in=list(said)).select_related("office")
    where = {one.question_id: one for one in places}
    return [
        Thread(
            one,
            where.get(one.pk),
            _words(keys.get(one.pk), one.pk, 0, one.title),
            tuple(said[one.pk]),
            one.pk not in keys,
        )
        for one in questions
    ]


def queue(office_id: int, state: str, *, but_of: UUID, before: int = 0) -> list[Listed]:
    """Questions that an office has, in a state: what waits longest first; else the newest first.

    ``but_of``: the officer, who is no office to their own questions. ``before``: how many to pass over. One
    more than a page, where there is another.
    """
    order = ("since", "question_id") if state == WAITING else ("-since", "question_id")
    found = Whereabouts.objects.filter(office_id=office_id, state=state).exclude(person_id=but_of)
    return _listed(found.select_related("question").order_by(*order)[before : before + PAGE + 1])


def counts(office_id: int, *, but_of: UUID) -> dict[str, int]:
    """How many questions an office has in each state."""
    found = Whereabouts.objects.filter(office_id=office_id).exclude(person_id=but_of)
    counted = dict(found.values_list("state").annotate(count=Count("pk")))
    return {state: counted.get(state, 0) for state in (WAITING, ANSWERED, CLOSED)}


def questions_of(people: Collection[UUID], *, reader: UUID, before: int = 0) -> list[Listed]:
    """What people have asked, what is new first; one more than a page, where there is another."""
    found = (
        Whereabouts.objects.filter(person_id__in=people)
        .annotate(unread=_unread(reader))
        .select_related("question", "office")
        .order_by("-unread", "-since", "question_id")
    )
    return _listed(found[before : before + PAGE + 1])


def people_asking() -> list[UUID]:
    """Whose questions the one who acts reads as the asker: their own, and principals'."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT counsel_people()")
        return [person for (person,) in cursor.fetchall()]


def unread_answers(people: Collection[UUID], *, reader: UUID) -> int:
    """How many threads of these people have something from an office that the reader has not read."""
    return Whereabouts.objects.filter(_unread(reader), person_id__in=people).count()


def waiting_for(office_id: int, *, but_of: UUID) -> int:
    """How many questions wait for an office."""
    found = Whereabouts.objects.filter(office_id=office_id, state=WAITING)
    return found.exclude(person_id=but_of).count()


def passed_on(office_id: int, *, before: int = 0) -> list[tuple[Question, str | None, Message]]:
    """What an office gave to another and does not have now: question, title, the message that says so.

    One more than a page, where there is another.
    """
    here = Whereabouts.objects.filter(question_id=OuterRef("question_id"), office_id=office_id)
    later = Message.objects.filter(
        question_id=OuterRef("question_id"), office_id=office_id, act="forward", number__gt=OuterRef("number")
    )
    found = list(
        Message.objects.filter(~Exists(here), ~Exists(later), office_id=office_id, act="forward")
        .select_related("question", "to_office")
        .order_by("-at", "question_id")[before : before + PAGE + 1]
    )
    keys = keys_of([one.question_id for one in found])
    return [
        (one.question, _words(keys.get(one.question_id), one.question_id, 0, one.question.title), one)
        for one in found
    ]


def mark_read(question_id: UUID, reader: UUID, number: int) -> None:
    """Remember how far somebody on the asker's side has read."""
    Reading.objects.bulk_create(
        [Reading(question_id=question_id, reader_id=reader, number=number)],
        update_conflicts=True,
        unique_fields=["question", "reader"],
        update_fields=["number"],
    )


def offices_named(words: str, offices: QuerySet[Office], most: int) -> list[Office]:
    """Those of the offices whose name has these words; one more than ``most``, where there are more."""
    found = offices
    for word in normalize("NFC", words.replace("\0", "")).split()[:5]:
        found = found.filter(Q(name_ko__icontains=word) | Q(name_en__icontains=word))
    return list(found.order_by("kind", "code")[: most + 1])


def _unread(reader: UUID) -> Exists | Q:
    read = Reading.objects.filter(
        question_id=OuterRef("question_id"), reader_id=reader, number__gte=OuterRef("last_of_office")
    )
    return Q(~Exists(read), last_of_office__gt=0)


def _listed(found: QuerySet[Whereabouts] | Sequence[Whereabouts]) -> list[Listed]:
    rows = list(found)
    keys = keys_of([one.question_id for one in rows]) if rows else {}
    return [
        Listed(
            one.question,
            one,
            _words(keys.get(one.question_id), one.question_id, 0, one.question.title),
            getattr(one, "unread", False),
        )
        for one in rows
    ]


def _words(
    key: bytes | None, question_id: UUID, number: int, sealed: bytes | memoryview | None
) -> str | None:
    if key is None or sealed is None:
        return None
    try:
        return opened(key, question_id, number, sealed)
    except Unreadable:
        return None
