"""A claim, its lines, and the acts that made it what it is."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from baeum.ledger.models import Account, Entry
from baeum.people.models import Appointment, Person
from baeum.places.models import Office
from baeum_rules.claims.evidence import STATES
from baeum_rules.claims.path import KINDS


class Claim(models.Model):
    """What a learner asks of the institute, or the institute begins against a recognition or a degree.

    ``office``: the institute that decides. ``via``: the office where it was handed in, or the university that
    confers. ``holder``: the office that has it now. ``terms``: what the kind asks for, sealed. ``of_claim``:
    what a re-examination is of. ``clock``: the law data's name of the time that runs until ``due_on``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="claims")
    kind = models.CharField(max_length=24)
    number = models.CharField(max_length=30, null=True, unique=True)  # from its submission on
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    via = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    holder = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    of_claim = models.ForeignKey("self", models.PROTECT, null=True, related_name="later")
    of_degree = models.ForeignKey("Degree", models.PROTECT, null=True, related_name="cancellations")
    degree = models.CharField(max_length=20, default="")  # of a degree application: for the lists
    major = models.CharField(max_length=500, default="")
    conferral = models.CharField(max_length=7, default="")  # 2027-02
    terms = models.BinaryField()
    asks_exemption = models.BooleanField(default=False)  # from fees (act.12-3.2)
    state = models.CharField(max_length=30, default="draft")
    window = models.CharField(max_length=10, default="")  # in which it was submitted: 2026-Q4, 2027-02
    applied_on = models.DateField(null=True)
    since = models.DateField()
    clock = models.CharField(max_length=60, default="")
    due_on = models.DateField(null=True)
    acts = models.PositiveIntegerField(default=0)
    referred = models.BooleanField(default=False)  # a committee has had it
    to_ministry = models.BooleanField(default=False)  # the ministry has had it
    conferral_list = models.ForeignKey("ConferralList", models.PROTECT, null=True, related_name="claims")

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(kind__in=KINDS), name="claim_kind_known"),)
        indexes = (
            models.Index(fields=["holder", "due_on"], name="claim_queue"),
            models.Index(fields=["account", "kind"], name="claim_of_account"),
            models.Index(fields=["conferral", "via", "state"], name="claim_of_conferral"),
        )

    def __str__(self) -> str:
        return self.number or str(self.id)


class ClaimLine(models.Model):
    """A line of the account that a claim is about. ``examined_on``: an officer has examined its paper."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="lines")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # of the entry in its account
    source = models.CharField(max_length=40)
    evidence = models.CharField(max_length=10)
    examined_on = models.DateField(null=True)
    examined_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["claim", "number"], name="claim_line_once"),
            models.CheckConstraint(condition=Q(evidence__in=STATES), name="claim_line_evidence_known"),
            models.CheckConstraint(
                condition=Q(examined_on__isnull=True, examined_by__isnull=True)
                | Q(examined_on__isnull=False, examined_by__isnull=False),
                name="claim_line_examined_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.claim_id}:{self.number}"


class ClaimAct(models.Model):
    """One act: who did what to a claim, when and why. ``reason`` is sealed. Only ever added."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="history")
    number = models.PositiveIntegerField()  # 1, 2, 3 within the claim
    act = models.CharField(max_length=30)
    case = models.CharField(max_length=20, default="")
    before = models.CharField(max_length=30)  # "": it begins
    after = models.CharField(max_length=30)
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")  # null: the learner
    on = models.DateField()
    clock = models.CharField(max_length=60, default="")
    due_on = models.DateField(null=True)
    reason = models.BinaryField(null=True)
    figures = models.JSONField(default=dict)  # codes and numbers, nothing that tells of a person
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["claim", "number"], name="claim_act_number_once"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("on")) | Q(before=F("after")),
                name="claim_act_due_later",
            ),
        )

    def __str__(self) -> str:
        return f"{self.claim_id}:{self.number}"
