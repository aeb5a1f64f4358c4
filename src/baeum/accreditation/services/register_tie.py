"""Register a tie: the institute knows what connects an evaluator and an institution. Or that it ended."""

from __future__ import annotations

from datetime import date

from baeum.people.acting import Actor, at_once, standing
from baeum.people.models import Appointment
from baeum.people.roles import Role
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.path import INSTITUTE

from ..models import Tie


def register_tie(
    evaluator: Appointment, office: Office, *, kind: str, begins: date, by: Actor, ends: date | None = None
) -> Tie | Refusal:
    """The tie; for some years after its end it still counts (accreditation.look_back)."""
    if kind not in Tie.Kind.values or office.kind != Office.Kind.INSTITUTION:
        return Refusal("tie.kind")
    if ends is not None and ends < begins:
        return Refusal("tie.days", {"begins": begins, "ends": ends})
    with at_once(by):
        held = standing()
        if held.role != INSTITUTE or held.appointment_id is None or evaluator.role != Role.EVALUATOR:
            return Refusal("tie.not_yours", status=403)
        return Tie.objects.create(
            person_id=evaluator.person_id,
            office=office,
            kind=kind,
            source=Tie.Source.REGISTERED,
            begins=begins,
            ends=ends,
            by_id=held.appointment_id,
        )
