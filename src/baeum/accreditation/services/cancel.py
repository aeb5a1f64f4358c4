"""Cancel: the accreditation ends on the day of the decision; learning before it keeps its standing."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.courses.services.cancel_grant import cancel_accreditation
from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal

from ..act import Event, Held, Plan, perform


def cancel(application_id: UUID, *, reason: str, by: Actor, on: date) -> Event | Refusal:
    """Cancelled, by somebody else than who proposed it."""

    def then(held: Held, event: Event) -> Refusal | None:
        assert held.grant is not None  # what is accredited was granted
        made = cancel_accreditation(held.grant, on=event.on, reason=reason, by=by)
        return made if isinstance(made, Refusal) else None

    return perform(application_id, "cancel", by=by, on=on, reason=reason, plan=lambda _: Plan(then=then))
