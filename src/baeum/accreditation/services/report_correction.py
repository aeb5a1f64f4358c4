"""Report a correction: the institution says how it complied with the order."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform


def report_correction(application_id: UUID, *, by: Actor, on: date, reason: str) -> Event | Refusal:
    """``reason`` is the report."""
    return perform(application_id, "report_correction", by=by, on=on, reason=reason)
