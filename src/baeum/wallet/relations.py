"""Whom an address about a wallet is about, for the table of permissions."""

from __future__ import annotations

from typing import Any

from baeum.certificates.models import Document
from baeum.people.relations import Subject, finds

from .models import Offer, Presentation


@finds("offered_document")
def _document(parts: dict[str, Any]) -> Subject | None:
    """The person of the account; a document that the database does not show is one that does not exist."""
    return _subject(
        Document.objects.filter(pk=parts["document"]).values_list("account__person_id", flat=True)
    )


@finds("offer")
def _offer(parts: dict[str, Any]) -> Subject | None:
    return _subject(
        Offer.objects.filter(pk=parts["offer"]).values_list("document__account__person_id", flat=True)
    )


@finds("presentation")
def _presentation(parts: dict[str, Any]) -> Subject | None:
    found = Presentation.objects.filter(pk=parts["presentation"])
    return _subject(found.values_list("account__person_id", flat=True))


def _subject(people: Any) -> Subject | None:
    person = people.first()
    return Subject(person_id=person) if person else None
