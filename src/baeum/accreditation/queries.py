"""Questions of the pages: queues with a fixed number of queries, whatever is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from .models import Act, Application

PAGE = 50


@dataclass(frozen=True)
class InState:
    """How many applications of a queue stand in a state, and how many of them are overdue."""

    state: str
    total: int
    overdue: int


def queue(office_id: int, on: date, *, state: str = "", overdue: bool = False) -> QuerySet[Application]:
    """What an office has, the most urgent first."""
    found = Application.objects.filter(holder_id=office_id, number__isnull=False)
    if state:
        found = found.filter(state=state)
    if overdue:
        found = found.filter(due_on__lt=on)
    return found.select_related("round", "office", "course_version").order_by(
        F("due_on").asc(nulls_last=True), "number"
    )


def in_states(office_id: int, on: date) -> list[InState]:
    """The queue of an office by state. One query."""
    counted = (
        Application.objects.filter(holder_id=office_id, number__isnull=False)
        .values("state")
        .annotate(total=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=on)))
        .order_by("state")
    )
    return [InState(one["state"], one["total"], one["overdue"]) for one in counted]


def of_institution(office_id: int) -> QuerySet[Application]:
    """Every application of an institution, the newest first."""
    found = Application.objects.filter(office_id=office_id).select_related(
        "round", "course_version", "holder"
    )
    return found.order_by("-since", "-round_id", "pk")


def passed_through(application: Application) -> set[str]:
    """The states that it has been in."""
    return set(Act.objects.filter(application=application).values_list("after", flat=True))
