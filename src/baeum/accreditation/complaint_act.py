"""The door of every act on a complaint: what the table says, asked of the locked row, then recorded."""

from __future__ import annotations

from datetime import date

from baeum.people.acting import Actor, at_once, standing
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.path import COMPLAINT, STATES, row_of, rows, states_of
from baeum_rules.working_days import due

from .models import Complaint, ComplaintAct
from .words import Said


def perform_on_complaint(
    number: str, act: str, *, by: Actor, on: date, reason: str = "", case: str = ""
) -> Complaint | Refusal:
    """The complaint after the act. ``reason``: what the citizen reads."""
    with at_once(by):
        held = standing()
        found = Complaint.objects.select_for_update().filter(number=number).first()
        if found is None or held.appointment_id is None:
            return Refusal("complaint.unknown", status=404)
        row = row_of(act, found.state, case, COMPLAINT)
        names = {"act": Said("act", act), "state": Said("state", found.state)}
        if row is None:
            possible = Said("state", *states_of(act, COMPLAINT))
            return Refusal("accreditation.not_now", {**names, "possible": possible}, 409)
        if held.role not in row.who:
            who = Said("who", *sorted({who for one in rows(act, COMPLAINT) for who in one.who}))
            return Refusal("accreditation.not_yours", {"act": names["act"], "who": who}, 403)
        if row.reason and not reason.strip():
            return Refusal("accreditation.reason", {"act": names["act"]})
        ComplaintAct.objects.create(
            complaint=found,
            act=act,
            case=case,
            before=found.state,
            after=row.to,
            on=on,
            reason=reason.strip(),
            by_id=held.appointment_id,
        )
        clock = STATES[row.to].clock
        found.state, found.clock = row.to, clock
        found.due_on = due(clock, on).on if clock else None
        found.save(update_fields=["state", "clock", "due_on"])
        return found
