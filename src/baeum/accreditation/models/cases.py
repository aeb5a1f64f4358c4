"""An application, the acts that made it what it is, and its evidence."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now

from baeum.courses.models import CourseVersion, Institution
from baeum.people.models import Appointment, Person
from baeum.places.models import Office

from .rounds import Round


class Application(models.Model):
    """An application for the accreditation of a course. What is granted is another thing (courses).

    ``holder``: the office that has it now. ``clock``: the law data's name of the time that runs since
    ``since``, until ``due_on``. ``attempt``: 1, or 2 in the re-evaluation. ``acts``: how many there are.
    """

    class Kind(models.TextChoices):
        COMPLETED = "completed"
        PLANNED = "planned"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="applications")
    number = models.CharField(max_length=30, null=True, unique=True)  # from its submission on
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="applications")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")  # the institution's
    course_version = models.ForeignKey(CourseVersion, models.PROTECT, related_name="applications")
    kind = models.CharField(max_length=10, choices=Kind)
    field = models.CharField(max_length=40)  # of the Act's scheme, by which the panel is chosen
    statements = models.JSONField(default=dict)  # item code: what the institution says of it
    renews = models.ForeignKey("self", models.PROTECT, null=True, related_name="renewals")
    state = models.CharField(max_length=30, default="draft")
    holder = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    clock = models.CharField(max_length=60, default="")
    due_on = models.DateField(null=True)
    attempt = models.PositiveSmallIntegerField(default=1)
    acts = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (
            models.Index(fields=["holder", "due_on"], name="application_queue"),
            models.Index(fields=["office", "state"], name="application_of_office"),
            models.Index(fields=["round", "state"], name="application_of_round"),
        )

    def __str__(self) -> str:
        return self.number or str(self.id)


class Act(models.Model):
    """One act: who did what to an application, when and why. Only ever added."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="history")
    number = models.PositiveIntegerField()  # 1, 2, 3 within the application
    act = models.CharField(max_length=30)
    case = models.CharField(max_length=20, default="")
    before = models.CharField(max_length=30)  # "": it begins
    after = models.CharField(max_length=30)
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    on = models.DateField()
    clock = models.CharField(max_length=60, default="")
    due_on = models.DateField(null=True)
    reason = models.TextField(default="")
    figures = models.JSONField(default=dict)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["application", "number"], name="act_number_once"),)

    def __str__(self) -> str:
        return f"{self.application_id}:{self.number}"


class Evidence(models.Model):
    """A file that supports an application, sealed with a key of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="evidence")
    item = models.CharField(max_length=40)  # code of the item it is about
    title = models.CharField(max_length=200)
    type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=32)  # SHA-256 of the file
    wrapped = models.BinaryField()
    sealed = models.BinaryField()
    attempt = models.PositiveSmallIntegerField()  # 2: supplied after preliminary accreditation
    put_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    put_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.title
