"""Issue a document again as things stand today: the former one is revoked in the same moment."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from baeum.people.acting import Actor, at_once
from baeum.people.keys import key_of
from baeum.shared.refusal import Refusal

from ..freezing import Issued, snapshot_of
from ..masking import OPEN, OPTIONAL, PARTLY
from ..models import Document
from ..wanted import Wanted
from .issue import issue
from .revoke import revoke


def reissue(document_id: UUID, *, by: Actor, at: datetime) -> Issued | Refusal:
    """The document anew, with the same choices and the lines as they stand now."""
    with at_once(by):
        document = Document.objects.select_related("account").filter(pk=document_id).first()
        key = key_of(document.account.person_id) if document else None
        wanted = wanted_again(document, key) if document and key else None
        if document is None or wanted is None:
            return Refusal("document.none", status=404)
        if document.revoked_at is None:
            gone = revoke(document_id, why=Document.Why.REPLACED, by=by, at=at)
            if isinstance(gone, Refusal):
                return gone
        return issue(document.account_id, wanted, by=by, on=at.date(), replaces=document_id)


def wanted_again(document: Document, key: bytes) -> Wanted | None:
    """What was asked for then; lines that went on in others are asked for as those."""
    snapshot = snapshot_of(document, key)
    if snapshot is None:
        return None
    return Wanted(
        kind=snapshot.kind,
        numbers=tuple(_numbers(document)),
        languages=snapshot.languages,
        masking=PARTLY if "*" in snapshot.holder.get("birth_date", "") else OPEN,
        personal=frozenset(snapshot.holder) & frozenset(OPTIONAL),
        purpose=snapshot.purpose,
        recipient=snapshot.recipient,
    )


def _numbers(document: Document) -> list[int]:
    """The numbers of the lines that were shown, followed to those in their place now."""
    found = []
    for shown in document.lines.select_related("entry"):
        entry = shown.entry
        while (later := getattr(entry, "later", None)) is not None and later.act != "reversal":
            entry = later
        found.append(entry.number)
    return found
