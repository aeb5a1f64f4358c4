"""Issue a batch: its rows become documents, each once, however often this is begun."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor, acting, at_once
from baeum.shared.clock import now
from baeum.shared.refusal import Refusal
from baeum.sheets.issuing import IssuingRow

from ..bulk.content import BatchContent, content_of, destroyed, sealed
from ..models import Batch, BatchDocument, BatchRefusal
from .issue_completions import issue_completions

CHUNK = 500  # documents that are committed together


def issue_batch(batch_id: UUID, *, by: Actor, on: date) -> Batch | Refusal:
    """Go on with a batch until its end, or until it is stopped.

    Safe to run again at any point, also beside itself: what is issued of a batch and how far it has come are
    written together. Under an appointment that no longer holds there is no such batch.
    """
    with acting(by):
        found = Batch.objects.filter(pk=batch_id).first()
        if found is None:
            return Refusal("issuing.unknown", status=404)
        content = content_of(found)
        if found.state == Batch.State.ISSUING and content is not None:
            rows = sorted(content.rows.items())
            while _issue_some(batch_id, content, rows, by, on):
                pass
        return Batch.objects.get(pk=batch_id)


def _issue_some(
    batch_id: UUID, content: BatchContent, rows: list[tuple[int, IssuingRow]], by: Actor, on: date
) -> bool:
    """The next rows in one transaction; whether there are more."""
    with at_once(by):
        batch = Batch.objects.select_for_update().get(pk=batch_id)
        if batch.state != Batch.State.ISSUING:
            return False  # stopped, or somebody else was faster
        some = dict(rows[batch.place : batch.place + CHUNK])
        languages = ("ko", "en") if batch.english else ("ko",)
        answers = issue_completions(some, languages=languages, by=by, on=on)
        refusals = {n: one for n, one in answers.items() if isinstance(one, Refusal)}
        made = [
            BatchDocument(batch=batch, row=n, document_id=one.document_id)
            for n, one in answers.items()
            if not isinstance(one, Refusal)
        ]
        BatchDocument.objects.bulk_create(made)
        BatchRefusal.objects.bulk_create(
            BatchRefusal(batch=batch, row=n, code=one.code, figures=dict(one.figures))
            for n, one in refusals.items()
        )
        batch.place += len(some)
        batch.issued += len(made)
        if batch.place == len(rows):
            end(batch, content, Batch.State.ISSUED)
        batch.save()
        return batch.state == Batch.State.ISSUING


def end(batch: Batch, content: BatchContent | None, state: str) -> None:
    """Of the content only what has to be corrected is kept."""
    left = content is not None and content.refused
    kept = BatchContent(refused=content.refused, errors=content.errors) if content and left else None
    columns = sealed(batch.pk, kept) if kept else destroyed()
    batch.wrapped, batch.content = columns["wrapped"], columns["content"]
    batch.state, batch.ended_at = state, now()
