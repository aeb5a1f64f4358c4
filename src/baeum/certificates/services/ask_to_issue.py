"""Ask that a batch be issued: a short one at once, a long one by a background job."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal

from ..bulk.running import is_running
from ..jobs import defer_batch
from ..models import Batch
from .issue_batch import issue_batch

AT_ONCE = 100  # documents; a page that issues more would keep its reader waiting


def ask_to_issue(batch_id: UUID, *, by: Actor, on: date) -> Batch | Refusal:
    """Issue the rows of a batch that can be; also go on with one whose job has ended too early."""
    with at_once(by):
        batch = Batch.objects.select_for_update().filter(pk=batch_id).first()
        if batch is None:
            return Refusal("issuing.unknown", status=404)
        if batch.state == Batch.State.ISSUING and is_running(batch):
            return Refusal("issuing.running", status=409)
        if batch.state not in (Batch.State.CHECKED, Batch.State.ISSUING):
            return Refusal("issuing.not_waiting", status=409)
        if not batch.issuable:
            return Refusal("issuing.nothing")
        batch.state = Batch.State.ISSUING
        if batch.issuable > AT_ONCE:
            batch.job = defer_batch(batch.pk, by)
        batch.save(update_fields=["state", "job"])
    return batch if batch.issuable > AT_ONCE else issue_batch(batch_id, by=by, on=on)
