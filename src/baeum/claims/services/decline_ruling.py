"""Decline a ruling: another member of the subcommittee does not agree; the line waits for a new one."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..models import Ruling
from ..ruling import answer


def decline_ruling(ruling_id: UUID, *, by: Actor, on: date) -> Ruling | Refusal:
    """The ruling is nothing."""
    return answer(ruling_id, Ruling.State.DECLINED, "decline_ruling", by=by, on=on)
