"""Revoke a document: the learner takes it back, or whose seal it bears."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from baeum.people.acting import Actor, at_once, standing
from baeum.shared.refusal import Refusal
from baeum.transparency.entering import enter

from ..models import Document
from ..statements import REVOCATION, revocation_of

OF_HOLDER = (Document.Why.HOLDER, Document.Why.REPLACED)
OF_ISSUER = (Document.Why.MISTAKE, Document.Why.WITHDRAWN, Document.Why.FRAUD, Document.Why.REPLACED)


def revoke(document_id: UUID, *, why: str, by: Actor, at: datetime) -> Document | Refusal:
    """The document, with every copy of it in both status lists from the next hour on, and here at once."""
    with at_once(by):
        document = Document.objects.filter(pk=document_id).first()
        if document is None:
            return Refusal("document.none", status=404)
        allowed = OF_HOLDER if by.appointment_id is None else OF_ISSUER
        if why not in allowed or (by.appointment_id and standing().office_id != document.issuer_id):
            return Refusal("document.why", {"reasons": ", ".join(allowed)})
        # the database lets nobody revoke what is revoked: of two at once the second writes nothing
        written = Document.objects.filter(pk=document_id, revoked_at__isnull=True).update(
            revoked_at=at, revoked_by_id=by.person_id, revoked_under_id=by.appointment_id, revoked_why=why
        )
        document.refresh_from_db()
        if not written:
            return Refusal("document.revoked_already", {"at": document.revoked_at}, 409)
        assert document.revoked_at is not None
        enter(REVOCATION, str(document_id), revocation_of(document_id, document.revoked_at, why))
        return document
