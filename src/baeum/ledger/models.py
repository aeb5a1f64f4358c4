"""The tables of the learning account. Who may see and add what is decided by the database: 0002 to 0004.

Entries and evidence are only ever added, and entries only by the function ``ledger_append``.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from baeum.people.models import Appointment, Person
from baeum.places.models import Office
from baeum_rules.ledger.entries import ACTS, PARTS, STANDINGS


class Account(models.Model):
    """The learning account of a person. The last line and the sums are kept by ``ledger_append`` alone."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    learner_number = models.CharField(max_length=11, unique=True)
    opened_at = models.DateTimeField(db_default=Now())
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    head_number = models.PositiveIntegerField(db_default=0)
    head_hash = models.BinaryField(db_default=models.Value(bytes(32)))
    credits = models.BigIntegerField(db_default=0)
    hours = models.BigIntegerField(db_default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(learner_number__regex=r"^L[0-9]{10}$"), name="account_learner_number_is_plain"
            ),
            models.CheckConstraint(
                condition=Q(credits__gte=0, hours__gte=0), name="account_sums_are_not_negative"
            ),
        )

    def __str__(self) -> str:
        return self.learner_number


class Consent(models.Model):
    """Consent to one purpose, from when it was given until it was withdrawn."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=40)
    given_at = models.DateTimeField(db_default=Now())
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["account", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_holds_once",
            ),
        )

    def __str__(self) -> str:
        return self.purpose


class Evidence(models.Model):
    """A file that shows what a line says, sealed with the person's key."""

    class Type(models.TextChoices):
        PDF = "application/pdf"
        PNG = "image/png"
        JPEG = "image/jpeg"
        CREDENTIAL = "application/vc"  # an Open Badge or a learner record, as JSON
        SD_JWT = "application/sd-jwt"

    ENDINGS: ClassVar[dict[str, str]] = {
        Type.PDF: "pdf",
        Type.PNG: "png",
        Type.JPEG: "jpg",
        Type.CREDENTIAL: "json",
        Type.SD_JWT: "jwt",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="evidence")
    type = models.CharField(max_length=20, choices=Type)
    size = models.PositiveIntegerField()  # bytes of the file
    digest = models.BinaryField(max_length=32)  # SHA-256 of the sealed bytes: part of a line's hash
    sealed = models.BinaryField()
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")  # null: the person
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    put_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.id)

    @property
    def ending(self) -> str:
        """How the name of such a file ends."""
        return self.ENDINGS[self.Type(self.type)]


class Entry(models.Model):
    """A line of an account: see baeum_rules.ledger.entries, whose words these are."""

    account = models.ForeignKey(Account, models.PROTECT, db_index=False, related_name="entries")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=20)
    of_entry = models.OneToOneField("self", models.PROTECT, null=True, related_name="later")
    of_number = models.PositiveIntegerField(null=True)
    part = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    standing = models.CharField(max_length=24)
    office = models.ForeignKey(Office, models.PROTECT, null=True, db_index=False, related_name="+")
    by_person = models.ForeignKey(Person, models.PROTECT, db_index=False, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, db_index=False, related_name="+")
    happened_from = models.DateField(null=True)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    credits = models.PositiveIntegerField(null=True)
    hours = models.PositiveIntegerField(null=True)
    natural_key = models.BinaryField(max_length=16)
    content = models.BinaryField()  # JSON sealed with the person's key: title, where, reference, details
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, db_index=False, related_name="entries")
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["account", "number"], name="entry_number_once"),
            models.CheckConstraint(
                condition=Q(act="deposit", of_entry__isnull=True, of_number__isnull=True)
                | Q(act__in=ACTS[1:], of_entry__isnull=False, of_number__isnull=False),
                name="entry_points_back",
            ),
            models.CheckConstraint(condition=Q(part__in=PARTS), name="entry_part_known"),
            models.CheckConstraint(condition=Q(kind__regex=r"^[a-z_]+$"), name="entry_kind_is_a_code"),
            models.CheckConstraint(
                condition=Q(standing=STANDINGS[0], office__isnull=True)
                | Q(standing__in=STANDINGS[1:], office__isnull=False),
                name="entry_offices_vouch",
            ),
            models.CheckConstraint(
                condition=Q(happened_from__isnull=True) | Q(happened_from__lte=models.F("happened_on")),
                name="entry_days_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(act="reversal") | Q(credits__isnull=True, hours__isnull=True),
                name="entry_reversal_has_no_amount",
            ),
        )
        indexes = (
            models.Index(fields=["account", "natural_key"], name="entry_natural_key"),
            models.Index(
                fields=["office", "-id"], condition=Q(office__isnull=False), name="entry_office_newest"
            ),
            models.Index(fields=["evidence"], condition=Q(evidence__isnull=False), name="entry_evidence"),
        )

    def __str__(self) -> str:
        return f"{self.account_id}:{self.number}"


class DepositRequest(models.Model):
    """A deposit that was asked for with a key of the depositor's, and what it was answered.

    The depositor is an office, or a person where there is none. ``digest``: keyed, of account and content.
    """

    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    digest = models.BinaryField(max_length=16)
    status = models.PositiveSmallIntegerField()
    outcome = models.JSONField()  # codes and figures, never content
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "key"], condition=Q(office__isnull=False), name="deposit_key_once_an_office"
            ),
            models.UniqueConstraint(
                fields=["by_person", "key"],
                condition=Q(office__isnull=True),
                name="deposit_key_once_a_person",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class CorrectionRequest(models.Model):
    """A learner asks an office to correct or to confirm a line. What is written is sealed."""

    class Asks(models.TextChoices):
        CORRECTION = "correction"
        CONFIRMATION = "confirmation"

    class Answer(models.TextChoices):
        GRANTED = "granted"
        DECLINED = "declined"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="requests")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="requests")
    office = models.ForeignKey(Office, models.PROTECT, related_name="correction_requests")
    asks = models.CharField(max_length=20, choices=Asks)
    reason = models.BinaryField()
    asked_at = models.DateTimeField(db_default=Now())
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due_on = models.DateField()
    answer = models.CharField(max_length=20, choices=Answer, null=True)
    answer_reason = models.BinaryField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["entry", "asks"], condition=Q(answer__isnull=True), name="correction_open_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    answer__isnull=True,
                    answer_reason__isnull=True,
                    answered_at__isnull=True,
                    answered_by__isnull=True,
                )
                | Q(
                    answer__isnull=False,
                    answer_reason__isnull=False,
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                ),
                name="correction_answered_whole",
            ),
        )
        indexes = (
            models.Index(
                fields=["office", "due_on"], condition=Q(answer__isnull=True), name="correction_queue"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
