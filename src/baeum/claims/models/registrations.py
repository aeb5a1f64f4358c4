"""Who is a registered learner, and towards which degree."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baeum.ledger.models import Account
from baeum.places.models import ends_after_it_begins


class Registration(models.Model):
    """A learner's registered goal, from a day on; ended by the next one, never changed.

    ``registered_on``: of the first registration of the account, from which the 75 days count. ``goal``: of a
    case, sealed. ``number``: the learner number (rules.11.2), which is that of the account.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="registrations")
    claim = models.OneToOneField("Claim", models.PROTECT, related_name="registration")
    number = models.CharField(max_length=11)
    registered_on = models.DateField()
    begins = models.DateField()
    ends = models.DateField(null=True)
    goal = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["account"], condition=Q(ends__isnull=True), name="registration_open_once"
            ),
            ends_after_it_begins("registration"),
        )

    def __str__(self) -> str:
        return self.number
