"""Completions that an office has issued, as its officers find them: a fixed number of queries a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from baeum.certificates.freezing import snapshot_of
from baeum.certificates.models import Batch, BatchDocument, Document
from baeum.certificates.numbers import grouped
from baeum.credentials.snapshot import Snapshot
from baeum.ledger.queries import keys_of

from .queries import holders_of_accounts

STANDS, REVOKED = "stands", "revoked"


@dataclass(frozen=True)
class IssuedHere:
    """A completion of the office. ``snapshot`` is None where the person's key is destroyed."""

    document: Document
    number: str
    learner_number: str
    snapshot: Snapshot | None

    @property
    def name(self) -> str:
        """The holder as the institution gave it."""
        return self.snapshot.holder.get("name", "") if self.snapshot else ""

    @property
    def title(self) -> str:
        """The course."""
        return self.snapshot.lines[0].title_ko if self.snapshot and self.snapshot.lines else ""


def completions_issued(office_id: int) -> QuerySet[Document]:
    """All of an office, the newest first."""
    found = Document.objects.filter(issuer_id=office_id, kind="course_completion")
    return found.order_by("-made_at", "number")


def opened(documents: Iterable[Document]) -> list[IssuedHere]:
    """Documents with what stands in them."""
    found = list(documents)
    accounts = {one.account_id for one in found}
    holders, keys = holders_of_accounts(accounts), keys_of(accounts)
    return [
        IssuedHere(
            one,
            grouped(one.number),
            holder.learner_number if (holder := holders.get(one.account_id)) else "",
            snapshot_of(one, key) if (key := keys.get(one.account_id)) else None,
        )
        for one in found
    ]


def batches(office_id: int) -> QuerySet[Batch]:
    """The batches of an office, the newest first, without what they hold."""
    return Batch.objects.filter(office_id=office_id).order_by("-taken_at").defer("content", "wrapped")


def batches_to_do(office_id: int) -> QuerySet[Batch]:
    """Those that wait for somebody: checked only, or being issued."""
    return batches(office_id).filter(state__in=(Batch.State.CHECKED, Batch.State.ISSUING))


def issued_csv(batch_id: UUID, heads: tuple[str, str, str, str]) -> bytes:
    """Row, learner number, document number and day of issue of each, as a spreadsheet program opens it."""
    made = BatchDocument.objects.filter(batch_id=batch_id).order_by("row")
    rows = list(made.values_list("row", "document__account_id", "document__number", "document__issued_on"))
    holders = holders_of_accounts(account for _, account, _, _ in rows)
    target = io.StringIO()
    out = csv.writer(target)
    out.writerow(heads)
    for row, account, number, on in rows:
        out.writerow((row, holders[account].learner_number, grouped(number), on.isoformat()))
    return target.getvalue().encode("utf-8-sig")
