"""Clients of the API, what they have signed, their tokens and their allowances.

A client is a person of the database that nobody is: appointed at its office like an officer, so that every
rule for officers, in the code and in the database, holds for it too (docs/decisions/0008-the-api.md).
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from baeum.ledger.models import Account
from baeum.people.models import Appointment, Person
from baeum.places.models import Office

DEPOSITS_WRITE, DEPOSITS_READ, STATEMENTS_READ = SCOPES = (
    "deposits:write",
    "deposits:read",
    "statements:read",
)


class Client(models.Model):
    """A system that an institution lets deposit. Never changed but by its revocation."""

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="client")
    appointment = models.OneToOneField(Appointment, models.PROTECT, related_name="client")
    name = models.CharField(max_length=60)  # of the system; it names no person
    keys = models.JSONField()  # public keys, as read_key_set gives them
    scopes = ArrayField(models.CharField(max_length=20))
    registered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(db_default=Now())
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(scopes__contained_by=list(SCOPES)), name="client_scopes_are_known"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="client_revoked_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class AccountShare(models.Model):
    """A learner lets one office read the whole account, until a day. Never changed but by its withdrawal."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    ends = models.DateField()  # the last day
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["account", "office"],
                condition=Q(withdrawn_at__isnull=True),
                name="share_holds_once",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class UsedAssertion(models.Model):
    """The digest of a ``jti`` that was used, kept until the assertion could not be used again anyway."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    jti = models.BinaryField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["client", "jti"], name="assertion_is_used_once"),)

    def __str__(self) -> str:
        return str(self.pk)


class AccessToken(models.Model):
    """An access token by its digest (SHA-256): whoever reads the table can use none."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    digest = models.BinaryField(unique=True)
    scopes = ArrayField(models.CharField(max_length=20))
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.pk)


class Allowance(models.Model):
    """Until when a client has spent its requests. The table is unlogged: after a crash it begins anew."""

    key = models.CharField(max_length=120, primary_key=True)
    spent_until = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
