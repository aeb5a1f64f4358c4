"""Whom an address about a wallet is about, for the table of permissions."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from baeum.certificates.models import Document
from baeum.people.acting import Actor, acting, actor
from baeum.people.relations import Subject, finds

from .models import Offer, Presentation


@finds("offered_document")
def _document(parts: dict[str, Any]) -> Subject | None:
    """The person of the account; a document that the database does not show is one that does not exist."""
    return _subject(Document.objects.filter(pk=parts["document"]), "account__person_id")


@finds("offer")
def _offer(parts: dict[str, Any]) -> Subject | None:
    return _subject(Offer.objects.filter(pk=parts["offer"]), "document__account__person_id")


@finds("presentation")
def _presentation(parts: dict[str, Any]) -> Subject | None:
    return _subject(Presentation.objects.filter(pk=parts["presentation"]), "account__person_id")


def _subject(found: QuerySet[Any], person: str) -> Subject | None:
    """Asked as oneself: an office is nothing to what is a learner's alone."""
    with acting(Actor(actor().person_id)):
        person_id = found.values_list(person, flat=True).first()
    return Subject(person_id=person_id) if person_id else None
