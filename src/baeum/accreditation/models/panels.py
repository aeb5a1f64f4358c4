"""Who evaluates what: fields, ties, seats, sheets."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from baeum.people.models import Appointment, Person
from baeum.places.models import Office

from .cases import Application


class EvaluatorField(models.Model):
    """A field that an evaluator knows. Ended, never deleted."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="evaluator_fields")
    field = models.CharField(max_length=40)  # of the Act's scheme
    begins = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["appointment", "field"], condition=Q(ends__isnull=True), name="evaluator_field_once"
            ),
        )

    def __str__(self) -> str:
        return self.field


class Tie(models.Model):
    """What ties an evaluator to an institution: registered, or declared. Ended, never deleted."""

    class Kind(models.TextChoices):
        WORKS = "works"  # employed, or teaches there
        OWNS = "owns"
        FAMILY = "family"
        OTHER = "other"

    class Source(models.TextChoices):
        REGISTERED = "registered"
        DECLARED = "declared"

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")  # of the institution
    kind = models.CharField(max_length=10, choices=Kind)
    source = models.CharField(max_length=10, choices=Source)
    begins = models.DateField()
    ends = models.DateField(null=True)
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("begins")), name="tie_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id}:{self.office_id}"


class Seat(models.Model):
    """An evaluator on the panel of one application. Without a declaration there is no sheet."""

    class State(models.TextChoices):
        ASSIGNED = "assigned"
        DECLARED = "declared"
        EXCUSED = "excused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="seats")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="seats")
    state = models.CharField(max_length=10, choices=State, default=State.ASSIGNED)
    assigned_on = models.DateField()
    declared_on = models.DateField(null=True)
    reason = models.TextField(default="")  # of being excused

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["application", "appointment"], name="seat_once"),
            models.CheckConstraint(condition=Q(state="excused") | Q(reason=""), name="seat_excused_why"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Sheet(models.Model):
    """What an evaluator gave each item, once an attempt. Locked, it never changes again."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="sheets")
    attempt = models.PositiveSmallIntegerField()
    scores = models.JSONField(default=dict)  # item code: whole points
    opinion = models.TextField(default="")
    locked_on = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["seat", "attempt"], name="sheet_once_an_attempt"),)

    def __str__(self) -> str:
        return f"{self.seat_id}:{self.attempt}"
