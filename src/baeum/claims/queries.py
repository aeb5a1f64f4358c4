"""Questions of the pages: a fixed number of queries, whatever is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from baeum_rules.claims.path import STATES

from .models import Claim, ConferralList, Degree, Fee, Notice

PAGE = 50
OF_LEARNER = tuple(state.code for state in STATES.values() if state.holder == "learner")
OF_COMMITTEE = ("with_subcommittee", "before_committee")
WITH = ("office", "via", "holder", "of_claim", "conferral_list")


@dataclass(frozen=True)
class InState:
    """How many claims of a queue are of a kind and in a state, and how many of them are overdue."""

    kind: str
    state: str
    total: int
    overdue: int


def of_account(account_id: int) -> QuerySet[Claim]:
    """The claims of an account, the newest first."""
    return Claim.objects.filter(account_id=account_id).select_related(*WITH).order_by("-since", "-number")


def claim_of(claim_id: UUID) -> Claim | None:
    """One claim, where it may be seen."""
    return Claim.objects.select_related(*WITH).filter(pk=claim_id).first()


def queue(
    office_id: int,
    on: date,
    *,
    committee: bool = False,
    state: str = "",
    kind: str = "",
    overdue: bool = False,
) -> QuerySet[Claim]:
    """What an office (its committees, or the rest of it) has, the most urgent first."""
    found = _held(office_id, committee=committee)
    if state:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    if overdue:
        found = found.filter(due_on__lt=on)
    return found.select_related("office", "via", "holder").order_by(
        F("due_on").asc(nulls_last=True), "number"
    )


def in_states(office_id: int, on: date, *, committee: bool = False) -> list[InState]:
    """The queue by state and kind. One query."""
    counted = (
        _held(office_id, committee=committee)
        .values("state", "kind")
        .annotate(total=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=on)))
        .order_by("state", "kind")
    )
    return [InState(one["kind"], one["state"], one["total"], one["overdue"]) for one in counted]


def _held(office_id: int, *, committee: bool) -> QuerySet[Claim]:
    held = Claim.objects.filter(holder_id=office_id, number__isnull=False)
    if committee:
        return held.filter(state__in=OF_COMMITTEE)
    return held.exclude(state__in=OF_COMMITTEE)


def notices_of(account_id: int) -> QuerySet[Notice]:
    """What a learner was told, the newest first."""
    return Notice.objects.filter(account_id=account_id).select_related("claim").order_by("-on", "-pk")


def fees_of(account_id: int) -> QuerySet[Fee]:
    """Every fee of an account, open ones first."""
    of = Fee.objects.filter(claim__account_id=account_id).select_related("claim")
    return of.order_by(F("settled_on").desc(nulls_first=True), "-charged_on")


def lists(conferral: str = "") -> QuerySet[ConferralList]:
    """Conferral lists, the newest first, each with how many are on it."""
    found = ConferralList.objects.select_related("body").annotate(
        listed=Count("claims"), conferred=Count("claims", filter=Q(claims__state="conferred"))
    )
    return (found.filter(conferral=conferral) if conferral else found).order_by("-conferral", "body_id")


def on_list(of_list: ConferralList) -> QuerySet[Degree]:
    """The lines of a list, by the number of the claim."""
    found = Degree.objects.filter(claim__conferral_list=of_list).select_related("claim", "body")
    return found.order_by("claim__number")
