"""Report: a university tells the institute on whom it wants to confer a degree (act.9.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, perform_all


def report_list(claim_ids: Sequence[UUID], *, by: Actor, on: date) -> list[Event | Refusal]:
    """At the institute, which checks each before the conferral."""
    return perform_all(claim_ids, "report_list", by=by, on=on)
