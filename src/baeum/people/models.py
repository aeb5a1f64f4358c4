"""People and what they may act as. Who sees which row is decided by the database: 0002_row_security."""

from __future__ import annotations

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from baeum.people.roles import APPOINTED, Role
from baeum.places.models import Office


class Person(models.Model):
    """Somebody. Every value that tells who is sealed with their own key (``baeum.people.keys``)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.BinaryField()
    birth_date = models.BinaryField()
    contacts = models.BinaryField(null=True)
    address = models.BinaryField(null=True)
    workplace = models.BinaryField(null=True)
    name_index = models.BinaryField(null=True)  # equal for equal names; gone after erasure
    registered_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = (models.Index(fields=["name_index"], name="person_name_index"),)

    def __str__(self) -> str:
        return str(self.id)


class PersonKey(models.Model):
    """The key of a person, wrapped by the master key; destroyed when they are erased."""

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="key")
    wrapped = models.BinaryField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(wrapped__isnull=False, destroyed_at__isnull=True)
                | Q(wrapped__isnull=True, destroyed_at__isnull=False),
                name="person_key_is_there_or_destroyed",
            ),
        )

    def __str__(self) -> str:
        return str(self.person_id)


class SignIns(BaseUserManager["SignIn"]):
    """Sign-ins by login name."""

    def get_by_natural_key(self, username: str | None) -> SignIn:
        """The sign-in of a login name, whatever its case. Raises SignIn.DoesNotExist."""
        return self.get(login__iexact=username)


class SignIn(AbstractBaseUser):
    """How a person signs in. It holds no personal value: the login name is freely chosen."""

    login = models.CharField(max_length=40, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="sign_in")
    is_active = models.BooleanField(default=True)
    opened_at = models.DateTimeField(db_default=Now())

    USERNAME_FIELD = "login"
    EMAIL_FIELD = None  # no e-mail address is kept
    objects = SignIns()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(login__regex=r"^[a-z0-9][a-z0-9._-]{2,39}$"), name="sign_in_login_is_plain"
            ),
        )


class Appointment(models.Model):
    """A role at an office, from a first to a last day. Never changed but by its revocation."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role)
    office = models.ForeignKey(Office, models.PROTECT, related_name="appointments")
    begins = models.DateField()
    ends = models.DateField()
    appointed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # null: the first
    recorded_at = models.DateTimeField(db_default=Now())
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends__gte=F("begins")), name="appointment_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(role__in=APPOINTED), name="appointment_role_is_appointed"),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Proxy(models.Model):
    """Somebody who may open, see and use a principal's account. Never changed but by its end."""

    principal = models.ForeignKey(Person, models.PROTECT, related_name="proxies")
    proxy = models.ForeignKey(Person, models.PROTECT, related_name="principals")
    begins = models.DateField()
    ends = models.DateField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="proxy_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(proxy=F("principal")), name="proxy_is_another_person"),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Look(models.Model):
    """One look at another's record: who, under which appointment, at what, and why. Only ever added."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="looks")
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    subject = models.CharField(max_length=40)  # what was looked at: "record", "person", ...
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = (models.Index(fields=["person", "-at"], name="look_person_at"),)

    def __str__(self) -> str:
        return str(self.pk)
