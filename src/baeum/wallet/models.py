"""Offers to a wallet, and presentations asked of one. Codes and tokens are kept by their digests only."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from baeum.certificates.models import Document
from baeum.ledger.models import Account
from baeum.people.models import Person


class Offer(models.Model):
    """A document that somebody may fetch into a wallet once: see migration 0002 for who writes what.

    ``code``, ``token``: SHA-256. ``tx_code``: keyed, as six digits are guessed from any plain digest.
    ``tries``: wrong tx_codes. ``copies``: places taken in status lists, ``kept``: copies stored.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="offers")
    code = models.BinaryField(max_length=32, unique=True)
    tx_code = models.BinaryField(max_length=16)
    tries = models.PositiveSmallIntegerField(db_default=0)
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    token = models.BinaryField(max_length=32, unique=True, null=True)
    token_expires = models.DateTimeField(null=True)
    redeemed_at = models.DateTimeField(null=True)
    copies = models.PositiveSmallIntegerField(db_default=0)
    kept = models.PositiveSmallIntegerField(db_default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(token__isnull=True, token_expires__isnull=True, redeemed_at__isnull=True)
                | Q(token__isnull=False, token_expires__isnull=False, redeemed_at__isnull=False),
                name="offer_redeemed_whole",
            ),
            models.CheckConstraint(
                condition=Q(kept__lte=models.F("copies")), name="offer_keeps_what_it_took"
            ),
        )
        indexes = (models.Index(fields=["document", "-made_at"], name="offer_newest"),)

    def __str__(self) -> str:
        return str(self.pk)


class UsedNonce(models.Model):
    """A nonce of ours that a proof was made with: never again until it has expired by itself."""

    digest = models.BinaryField(max_length=32, primary_key=True)
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return bytes(self.digest).hex()


class Presentation(models.Model):
    """What was asked of a wallet for an account, and what it answered, sealed with the person's key.

    Deleted when the learner takes it on to the deposit, or asks anew after it has expired.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    nonce = models.CharField(max_length=43)
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, sealed__isnull=True)
                | Q(answered_at__isnull=False, sealed__isnull=False),
                name="presentation_answered_whole",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)
