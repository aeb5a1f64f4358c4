"""The tables of counselling. Who may see and write what is decided by the database: 0002 and 0003.

What is written stays: questions, messages and versions are only ever added. Where a question is, and whose
turn, is kept by the database's own functions alone.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now

from baeum.people.models import Appointment, Person
from baeum.places.models import Office
from baeum_rules.counsel.acts import ACTS, ANSWERED, CLOSED, WAITING


class Question(models.Model):
    """What somebody asked, as they asked it; the title is sealed with the person's key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="questions")  # whose question it is
    topic = models.CharField(max_length=40)
    title = models.BinaryField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")  # the person, or a proxy
    asked_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.id)


class Message(models.Model):
    """One text of a thread, sealed with the key of the person whose question it is.

    ``office``: null on the asker's side. ``to_office``: which office has the question from here on.
    ``cited``: the values of the law that it stands on, as they were read: name, on, value, clause.
    """

    question = models.ForeignKey(Question, models.PROTECT, db_index=False, related_name="messages")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=[(act, act) for act in ACTS])
    words = models.BinaryField(null=True)  # null: closed without a word
    cited = models.JSONField(default=list)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    to_office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["question", "number"], name="message_number_once"),
            models.CheckConstraint(
                condition=models.Q(office__isnull=True, appointment__isnull=True)
                | models.Q(office__isnull=False, appointment__isnull=False),
                name="message_office_by_appointment",
            ),
            models.CheckConstraint(
                condition=models.Q(act__in=("ask", "forward"), to_office__isnull=False)
                | (~models.Q(act__in=("ask", "forward")) & models.Q(to_office__isnull=True)),
                name="message_goes_to_an_office",
            ),
            models.CheckConstraint(
                condition=models.Q(words__isnull=False) | models.Q(act="close"), name="message_says_something"
            ),
        )

    def __str__(self) -> str:
        return f"{self.question_id}:{self.number}"


class Whereabouts(models.Model):
    """Which office has a question now, and whose turn it is: kept by ``counsel_append`` alone."""

    class State(models.TextChoices):
        WAITING = WAITING
        ANSWERED = ANSWERED
        CLOSED = CLOSED

    question = models.OneToOneField(Question, models.PROTECT, primary_key=True, related_name="whereabouts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, db_index=False, related_name="+")
    state = models.CharField(max_length=10, choices=State)
    since = models.DateTimeField()  # when the asker began to wait, or else when the state began
    here_since = models.DateTimeField()  # when the office got it
    last_number = models.PositiveIntegerField()
    last_of_office = models.PositiveIntegerField(
        db_default=0
    )  # number of an office's newest message; 0: none

    class Meta:
        indexes = (models.Index(fields=["office", "state", "since"], name="whereabouts_queue"),)

    def __str__(self) -> str:
        return str(self.question_id)


class Reading(models.Model):
    """How far somebody on the asker's side has read a thread."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    reader = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["question", "reader"], name="reading_once_a_reader"),)

    def __str__(self) -> str:
        return f"{self.question_id}:{self.number}"


class FaqVersion(models.Model):
    """One version of a published question: the highest number is what the public sees, or its end.

    ``folded``: what a search looks in (``texts.folded``), the question first. Nothing of it is about anybody.
    """

    class Act(models.TextChoices):
        PUBLISH = "publish"
        WITHDRAW = "withdraw"

    entry = models.UUIDField()
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=Act)
    topic = models.CharField(max_length=40)
    question_ko = models.CharField(max_length=200)
    question_en = models.CharField(max_length=200)
    answer_ko = models.TextField()
    answer_en = models.TextField()
    cited = models.JSONField(default=list)  # as of a Message
    why = models.CharField(max_length=500)  # what changed, or why it was withdrawn; may be empty at first
    folded_question = models.TextField()
    folded = models.TextField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entry", "number"], name="faq_number_once"),)

    def __str__(self) -> str:
        return f"{self.entry}:{self.number}"
