"""End a batch before its end: discard what was only checked, stop what is being issued, drop what is left."""

from __future__ import annotations

from uuid import UUID

from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal

from ..bulk.content import content_of, destroyed
from ..models import Batch
from .issue_batch import end


def stop_batch(batch_id: UUID, *, by: Actor) -> Batch | Refusal:
    """Issue no more of a batch; what was issued is issued, and is revoked like any other document."""
    with at_once(by):
        batch = Batch.objects.select_for_update().filter(pk=batch_id).first()
        if batch is None:
            return Refusal("issuing.unknown", status=404)
        if batch.state != Batch.State.ISSUING:
            return Refusal("issuing.not_waiting", status=409)
        end(batch, content_of(batch), Batch.State.STOPPED)
        batch.save()
        return batch


def discard_batch(batch_id: UUID, *, by: Actor) -> Batch | Refusal:
    """Destroy what a batch holds: its rows before they are issued, or those left to be corrected."""
    with at_once(by):
        batch = Batch.objects.select_for_update().filter(pk=batch_id).first()
        if batch is None:
            return Refusal("issuing.unknown", status=404)
        if batch.state == Batch.State.ISSUING:
            return Refusal("issuing.running", status=409)
        if batch.state == Batch.State.CHECKED:
            batch.state = Batch.State.DISCARDED
        batch.wrapped, batch.content = destroyed().values()
        batch.save()
        return batch


def forget_batches(kept_days: int) -> int:
    """Destroy the content of batches taken so many days ago, of every office; answers how many."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT certificates_forget(%s)", [kept_days])
        return int(cursor.fetchone()[0])
