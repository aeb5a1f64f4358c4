"""After accreditation: draws, visits, complaints."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from baeum.people.models import Appointment

from .cases import Application
from .rounds import Round


class Draw(models.Model):
    """A draw for inspection: where its seed will come from is said before, so that nobody chooses it.

    ``listed``, ``drawn``: numbers of accreditations, sorted (``baeum_rules.accreditation.inspection``).
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="draws")
    announced_on = models.DateField()
    seed_from = models.CharField(max_length=300)  # what the seed will be read from
    seed_on = models.DateField()  # the day of that
    drawn_on = models.DateField(null=True)
    seed = models.CharField(max_length=200, default="")
    percent = models.PositiveSmallIntegerField(null=True)
    rounding = models.CharField(max_length=10, default="")
    listed = models.JSONField(default=list)
    drawn = models.JSONField(default=list)
    announced_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    drawn_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(drawn_on__isnull=True, seed="") | (Q(drawn_on__gte=F("seed_on")) & ~Q(seed="")),
                name="draw_not_before_its_seed",
            ),
            models.UniqueConstraint(
                fields=["round"], condition=Q(drawn_on__isnull=True), name="draw_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id}:{self.announced_on}"


class Visit(models.Model):
    """An unannounced visit to an accredited course, and what was found. Only ever added."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="visits")
    draw = models.ForeignKey(Draw, models.PROTECT, null=True, related_name="visits")
    complaint = models.ForeignKey("Complaint", models.PROTECT, null=True, related_name="visits")
    on = models.DateField()
    findings = models.TextField()
    fault = models.BooleanField()
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.application_id}:{self.on}"


class Complaint(models.Model):
    """What a citizen says about an accredited course; its number is the only key to where it stands."""

    number = models.CharField(max_length=20, unique=True)
    application = models.ForeignKey(Application, models.PROTECT, related_name="complaints")
    wrapped = models.BinaryField()
    sealed = models.BinaryField()  # the text: it may name people
    state = models.CharField(max_length=20, default="received")
    received_on = models.DateField()
    clock = models.CharField(max_length=60)
    due_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.number


class ComplaintAct(models.Model):
    """One act on a complaint. Its reason is what the citizen reads. Only ever added."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="history")
    act = models.CharField(max_length=30)
    case = models.CharField(max_length=20, default="")
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    on = models.DateField()
    reason = models.TextField(default="")
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.complaint_id}:{self.act}"
