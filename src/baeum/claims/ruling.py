"""A ruling that waits for the second member: held, and answered by somebody else than who ruled."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor, at_once, standing
from baeum.shared.refusal import Refusal
from baeum_rules.claims.path import COMMITTEE

from .models import Ruling
from .words import Said


def ruling_place(ruling_id: UUID) -> str:
    """Where its reason is sealed for."""
    return f"ruling:{ruling_id}:reason"


def answer(ruling_id: UUID, state: str, act: str, *, by: Actor, on: date) -> Ruling | Refusal:
    """Seconded or declined, once, by another member."""
    with at_once(by):
        stands = standing()
        if stands.role != COMMITTEE:
            return Refusal("claim.not_yours", {"act": Said("act", act), "who": Said("who", COMMITTEE)}, 403)
        found = Ruling.objects.filter(pk=ruling_id).first()
        if found is None:
            return Refusal("ruling.unknown", status=404)
        if found.state != Ruling.State.RULED:
            figures = {"act": Said("act", act), "state": Said("state", found.state)}
            return Refusal("claim.not_now", {**figures, "possible": Said("state", "ruled")}, 409)
        if found.by_person_id == by.person_id:
            names = {"act": Said("act", act), "others": Said("act", "rule")}
            return Refusal("claim.same_person", names, 403)
        found.state, found.second_id, found.second_person_id = state, stands.appointment_id, by.person_id
        found.second_on = on
        found.save(update_fields=["state", "second", "second_person", "second_on"])
        return found
