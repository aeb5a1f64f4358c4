"""Institutions, courses with versions, offerings, and the accreditations that were granted.

All of it is public, so there is no row-level security; only services write. What was said once stays: the app
may neither change nor delete a version, and of a granted accreditation it may only say that it was cancelled
(0002_what_stays).
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from baeum.people.models import Appointment
from baeum.places.models import Dated, Office, Place, ends_after_it_begins


class Institution(Dated):
    """Who gives courses, and by which law. Without an office it is known from published data only."""

    office = models.OneToOneField(Office, models.PROTECT, null=True, related_name="institution")
    name = models.CharField(max_length=200, default="")  # only where there is no office, which has its own
    legal_basis = models.CharField(max_length=40, default="")  # of legal_bases; "": not stated
    business_number = models.CharField(max_length=20, default="")
    phone = models.CharField(max_length=40, default="")
    address = models.CharField(max_length=300, default="")

    class Meta:
        constraints = (
            ends_after_it_begins("institution"),
            models.CheckConstraint(
                condition=Q(office__isnull=False, name="") | (Q(office__isnull=True) & ~Q(name="")),
                name="institution_has_one_name",
            ),
            models.UniqueConstraint(
                fields=["name"], condition=Q(office__isnull=True), name="institution_name_once"
            ),
        )

    def __str__(self) -> str:
        return self.name_ko

    @property
    def name_ko(self) -> str:
        """Its Korean name."""
        return self.office.name_ko if self.office else self.name

    @property
    def name_en(self) -> str:
        """Its English name; the Korean one where no other is known."""
        return self.office.name_en if self.office else self.name


class InstitutionChange(models.Model):
    """Who changed what of an institution, and when; never changed. ``before``, ``after``: by column."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="changes")
    before = models.JSONField()
    after = models.JSONField()
    on = models.DateField()
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.institution_id}: {', '.join(self.after)}"


class CentreAccreditation(models.Model):
    """An institution accredited as a lifelong learning centre, from a first to a last day.

    ``findings``: what was found on each of the five criteria, by their codes (``CRITERIA``).
    """

    CRITERIA = ("facilities", "teaching_process", "teachers", "learner_management", "other")

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="centre_accreditations")
    number = models.CharField(max_length=40, unique=True)
    from_day = models.DateField()
    until = models.DateField()
    findings = models.JSONField()
    cancelled_on = models.DateField(null=True)  # the first day on which it no longer holds
    cancel_reason = models.TextField(default="")
    granted_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, related_name="+"
    )  # of granted_by, for all to see
    cancelled_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("from_day")), name="centre_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True, cancel_reason="")
                | (Q(cancelled_on__isnull=False) & ~Q(cancel_reason="")),
                name="centre_cancelled_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.number


