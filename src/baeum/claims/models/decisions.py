"""What was decided: rulings of a subcommittee, proposals of the engine, decisions."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from baeum.ledger.models import Account
from baeum.people.models import Appointment, Person
from baeum_rules.recognition.fields import CLASSES

from .cases import Claim


class Ruling(models.Model):
    """A class that only the subcommittee may give a line: by one member, seconded by another.

    Given once, it holds for every later case of the account with that line.
    """

    class State(models.TextChoices):
        RULED = "ruled"
        STANDS = "stands"
        DECLINED = "declined"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="rulings")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # of the line
    committee_class = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State, default=State.RULED)
    reason = models.BinaryField()  # sealed
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    on = models.DateField()
    second = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    second_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    second_on = models.DateField(null=True)

    class Meta:
        ordering = ("on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["claim", "number"], condition=~Q(state="declined"), name="ruling_once"
            ),
            models.CheckConstraint(condition=Q(committee_class__in=CLASSES), name="ruling_class_known"),
            models.CheckConstraint(
                condition=Q(second_person__isnull=True) | ~Q(second_person=F("by_person")),
                name="ruling_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state="ruled", second__isnull=True, second_on__isnull=True)
                | Q(~Q(state="ruled"), second__isnull=False, second_on__isnull=False),
                name="ruling_seconded_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.claim_id}:{self.number}"


class Proposal(models.Model):
    """The case that was given to the engine and its answer, both sealed. Only ever added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField()  # of the act that proposed it
    on = models.DateField()
    law = models.CharField(max_length=40)  # revision of the law data
    case = models.BinaryField()
    answer = models.BinaryField()
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["claim", "number"], name="proposal_number_once"),)

    def __str__(self) -> str:
        return f"{self.claim_id}:{self.number}"


class Decision(models.Model):
    """A proposal that somebody else approved. Numbered within the account; the last stands. Only ever added.

    A cancellation that is lifted on appeal approves the proposal before it once more.

    ``hash``: SHA-256 of the sealed case and answer, the law, the day, both people and the hash before it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="decisions")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="decisions")
    on = models.DateField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["account", "number"], name="decision_number_once"),
            models.CheckConstraint(condition=~Q(proposed_by=F("approved_by")), name="decision_by_two_people"),
        )

    def __str__(self) -> str:
        return f"{self.account_id}:{self.number}"
