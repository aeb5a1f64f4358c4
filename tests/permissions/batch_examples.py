"""Completions of each institution: a batch of which one row was issued, and one is left to be corrected."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.certificates.models import Batch, BatchRefusal, Document
from baeum.certificates.numbers import grouped
from baeum.certificates.services.ask_to_issue import ask_to_issue
from baeum.certificates.services.take_batch import take_rows
from baeum.people.acting import Actor, acting
from baeum.shared.clock import today
from baeum.sheets.issuing import IssuingRow
from cast import done
from desk.learners import Learner

from .signs import Sign, Signs

BATCHES: dict[str, UUID] = {}  # by office
COMPLETIONS: dict[str, UUID] = {}  # by office: Nari's


def issue_at(office: str, by: Actor, signs: Signs, learner: Learner, title: str, ended: date) -> None:
    """Nari's completion of a line of the office, beside a row that means no line."""
    left = Sign("batch row refused", "nari", office)
    rows = {
        2: IssuingRow(learner.number, learner.name, title, ended),
        9: IssuingRow(learner.number, learner.name, left.word(), ended),
    }
    batch = done(ask_to_issue(done(take_rows(rows, by=by)).pk, by=by, on=today()))
    assert isinstance(batch, Batch) and (batch.issued, batch.refused) == (1, 1)
    with acting(by):
        BatchRefusal.objects.create(batch=batch, row=7, code="issuing.closed")
        made = Document.objects.get(in_batch__batch=batch)
    BATCHES[office], COMPLETIONS[office] = batch.pk, made.pk
    signs.add(left)
    signs.add(Sign("batch id", "", office), str(batch.pk))
    signs.add(Sign("completion id", "nari", office), str(made.pk))
    signs.add(Sign("completion number", "nari", office), made.number, grouped(made.number))
