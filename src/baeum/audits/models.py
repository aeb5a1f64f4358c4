"""Cached audits, the refreshes that make them, and who exported ledgers. Who may what: 0002_row_security."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from baeum.ledger.models import Account


class CachedAudit(models.Model):
    """What the batch answered for an account and its goal. It holds for what it was made of: see ``queries``.

    ``head_number``: the last line that was seen. ``goal_digest``: SHA-256 of the goal as it is sealed.
    ``remaining`` and ``complete`` are there only where the state is ``answered``.
    """

    STATES: ClassVar[tuple[str, ...]] = ("answered", "faulty")

    account = models.OneToOneField(Account, models.PROTECT, primary_key=True, related_name="cached_audit")
    law = models.CharField(max_length=60)  # revision
    as_of = models.DateField()
    head_number = models.PositiveIntegerField()
    goal_digest = models.BinaryField(max_length=32)
    state = models.CharField(max_length=10)
    remaining = models.PositiveIntegerField(null=True)  # credits
    complete = models.BooleanField(null=True)
    totals = models.JSONField(null=True)  # of baeum_rules.batch.schema.ANSWER, credits
    audited_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    state="answered", remaining__isnull=False, complete__isnull=False, totals__isnull=False
                )
                | Q(state="faulty", remaining__isnull=True, complete__isnull=True, totals__isnull=True),
                name="cached_audit_answered_whole",
            ),
        )

    def __str__(self) -> str:
        return str(self.account_id)


class Refresh(models.Model):
    """One going through all accounts with a goal. ``after``: the last account that was dealt with."""

    law = models.CharField(max_length=60)
    on = models.DateField()
    after = models.BigIntegerField(default=0)
    wanted = models.PositiveBigIntegerField(default=0)  # accounts with a goal when it began
    audited = models.PositiveBigIntegerField(default=0)
    faulty = models.PositiveBigIntegerField(default=0)  # of those audited: without an answer
    skipped = models.PositiveBigIntegerField(default=0)  # current as they were
    others = models.PositiveBigIntegerField(default=0)  # goals of another kind, or that cannot be read
    state = models.CharField(max_length=10, db_default="going")
    begun_at = models.DateTimeField(db_default=Now())
    went_on_at = models.DateTimeField(db_default=Now())

    STATES: ClassVar[tuple[str, ...]] = ("going", "stopped", "finished", "given_up")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("going", "stopped", "finished", "given_up")),
                name="refresh_state_known",
            ),
            models.UniqueConstraint(
                fields=["law"], condition=Q(state__in=("going", "stopped")), name="refresh_unfinished_once"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def done(self) -> int:
        """How many accounts it has dealt with."""
        return self.audited + self.skipped + self.others


class LedgerExport(models.Model):
    """The access log of exports: who took ledgers out, when, why, whose. Only ever added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(db_default=Now())
    by = models.CharField(max_length=100)  # of whoever ran the command
    role = models.CharField(max_length=63)  # of the database that was read
    database = models.CharField(max_length=300)
    reason = models.CharField(max_length=500)
    how_many = models.PositiveBigIntegerField()  # accounts with a goal, all of which were read
    pseudonymous = models.BooleanField()
    birth_years = models.BooleanField()

    def __str__(self) -> str:
        return str(self.id)
