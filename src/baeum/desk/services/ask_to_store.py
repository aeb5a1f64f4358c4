"""Ask that an import be stored: a short one at once, a long one by a background job."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal

from ..jobs import defer_store
from ..models import Import
from ..running import is_running
from .store import store

AT_ONCE = 300  # rows; a page that stores more would keep its reader waiting


def ask_to_store(
    import_id: UUID, mode: str, *, by: Actor, on: date, certifies: bool = False
) -> Import | Refusal:
    """Store all rows, or the good ones; also go on with an import whose job has ended too early.

    ``certifies``: what is stored becomes a batch of completions, which then waits to be issued.

    Returns the import as it is then: stored, being stored, or (mode ``all``) a preview again, with what was
    refused among its errors.
    """
    with at_once(by):
        found = Import.objects.select_for_update().filter(pk=import_id).first()
        refusal = _refusal(found, mode)
        if found is None or refusal is not None:
            return refusal or Refusal("import.unknown", status=404)
        if found.state == Import.State.READ:
            found.state, found.mode, found.stopped = Import.State.STORING, mode, ""
            found.certifies = certifies
        if found.rows > AT_ONCE:
            found.job = defer_store(found.pk, by)
        found.save(update_fields=["state", "mode", "stopped", "certifies", "job"])
    return found if found.rows > AT_ONCE else store(import_id, by=by, on=on)


def _refusal(found: Import | None, mode: str) -> Refusal | None:
    if found is None:
        return Refusal("import.unknown", status=404)
    if found.state == Import.State.STORING:
        return Refusal("import.running", status=409) if is_running(found) else None
    if found.state != Import.State.READ or mode not in Import.Mode.values:
        return Refusal("import.not_waiting", status=409)
    if not found.storable:
        return Refusal("import.nothing")
    if mode == Import.Mode.ALL and found.refused:
        return Refusal("import.refused_rows", {"refused": found.refused})
    return None
