"""A round of applications, and the items that are scored in it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from baeum.people.models import Appointment


class Round(models.Model):
    """Applications of one time, taken in from a first to a last day and evaluated by the same items."""

    number = models.CharField(max_length=20, unique=True)  # "2026-1"
    announced_on = models.DateField()
    opens_on = models.DateField()
    closes_on = models.DateField()  # the last day
    panel_size = models.PositiveSmallIntegerField()
    announced_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(opens_on__gte=F("announced_on")) & Q(closes_on__gte=F("opens_on")),
                name="round_days_in_order",
            ),
            models.CheckConstraint(condition=Q(panel_size__gte=1), name="round_has_a_panel"),
        )

    def __str__(self) -> str:
        return self.number

    def is_open(self, on: date) -> bool:
        """Whether applications are taken in on a day."""
        return self.opens_on <= on <= self.closes_on


class RoundItem(models.Model):
    """What is scored in a round, and its points. ``criterion``: of the law data."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="items")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    criterion = models.CharField(max_length=40)
    ko = models.CharField(max_length=200)
    en = models.CharField(max_length=200)
    points = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=["round", "code"], name="round_item_once"),
            models.CheckConstraint(condition=Q(points__gte=1), name="round_item_has_points"),
        )

    def __str__(self) -> str:
        return self.code
