"""Discard: an import is not wanted, or what was left of it is corrected: its content is destroyed."""

from __future__ import annotations

from uuid import UUID

from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal

from ..content import destroyed
from ..models import Import


def discard(import_id: UUID, *, by: Actor) -> Import | Refusal:
    """Destroy what an import holds. What was stored of it stays in the accounts."""
    with at_once(by):
        found = Import.objects.select_for_update().filter(pk=import_id).first()
        if found is None:
            return Refusal("import.unknown", status=404)
        if found.state == Import.State.STORING:
            return Refusal("import.running", status=409)
        if found.state == Import.State.READ:
            found.state = Import.State.DISCARDED
        found.wrapped, found.content = destroyed().values()
        found.save(update_fields=["state", "wrapped", "content"])
        return found
