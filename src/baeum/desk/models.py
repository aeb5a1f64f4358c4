"""Files of completions on their way into the ledger. What they hold is personal: sealed, then destroyed.

Who sees which import is decided by the database: 0002_row_security.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from baeum.certificates.models import Batch
from baeum.people.models import Appointment, Person
from baeum.places.models import Office


class Import(models.Model):
    """One uploaded file: its rows sealed with a key of its own, until they are stored or it is discarded.

    ``digest``: SHA-256 of the file; with the number of a row it makes the key of the row's deposit.
    ``rows`` = ``refused`` (in the preview) + ``there`` (stood in the ledger already) + those to be stored.
    ``place``: how many of those have been gone through; ``stored`` of them became lines.
    """

    class State(models.TextChoices):
        READ = "read"  # a preview, nothing stored
        STORING = "storing"
        STORED = "stored"
        DISCARDED = "discarded"

    class Mode(models.TextChoices):
        ALL = "all"  # nothing is stored where a row is refused
        GOOD = "good"  # the good rows are stored

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)  # of account.kind
    digest = models.BinaryField(max_length=32)
    state = models.CharField(max_length=10, choices=State, default=State.READ)
    mode = models.CharField(max_length=4, choices=Mode, null=True)
    rows = models.PositiveIntegerField()
    refused = models.PositiveIntegerField(default=0)
    there = models.PositiveIntegerField(default=0)
    place = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    wrapped = models.BinaryField(null=True)  # the key, wrapped by the master key; null once destroyed
    content = models.BinaryField(null=True)
    job = models.BigIntegerField(null=True)
    stopped = models.CharField(max_length=40, default="")  # the refusal for which nothing was stored
    uploaded_at = models.DateTimeField(db_default=Now())
    certifies = models.BooleanField(default=False)  # completions are to be issued of what is stored
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="+")  # of those
    stored_at = models.DateTimeField(null=True)
    stored_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(wrapped__isnull=True, content__isnull=True)
                | Q(wrapped__isnull=False, content__isnull=False),
                name="import_content_goes_with_its_key",
            ),
            models.CheckConstraint(
                condition=Q(rows__gte=F("refused") + F("there") + F("place")), name="import_counts_fit"
            ),
            models.CheckConstraint(
                condition=~Q(state="discarded") | Q(content__isnull=True),
                name="import_discarded_is_destroyed",
            ),
        )
        indexes = (models.Index(fields=["office", "-uploaded_at"], name="import_office_newest"),)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def storable(self) -> int:
        """How many rows can be stored."""
        return self.rows - self.refused - self.there


class ImportRefusal(models.Model):
    """A row that the ledger refused while the good rows were stored: a code and figures, nothing personal."""

    of_import = models.ForeignKey(Import, models.PROTECT, related_name="refusals")
    row = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    figures = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["of_import", "row"], name="import_refusal_once"),)

    def __str__(self) -> str:
        return f"{self.of_import_id}:{self.row}"


class Progress(models.Model):
    """How far a job is that has not yet committed anything: counts, told from beside its transaction."""

    id = models.UUIDField(primary_key=True, editable=False)  # of the import; no foreign key, not to lock it
    place = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.id)
