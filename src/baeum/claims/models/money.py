"""What a claim costs."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baeum.people.models import Appointment
from baeum_rules.claims.fees import WHATS

from .cases import Claim


class Fee(models.Model):
    """A fee of a claim, in whole won. Settled once: paid or exempt, each with a receipt."""

    class State(models.TextChoices):
        OPEN = "open"
        PAID = "paid"
        EXEMPT = "exempt"

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="fees")
    what = models.CharField(max_length=20)
    amount = models.PositiveIntegerField()  # credits; 1 for a registration
    each = models.PositiveIntegerField()
    won = models.PositiveIntegerField()
    clause = models.CharField(max_length=40)
    charged_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    settled_on = models.DateField(null=True)
    settled_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    reference = models.CharField(max_length=100, default="")  # of the payment: no card, no account number
    receipt = models.CharField(max_length=30, null=True, unique=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["claim", "what"], name="fee_once"),
            models.CheckConstraint(condition=Q(what__in=WHATS), name="fee_what_known"),
            models.CheckConstraint(
                condition=Q(state="open", settled_on__isnull=True, receipt__isnull=True)
                | Q(~Q(state="open"), settled_on__isnull=False, receipt__isnull=False),
                name="fee_settled_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.claim_id}:{self.what}"
