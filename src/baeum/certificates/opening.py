"""The door for whoever has the number and the day of issue of a document, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from baeum.courses.models import GrantedAccreditation
from baeum.credentials.snapshot import Line, Snapshot
from baeum.credentials.verdict import Outcome
from baeum.people.keys import unwrapped
from baeum.shared.clock import KOREA

from .freezing import canonical, opened, salt_in
from .masking import masked

AccreditationToday = tuple[str, date | None, str]  # accreditation, changed_on, body_en of a line
UNKNOWN: AccreditationToday = ("unknown", None, "")


@dataclass(frozen=True)
class LineToday:
    """A line as it was shown, and what has become of it and of its course's accreditation since.

    ``later``: the act by which the line was taken back or went on in another; "" where it stands.
    ``accreditation``: holds, expired, cancelled, unknown; "" where the line has none. ``changed_on``: since.
    ``body_en``: who granted it, in English.
    """

    line: Line
    later: str = ""
    accreditation: str = ""
    changed_on: date | None = None
    body_en: str = ""


@dataclass(frozen=True)
class Checked:
    """What is said of a document to anybody: its outcome, and its content with the person masked."""

    outcome: Outcome
    snapshot: Snapshot | None
    lines: tuple[LineToday, ...] = ()
    revoked_on: date | None = None
    revoked_why: str = ""
    replaced: bool = False
    document_id: UUID | None = None
    held: Held | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Held:
    """What a copy of a document is compared with: a salted digest of the content that was frozen."""

    salt: bytes
    digest: bytes

    def said(self, snapshot: Snapshot) -> bool:
        """Whether this is what was frozen, to the last letter."""
        return sha256(self.salt + canonical(snapshot)).digest() == self.digest


class _Row(NamedTuple):
    document: UUID
    account: int
    person: UUID | None
    wrapped: bytes | None
    content: bytes
    kind: str
    valid_until: date | None
    revoked_at: datetime | None
    revoked_why: str
    replaced: bool


def check(number: str, issued_on: date, on: date) -> Checked | None:
    """What a document is worth on a day; None where none of that number was issued on that day.

    ``number``: without its groups. The look is counted, and the learner sees how many there were.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(_Row._fields)} FROM certificates_open(%s, %s)", [number, issued_on]
        )
        found = cursor.fetchone()
    if found is None:
        return None
    row = _Row(*found)
    snapshot, held = None, None
    if row.wrapped is not None and row.person is not None:
        key, content = unwrapped(row.person, bytes(row.wrapped)), bytes(row.content)
        snapshot, salt = opened(row.document, key, content), salt_in(row.document, key, content)
        if snapshot and salt:
            held = Held(salt, sha256(salt + canonical(snapshot)).digest())
    revoked = row.revoked_at is not None
    expired = row.valid_until is not None and on > row.valid_until
    outcome = Outcome.REVOKED if revoked else Outcome.EXPIRED if expired else Outcome.VALID
    if snapshot is None:
        outcome = min(outcome, Outcome.UNCHECKED, key=list(Outcome).index)
    return Checked(
        outcome,
        replace(snapshot, holder=masked(dict(snapshot.holder)), recipient="") if snapshot else None,
        tuple(_today(row.document, snapshot.lines, on)) if snapshot else (),
        row.revoked_at.astimezone(KOREA).date() if row.revoked_at else None,
        row.revoked_why,
        row.replaced,
        row.document,
        held,
    )


def of_bit(list_name: str, index: int) -> tuple[str, date] | None:
    """The number and the day of the document whose copy has this bit; None where nobody was given it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, issued_on FROM certificates_of_bit(%s, %s)", [list_name, index])
        found = cursor.fetchone()
    return (found[0], found[1]) if found else None


def _today(document: UUID, lines: tuple[Line, ...], on: date) -> list[LineToday]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT line_id, later_act FROM certificates_lines(%s)", [document])
        later = {line_id.urn: act or "" for line_id, act in cursor.fetchall()}
    grants = accreditations_today(lines, on)
    return [
        LineToday(line, later.get(line.id, ""), *grants.get(line.accreditation.number, UNKNOWN))
        if line.accreditation
        else LineToday(line, later.get(line.id, ""))
        for line in lines
    ]


def accreditations_today(lines: tuple[Line, ...], on: date) -> dict[str, AccreditationToday]:
    """What is true today of the accreditations that lines were shown with, by number."""
    numbers = {line.accreditation.number for line in lines if line.accreditation}
    granted = GrantedAccreditation.objects.filter(number__in=numbers).select_related("office")
    found: dict[str, AccreditationToday] = {}
    for grant in granted.order_by("until"):
        body_en = grant.office.name_en if grant.office else ""
        if grant.cancelled_on is not None and grant.cancelled_on <= on:
            found[grant.number] = ("cancelled", grant.cancelled_on, body_en)
        else:
            state = "expired" if grant.until < on else "holds"
            found[grant.number] = (state, grant.until, body_en)
    return found