class Course(models.Model):
    """What an institution teaches under one code, whatever its title is today."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="courses")
    code = models.CharField(max_length=60)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.UniqueConstraint(fields=["institution", "code"], name="course_code_once"),)

    def __str__(self) -> str:
        return self.code


class CourseVersion(models.Model):
    """A course as it was said to be from then on; never changed: a change is the next version."""

    class Mode(models.TextChoices):
        ONLINE = "online"
        OFFLINE = "offline"
        BLENDED = "blended"
        POST = "post"
        MOBILE = "mobile"

    course = models.ForeignKey(Course, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()  # 1, 2, 3 within the course
    title = models.CharField(max_length=300)
    description = models.TextField(default="")
    outline = models.TextField(default="")
    field_scheme = models.CharField(max_length=20, default="")  # of fields.toml; "": not stated
    field_version = models.CharField(max_length=20, default="")  # of the scheme
    field_code = models.CharField(max_length=40, default="")
    hours = models.PositiveIntegerField(null=True)
    mode = models.CharField(max_length=10, choices=Mode, default="", blank=True)  # "": not stated
    target = models.CharField(max_length=200, default="")
    made_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")  # null: imported
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["course", "number"], name="course_version_number_once"),
            models.CheckConstraint(condition=~Q(title=""), name="course_version_has_a_title"),
        )

    def __str__(self) -> str:
        return f"{self.course_id}:{self.number}"


class Offering(models.Model):
    """A course given at a time and a place. Its state is derived: ``baeum_rules.courses.state``.

    Days: first and last both belong to the time. Money in won. Null or "": not stated.
    """

    class Source(models.TextChoices):
        OWN = "own"  # entered here, by the institution
        STANDARD = "standard"  # the national open standard of lifelong courses
        HRD = "hrd"  # the list of vocational training

    course_version = models.ForeignKey(CourseVersion, models.PROTECT, related_name="offerings")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    region = models.CharField(max_length=10, default="")  # code of the municipality, or of the province
    venue = models.CharField(max_length=200, default="")
    address = models.CharField(max_length=300, default="")
    application_begins = models.DateField(null=True)
    application_ends = models.DateField(null=True)
    begins = models.DateField()
    ends = models.DateField(null=True)
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list)  # 1 Monday .. 7 Sunday
    fee = models.PositiveIntegerField(null=True)
    seats = models.PositiveIntegerField(null=True)
    instructor = models.CharField(max_length=200, default="")
    homepage = models.CharField(max_length=500, default="")
    how_to_apply = models.CharField(max_length=200, default="")
    how_selected = models.CharField(max_length=200, default="")
    source = models.CharField(max_length=10, choices=Source, default=Source.OWN)
    source_key = models.CharField(max_length=80)  # once within its source
    reference_date = models.DateField(null=True)  # the day the published data speak of
    declared_account = models.BooleanField(default=False)  # "accredited", as the published data say
    declared_credit_bank = models.BooleanField(default=False)
    published = models.JSONField(
        default=dict
    )  # what the published row says beside the above, to give it out again
    closed_on = models.DateField(null=True)  # no applications from this day on
    called_off_on = models.DateField(null=True)  # not given: from this day on everybody reads so
    called_off_why = models.CharField(max_length=500, default="")
    called_off_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")  # null: imported
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            ends_after_it_begins("offering"),
            models.CheckConstraint(
                condition=Q(application_begins__isnull=True)
                | Q(application_ends__isnull=True)
                | Q(application_ends__gte=F("application_begins")),
                name="offering_application_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["source", "source_key"], name="offering_source_key_once"),
            models.CheckConstraint(
                condition=Q(called_off_on__isnull=True, called_off_why="", called_off_by__isnull=True)
                | (Q(called_off_on__isnull=False, called_off_by__isnull=False) & ~Q(called_off_why="")),
                name="offering_called_off_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source}:{self.source_key}"


class GrantedAccreditation(models.Model):
    """A course accredited for a purpose, from a first to a last day. The application is another thing."""

    class Purpose(models.TextChoices):
        ACCOUNT = "account"  # Lifelong Education Act, Article 23
        CREDIT_BANK = "credit_bank"  # Act on Recognition of Credits, Article 3

    course = models.ForeignKey(Course, models.PROTECT, related_name="accreditations")
    purpose = models.CharField(max_length=20, choices=Purpose)
    number = models.CharField(max_length=40)
    from_day = models.DateField()
    until = models.DateField()
    case_ref = models.UUIDField()  # the case in which it was decided
    cancelled_on = models.DateField(null=True)  # the first day on which it no longer holds
    reason = models.TextField(default="")  # of the cancellation
    granted_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, related_name="+"
    )  # of granted_by, for all to see
    cancelled_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["purpose", "number"], name="accreditation_number_once"),
            models.CheckConstraint(
                condition=Q(until__gte=F("from_day")), name="accreditation_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True, reason="", cancelled_by__isnull=True)
                | (Q(cancelled_on__isnull=False, cancelled_by__isnull=False) & ~Q(reason="")),
                name="accreditation_cancelled_with_a_reason",
            ),
        )
        indexes = (models.Index(fields=["course", "purpose"], name="accreditation_of_course"),)

    def __str__(self) -> str:
        return f"{self.purpose}:{self.number}"


from .search_models import (  # noqa: E402  the other half; apart, as what search reads can be made again
    SearchEntry,
    SearchWord,
    SynonymChange,
    SynonymGroup,
    UnfoundQuery,
)

__all__ = [
    "CentreAccreditation",
    "Course",
    "CourseVersion",
    "GrantedAccreditation",
    "Institution",
    "InstitutionChange",
    "Offering",
    "SearchEntry",
    "SearchWord",
    "SynonymChange",
    "SynonymGroup",
    "UnfoundQuery",
]
