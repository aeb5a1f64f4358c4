"""What offices are told, and where."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from baeum.places.models import Office

from .cases import Application


class NoticeAddress(models.Model):
    """Where an office wants its notices by e-mail: its own address, not a person's. Ended, never deleted."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    address = models.EmailField()
    language = models.CharField(max_length=2, default="ko")
    begins = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "address"], condition=Q(ends__isnull=True), name="notice_address_once"
            ),
        )

    def __str__(self) -> str:
        return self.address


class Notice(models.Model):
    """What an office is told: a template in the version it had, and the figures in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="notices")
    template = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    figures = models.JSONField(default=dict)
    on = models.DateField()
    read_on = models.DateField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["office", "-on"], name="notice_office_newest"),)

    def __str__(self) -> str:
        return f"{self.office_id}:{self.template}"
