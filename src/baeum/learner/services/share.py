"""Share chosen lines by a link that ends on a day; withdraw it before; open it with nothing but the token."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models.functions import Now

from baeum.learner.models import Share, SharedLine
from baeum.ledger.models import Entry
from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from baeum.shared.sealed import sealed, unsealed

LONGEST_DAYS = 365
MOST_LINES = 300
LONGEST_PURPOSE = 100
TOKEN_BYTES = 32


@dataclass(frozen=True)
class Shared:
    """A link that was made. ``token``: told here, once."""

    share_id: UUID
    token: str
    ends: date


@dataclass(frozen=True)
class Wanted:
    """What a link is to show: the numbers of lines, until when, for what, and whether with the name."""

    numbers: Sequence[int]
    ends: date
    purpose: str
    shows_name: bool


class Opened(NamedTuple):
    """What the database says of a token. ``state``: open, expired, withdrawn, gone."""

    state: str
    share_id: UUID
    account_id: int | None
    person_id: UUID | None
    wrapped: bytes | None
    sealed_name: bytes | None
    ends: date


class SharedEntry(NamedTuple):
    """A chosen line as it stands now."""

    number: int
    taken_back: bool
    part: str
    kind: str
    standing: str
    office_ko: str | None
    office_en: str | None
    happened_from: date | None
    happened_on: date
    recorded_at: datetime
    credits: int | None
    hours: int | None
    content: bytes


def share(account_id: int, wanted: Wanted, *, key: bytes, by: Actor, on: date) -> Shared | Refusal:
    """Make a link. Lines that do not stand any more, or are not of the account, are not shown to others."""
    assert by.person_id is not None
    if not 0 < len(wanted.numbers) <= MOST_LINES:
        return Refusal("share.lines", {"most": MOST_LINES})
    if not on <= wanted.ends <= on + timedelta(LONGEST_DAYS):
        return Refusal("share.ends", {"latest": (on + timedelta(LONGEST_DAYS)).isoformat()})
    if not 0 < len(wanted.purpose) <= LONGEST_PURPOSE:
        return Refusal("share.purpose", {"longest": LONGEST_PURPOSE})
    standing = Entry.objects.filter(account_id=account_id, later__isnull=True).exclude(act="reversal")
    chosen = list(standing.filter(number__in=wanted.numbers).values_list("pk", flat=True))
    if len(chosen) != len(set(wanted.numbers)):
        return Refusal("share.lines_gone")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    share_id = uuid4()
    with transaction.atomic():
        Share.objects.create(
            id=share_id,
            account_id=account_id,
            token_hash=token_hash(token),
            purpose=sealed(key, _place(share_id), wanted.purpose),
            shows_name=wanted.shows_name,
            made_by_id=by.person_id,
            ends=wanted.ends,
        )
        SharedLine.objects.bulk_create(SharedLine(share_id=share_id, entry_id=entry) for entry in chosen)
    return Shared(share_id, token, wanted.ends)


def withdraw_share(account_id: int, share_id: UUID, *, by: Actor) -> bool:
    """Withdraw a link at once; whether there was one to withdraw."""
    held = Share.objects.filter(account_id=account_id, pk=share_id, withdrawn_at__isnull=True)
    return held.update(withdrawn_at=Now(), withdrawn_by_id=by.person_id) > 0


def open_share(token: str) -> Opened | None:
    """What stands behind a token; a view is counted. None: there is no such link."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, share, account, person, wrapped, sealed_name, last_day"
            " FROM learner_open_share(%s)",
            [token_hash(token)],
        )
        found = cursor.fetchone()
    return Opened(*found) if found else None


def shared_entries(token: str) -> list[SharedEntry]:
    """The chosen lines, the latest learning first; none where the link does not hold."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(SharedEntry._fields)} FROM learner_shared_lines(%s)", [token_hash(token)]
        )
        return [SharedEntry(*row) for row in cursor.fetchall()]


def purpose_of(found: Share, *, key: bytes) -> str:
    """For whom or what a link was made."""
    return str(unsealed(key, _place(found.pk), found.purpose) or "")


def token_hash(token: str) -> bytes:
    """What is kept of a token."""
    return sha256(token.encode("utf-8", "surrogatepass")).digest()


def _place(share_id: UUID) -> str:
    return f"learner_share:{share_id}"
