"""What an officer finds at the desk. Each question is a fixed number of queries, however long its answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from baeum.ledger.learning import opened_content
from baeum.ledger.models import CorrectionRequest, Entry
from baeum.ledger.rows import Row, rows_of
from baeum.people.keys import keys_of
from baeum_rules.ledger.entries import REVERSAL

from .models import Import

PAGE = 50
STANDS, GONE = "stands", "gone"


class Holder(NamedTuple):
    """Whose account it is, as far as an institution may know."""

    person_id: UUID
    learner_number: str


@dataclass(frozen=True)
class Wanted:
    """Which completions are asked for; what is empty leaves nothing out."""

    account_id: int | None = None
    kind: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None  # id of an entry: the page after it


@dataclass(frozen=True)
class Registered:
    """A line that the office has registered. ``content`` is empty where the person's key is destroyed."""

    row: Row
    learner_number: str
    content: dict[str, Any]

    @property
    def stands(self) -> bool:
        """Whether no later line took its place."""
        return self.row.by_act is None

    @property
    def title(self) -> str:
        """The title of the course."""
        return str(self.content.get("title", ""))


def completions(office_id: int, wanted: Wanted) -> list[Registered]:
    """What an office registered, the newest first: a page, and one more where there is another page."""
    found = Entry.objects.filter(office_id=office_id).exclude(act=REVERSAL).order_by("-pk")
    if wanted.account_id is not None:
        found = found.filter(account_id=wanted.account_id)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.state:
        found = found.filter(later__isnull=wanted.state == STANDS)
    if wanted.since:
        found = found.filter(happened_on__gte=wanted.since)
    if wanted.until:
        found = found.filter(happened_on__lte=wanted.until)
    if wanted.before is not None:
        found = found.filter(pk__lt=wanted.before)
    return _registered(rows_of(found[: PAGE + 1]))


def completion(office_id: int, account_id: int, number: int) -> Registered | None:
    """One line that the office registered, or is asked about."""
    asked = Q(pk__in=CorrectionRequest.objects.filter(office_id=office_id).values("entry_id"))
    found = Entry.objects.filter(Q(office_id=office_id) | asked, account_id=account_id, number=number)
    return next(iter(_registered(rows_of(found))), None)


def _registered(found: list[Row]) -> list[Registered]:
    holders = holders_of_accounts(row.entry.account for row in found)
    keys = keys_of({holder.person_id for holder in holders.values()})
    read = []
    for row in found:
        holder = holders.get(row.entry.account)
        key = keys.get(holder.person_id) if holder else None
        read.append(
            Registered(row, holder.learner_number if holder else "", opened_content(row.entry, key) or {})
        )
    return read


def holders_of_accounts(accounts: Iterable[int]) -> dict[int, Holder]:
    """The learner numbers of accounts in which the office has lines or is asked about one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT account, person, learner_number FROM desk_holders(%s)", [sorted(set(accounts))]
        )
        return {account: Holder(*rest) for account, *rest in cursor.fetchall()}


def imports(office_id: int) -> QuerySet[Import]:
    """The files of an office, the newest first, without what they hold."""
    return Import.objects.filter(office_id=office_id).order_by("-uploaded_at").defer("content", "wrapped")


def imports_to_do(office_id: int) -> QuerySet[Import]:
    """Files that wait for somebody: a preview, one being stored, or one with rows left to correct."""
    waiting = Q(state__in=(Import.State.READ, Import.State.STORING)) | Q(
        state=Import.State.STORED, content__isnull=False
    )
    return imports(office_id).filter(waiting)


def corrections_to_do(office_id: int) -> QuerySet[CorrectionRequest]:
    """Requests to be answered, the most urgent first."""
    return (
        CorrectionRequest.objects.filter(office_id=office_id, answer__isnull=True)
        .select_related("entry")
        .order_by("due_on", "asked_at")
    )


def corrections_done(office_id: int) -> QuerySet[CorrectionRequest]:
    """Requests that were answered, the newest first."""
    return (
        CorrectionRequest.objects.filter(office_id=office_id, answer__isnull=False)
        .select_related("entry")
        .order_by("-answered_at")
    )
