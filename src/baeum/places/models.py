"""The dated tree of places, and the offices in them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q


class Dated(models.Model):
    """Something that begins and may end. Both days belong to it; no last day: it lasts."""

    begins = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        abstract = True

    def holds_on(self, on: date) -> bool:
        """Whether the day lies between the first and the last."""
        return self.begins <= on and (self.ends is None or on <= self.ends)


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """The constraint of every dated table."""
    return models.CheckConstraint(
        condition=Q(ends__isnull=True) | Q(ends__gte=F("begins")), name=f"{name}_ends_after_it_begins"
    )


class Place(Dated):
    """A part of the country, or all of it, for as long as it has this code, name and parent."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry"
        NATIONAL_INSTITUTE = "national_institute"
        PROVINCE = "province"
        MUNICIPALITY = "municipality"

    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=Kind)
    name_ko = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="predecessors")
    sample = models.BooleanField(default=False)  # made up, and shown as such

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["code", "begins"], name="place_code_begins_once"),
            ends_after_it_begins("place"),
        )

    def __str__(self) -> str:
        return self.code


class Office(Dated):
    """Where officers work. A tier that has not begun yet is passed over: see queries.superiors_on."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry"
        INSTITUTE = "institute"
        PROVINCE = "province"
        MUNICIPALITY = "municipality"
        INSTITUTION = "institution"

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    name_ko = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    place = models.ForeignKey(Place, models.PROTECT, related_name="offices")
    superior = models.ForeignKey("self", models.PROTECT, null=True, related_name="subordinates")
    sample = models.BooleanField(default=False)  # made up, and shown as such

    class Meta:
        constraints = (
            ends_after_it_begins("office"),
            models.CheckConstraint(
                condition=Q(superior__isnull=True) | ~Q(superior=F("id")),
                name="office_is_not_its_own_superior",
            ),
        )

    def __str__(self) -> str:
        return self.code
