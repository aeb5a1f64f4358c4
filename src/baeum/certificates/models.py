"""What was issued. Rows are only ever added; of a document only its revocation is written later: see 0002."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from baeum.credentials.snapshot import KINDS
from baeum.ledger.models import Account, Entry
from baeum.people.models import Appointment, Person
from baeum.places.models import Office


class RevocationList(models.Model):
    """A list of bits, published in two formats. ``key`` (sealed by the master key) orders its indices."""

    name = models.CharField(max_length=32, unique=True)  # random: it stands in addresses
    key = models.BinaryField()
    size = models.PositiveIntegerField()
    given = models.PositiveIntegerField(db_default=0)  # kept by certificates_take alone

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(given__lte=F("size")), name="revocation_list_not_overfull"),
        )

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """A document that was issued: its frozen content (``baeum.credentials.snapshot``), sealed.

    ``content``: JSON sealed with the person's key. ``digest``: salted, of the content. ``sealed_digest``:
    SHA-256 of the sealed bytes. ``checks``: how often somebody has looked it up, kept by certificates_open.
    """

    class Why(models.TextChoices):
        HOLDER = "holder"  # the learner takes it back
        REPLACED = "replaced"  # issued again
        MISTAKE = "mistake"  # something in it was wrong
        WITHDRAWN = "withdrawn"  # what it says was cancelled
        FRAUD = "fraud"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=16, unique=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=30)
    template = models.CharField(max_length=40)
    issuer = models.ForeignKey(Office, models.PROTECT, related_name="+")  # whose seal it bears
    issued_on = models.DateField()
    valid_until = models.DateField(null=True)
    content = models.BinaryField()
    digest = models.BinaryField(max_length=32)
    sealed_digest = models.BinaryField(max_length=32)
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    revoked_under = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    revoked_why = models.CharField(max_length=12, choices=Why, default="", blank=True)
    checks = models.PositiveIntegerField(db_default=0)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="document_kind_known"),
            models.CheckConstraint(
                condition=Q(number__regex=r"^[2-9A-HJ-NP-Z]{16}$"), name="document_number_is_plain"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("issued_on")),
                name="document_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True, revoked_why="")
                | (Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_why="")),
                name="document_revoked_whole",
            ),
        )
        indexes = (
            models.Index(fields=["account", "-made_at"], name="document_newest"),
            models.Index(fields=["issuer", "-made_at"], name="document_of_issuer"),
        )

    def __str__(self) -> str:
        return self.number


class DocumentLine(models.Model):
    """A line of the account that a document shows, under the id by which others know it."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="lines")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="shown_in")
    line_id = models.UUIDField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["document", "entry"], name="document_line_once"),)

    def __str__(self) -> str:
        return str(self.line_id)


class IssuedCopy(models.Model):
    """A signed copy of a document and its bit: all copies of a document are revoked together."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="copies")
    of_list = models.ForeignKey(RevocationList, models.PROTECT, related_name="copies")
    index = models.PositiveIntegerField()
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["of_list", "index"], name="issued_copy_has_its_own_bit"),
        )

    def __str__(self) -> str:
        return f"{self.of_list_id}:{self.index}"


class Paper(models.Model):
    """The signed PDF of a document as it was first made, sealed: printed again it is the same paper."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="paper")
    sealed = models.BinaryField()
    made_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.document_id)


class Batch(models.Model):
    """Completions that an institution issues together: its rows, sealed with a key of their own until done.

    ``rows`` = ``refused`` (when they were checked) + those to be issued. ``place``: how many of those have
    been gone through; ``issued`` of them became documents, the others have a BatchRefusal.
    """

    class State(models.TextChoices):
        CHECKED = "checked"  # nothing issued
        ISSUING = "issuing"
        ISSUED = "issued"
        STOPPED = "stopped"  # cancelled: what was issued until then is issued
        DISCARDED = "discarded"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.CHECKED)
    english = models.BooleanField(default=False)  # in English besides
    rows = models.PositiveIntegerField()
    refused = models.PositiveIntegerField(default=0)
    place = models.PositiveIntegerField(default=0)
    issued = models.PositiveIntegerField(default=0)
    wrapped = models.BinaryField(null=True)  # the key, wrapped by the master key; null once destroyed
    content = models.BinaryField(null=True)
    job = models.BigIntegerField(null=True)
    taken_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(wrapped__isnull=True, content__isnull=True)
                | Q(wrapped__isnull=False, content__isnull=False),
                name="batch_content_goes_with_its_key",
            ),
            models.CheckConstraint(
                condition=Q(rows__gte=F("refused") + F("place")) & Q(place__gte=F("issued")),
                name="batch_counts_fit",
            ),
        )
        indexes = (models.Index(fields=["office", "-taken_at"], name="batch_office_newest"),)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def issuable(self) -> int:
        """How many rows can be issued."""
        return self.rows - self.refused


class BatchRefusal(models.Model):
    """A row that could not be issued any more when its turn came: a code and figures, nothing personal."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="refusals")
    row = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    figures = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["batch", "row"], name="batch_refusal_once"),)

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.row}"


class BatchDocument(models.Model):
    """Which document became of which row."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="documents")
    row = models.PositiveIntegerField()
    document = models.OneToOneField(Document, models.PROTECT, related_name="in_batch")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["batch", "row"], name="batch_document_once"),)

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.row}"
