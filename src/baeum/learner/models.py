"""What the learner's pages keep beside the account: drafts, the goal, share links. Who sees it: 0002."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from baeum.ledger.models import Account, Entry
from baeum.people.models import Person


class Draft(models.Model):
    """A deposit that is not finished, one for each kind; what was typed is sealed with the person's key."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="drafts")
    kind = models.CharField(max_length=40)
    typed = models.BinaryField()
    kept_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "kind"], name="draft_once_a_kind"),)

    def __str__(self) -> str:
        return self.kind


class Goal(models.Model):
    """The degree that a learner works towards, sealed: the goal of a case (the case format)."""

    account = models.OneToOneField(Account, models.PROTECT, related_name="goal")
    chosen = models.BinaryField()
    chosen_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.account_id)


class Share(models.Model):
    """A link that shows chosen lines to whoever has it, until its last day or until it is withdrawn.

    ``token_hash``: SHA-256 of the token; the token itself is told once and never kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="shares")
    token_hash = models.BinaryField(max_length=32, unique=True)
    purpose = models.BinaryField()  # for whom or what, sealed
    shows_name = models.BooleanField()
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ends = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    views = models.PositiveIntegerField(db_default=0)  # kept by learner_open_share alone
    viewed_at = models.DateTimeField(null=True)
    entries = models.ManyToManyField(Entry, through="SharedLine", related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="share_withdrawn_whole",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class SharedLine(models.Model):
    """A line that a share shows."""

    share = models.ForeignKey(Share, models.PROTECT, related_name="lines")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["share", "entry"], name="shared_line_once"),)

    def __str__(self) -> str:
        return str(self.entry_id)
