"""Other issuers and what they are trusted with, their status lists, what was brought in; and xAPI statements.

Who may see and add what is decided by the database: 0002. Everything here is only ever added, but for the end
of a mapping.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from baeum.courses.models import Course
from baeum.ledger.models import Account, Entry, Evidence
from baeum.people.models import Appointment, Person
from baeum.places.models import Office
from baeum_rules.ledger.entries import STANDINGS


class IssuerVersion(models.Model):
    """What an office of the institute said of an issuer from then on; the highest number holds.

    ``document``: the did document as it was uploaded. ``standing``: what its credentials get while the grant
    holds, from ``from_day`` to ``until`` (null: no end). ``without_name``: also those that name nobody.
    """

    did = models.CharField(max_length=300)
    number = models.PositiveIntegerField()  # 1, 2, 3 within the issuer
    name_ko = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    document = models.TextField()
    standing = models.CharField(max_length=24)
    without_name = models.BooleanField()
    from_day = models.DateField()
    until = models.DateField(null=True)
    reason = models.CharField(max_length=500)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["did", "number"], name="issuer_number_once"),
            models.CheckConstraint(condition=Q(standing__in=STANDINGS), name="issuer_standing_known"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("from_day")), name="issuer_days_in_order"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="issuer_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.did}:{self.number}"


class IssuerList(models.Model):
    """A status list of an issuer as it was uploaded; of one address the newest is used."""

    did = models.CharField(max_length=300)
    address = models.CharField(max_length=500)
    content = models.BinaryField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = (models.Index(fields=["address", "-id"], name="issuer_list_newest"),)

    def __str__(self) -> str:
        return self.address


class BroughtIn(models.Model):
    """A credential that became a line. ``digest``: of what was signed, whatever it was written like."""

    class Form(models.TextChoices):
        OPEN_BADGE = "open_badge"
        SD_JWT = "sd_jwt"

    account = models.ForeignKey(Account, models.PROTECT, related_name="brought_in")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="brought_in")
    digest = models.BinaryField(max_length=32)
    form = models.CharField(max_length=20, choices=Form)
    outcome = models.CharField(max_length=20)  # of baeum.credentials.verdict
    issuer = models.ForeignKey(IssuerVersion, models.PROTECT, null=True, related_name="+")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = (models.Index(fields=["digest"], name="brought_in_digest"),)

    def __str__(self) -> str:
        return str(self.entry_id)


class Activity(models.Model):
    """An activity of an institution's system that is a course of it: what its completion is registered as."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    address = models.CharField(max_length=500)  # the activity's id, an IRI
    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=10)  # completed, passed, or either
    least_score = models.PositiveSmallIntegerField(null=True)  # of 100; null: not asked for
    made_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "address"], condition=Q(ended_at__isnull=True), name="activity_once"
            ),
            models.CheckConstraint(
                condition=Q(verb__in=("completed", "passed", "either")), name="activity_verb_known"
            ),
        )

    def __str__(self) -> str:
        return self.address


class LmsAccount(models.Model):
    """Whose learning account an account of an institution's system is. ``name``: keyed, never read again."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    home_page = models.CharField(max_length=300)
    name = models.BinaryField(max_length=16)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "home_page", "name"],
                condition=Q(ended_at__isnull=True),
                name="lms_account_once",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Statement(models.Model):
    """An xAPI statement that came. What it says is not kept: only whether it became a line, and why not."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    statement = models.UUIDField()
    digest = models.BinaryField(max_length=32)  # of the statement as sent: the same id says the same
    verb = models.CharField(max_length=300)
    activity = models.CharField(max_length=500)  # of a voiding one: the statement that it voids
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=60)  # code of the reason it was not used; "" where it was
    figures = models.JSONField(default=dict)
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "statement"], name="statement_once_an_office"),
            models.CheckConstraint(
                condition=Q(entry__isnull=True) | Q(why=""), name="statement_is_used_or_says_why_not"
            ),
        )
        indexes = (models.Index(fields=["office", "-id"], name="statement_newest"),)

    def __str__(self) -> str:
        return str(self.statement)
