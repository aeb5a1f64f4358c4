"""What a learner is told."""

from __future__ import annotations

import uuid

from django.db import models

from baeum.ledger.models import Account

from .cases import Claim


class Notice(models.Model):
    """What a learner is told of an act: a template in the version it had, and its figures.

    The reason of the act is read from the act, where it is sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="claim_notices")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="notices")
    act = models.PositiveIntegerField()  # number of the act
    template = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    figures = models.JSONField(default=dict)
    on = models.DateField()
    read_on = models.DateField(null=True)

    class Meta:
        indexes = (models.Index(fields=["account", "-on"], name="claim_notice_newest"),)

    def __str__(self) -> str:
        return f"{self.account_id}:{self.template}"
