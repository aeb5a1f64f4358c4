"""Degrees, and the lists by which they are conferred."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from baeum.ledger.models import Account
from baeum.people.models import Appointment
from baeum.places.models import Office

from .cases import Claim


class ConferralList(models.Model):
    """Who gets a degree at one conferral from one body: the ministry, or a university."""

    conferral = models.CharField(max_length=7)
    body = models.ForeignKey(Office, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    opened_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["conferral", "body"], name="conferral_list_once"),)

    def __str__(self) -> str:
        return f"{self.conferral}:{self.body_id}"


class Degree(models.Model):
    """A line of a conferral list, and from ``conferred_on`` a degree under a number.

    ``particulars``: name, birth date, average and grade points, sealed with the person's key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.OneToOneField(Claim, models.PROTECT, related_name="conferred")
    account = models.ForeignKey(Account, models.PROTECT, related_name="degrees")
    body = models.ForeignKey(Office, models.PROTECT, related_name="+")
    conferral = models.CharField(max_length=7)
    degree = models.CharField(max_length=20)
    route = models.CharField(max_length=10)
    major = models.CharField(max_length=500)
    degree_name = models.CharField(max_length=60)  # 공학사
    particulars = models.BinaryField()
    listed_on = models.DateField()
    number = models.CharField(max_length=30, null=True, unique=True)
    conferred_on = models.DateField(null=True)
    cancelled_on = models.DateField(null=True)
    struck_on = models.DateField(null=True)  # taken from the list again

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(number__isnull=True, conferred_on__isnull=True)
                | Q(number__isnull=False, conferred_on__isnull=False, struck_on__isnull=True),
                name="degree_conferred_whole",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | Q(conferred_on__isnull=False),
                name="degree_cancelled_after_conferral",
            ),
        )

    def __str__(self) -> str:
        return self.number or str(self.id)
