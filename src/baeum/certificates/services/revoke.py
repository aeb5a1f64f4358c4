"""Revoke a document: the learner takes it back, or whose seal it bears."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from baeum.people.acting import Actor, at_once, standing
from baeum.shared.refusal import Refusal
from baeum.transparency.entering import enter_each

from ..models import Document
from ..statements import REVOCATION, revocation_of

OF_HOLDER = (Document.Why.HOLDER, Document.Why.REPLACED)
OF_ISSUER = (Document.Why.MISTAKE, Document.Why.WITHDRAWN, Document.Why.FRAUD, Document.Why.REPLACED)


def revoke(document_id: UUID, *, why: str, by: Actor, at: datetime) -> Document | Refusal:
    """The document, with every copy of it in both status lists from the next hour on, and here at once."""
    return revoke_each([document_id], why=why, by=by, at=at)[document_id]


def revoke_each(
    document_ids: Sequence[UUID], *, why: str, by: Actor, at: datetime
) -> dict[UUID, Document | Refusal]:
    """The same of many, each by itself, in one transaction and few queries."""
    with at_once(by):
        allowed = OF_HOLDER if by.appointment_id is None else OF_ISSUER
        office = standing().office_id
        known = Document.objects.in_bulk(document_ids)
        mine = [
            pk
            for pk, one in known.items()
            if why in allowed and (by.appointment_id is None or office == one.issuer_id)
        ]
        # the database lets nobody revoke what is revoked: of two at once the second writes nothing
        locked = Document.objects.select_for_update().filter(pk__in=mine, revoked_at__isnull=True)
        open_ones = set(locked.order_by("pk").values_list("pk", flat=True))
        Document.objects.filter(pk__in=open_ones, revoked_at__isnull=True).update(
            revoked_at=at, revoked_by_id=by.person_id, revoked_under_id=by.appointment_id, revoked_why=why
        )
        now_known = Document.objects.in_bulk(document_ids)
        enter_each(REVOCATION, ((str(pk), revocation_of(pk, at, why)) for pk in sorted(open_ones)))
        return {pk: _answer(now_known.get(pk), pk in mine, pk in open_ones, allowed) for pk in document_ids}


def _answer(
    document: Document | None, is_mine: bool, was_open: bool, allowed: Sequence[str]
) -> Document | Refusal:
    if document is None:
        return Refusal("document.none", status=404)
    if not is_mine:
        return Refusal("document.why", {"reasons": ", ".join(allowed)})
    if not was_open:
        return Refusal("document.revoked_already", {"at": document.revoked_at}, 409)
    return document
