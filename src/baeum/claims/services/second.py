"""Second: another member of the subcommittee agrees with a ruling, which counts from then on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..models import Ruling
from ..ruling import answer


def second(ruling_id: UUID, *, by: Actor, on: date) -> Ruling | Refusal:
    """The ruling stands."""
    return answer(ruling_id, Ruling.State.STANDS, "second", by=by, on=on)
