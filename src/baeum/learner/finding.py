"""Whom an address of the learner's pages is about, for the table of permissions."""

from __future__ import annotations

from typing import Any

from baeum.ledger.models import Account
from baeum.people.relations import Subject, finds


@finds("account")
def _account(parts: dict[str, Any]) -> Subject | None:
    """The person of an account; one that the database does not show is one that does not exist."""
    person = Account.objects.filter(pk=parts["account"]).values_list("person_id", flat=True).first()
    return Subject(person_id=person) if person else None
