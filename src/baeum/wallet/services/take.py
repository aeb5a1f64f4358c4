"""Take what a wallet presented: it leaves the waiting place, for the deposit."""

from __future__ import annotations

from uuid import UUID

from baeum.people.acting import Actor, at_once
from baeum.people.keys import key_of
from baeum.shared.sealed import unsealed

from ..models import Presentation
from .receive import place


def take(presentation: UUID, *, account_id: int, by: Actor) -> str | None:
    """The credential as text, once; None where nothing was presented for this account."""
    with at_once(by):
        found = (
            Presentation.objects.select_related("account")
            .filter(pk=presentation, account_id=account_id, answered_at__isnull=False)
            .first()
        )
        key = key_of(found.account.person_id) if found else None
        if found is None or key is None or found.sealed is None:
            return None
        held = unsealed(key, place(presentation), found.sealed)
        gone, _ = found.delete()
        return str(held["held"]) if held and gone else None
