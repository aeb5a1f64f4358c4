"""A fee is settled once, with a receipt."""

from __future__ import annotations

from datetime import date

from baeum.people.acting import Actor, at_once, standing
from baeum.shared.refusal import Refusal
from baeum_rules.claims.path import INSTITUTE

from .charging import next_number
from .models import Fee
from .words import Said


def settle(fee_id: int, state: str, act: str, *, reference: str, by: Actor, on: date) -> Fee | Refusal:
    """Paid or exempt, under a number of the year."""
    with at_once(by):
        stands = standing()
        if stands.role != INSTITUTE:
            return Refusal("claim.not_yours", {"act": Said("act", act), "who": Said("who", INSTITUTE)}, 403)
        found = Fee.objects.select_related("claim").filter(pk=fee_id).first()
        if found is None:
            return Refusal("fee.unknown", status=404)
        if found.state != Fee.State.OPEN:
            return Refusal("fee.settled", {"receipt": found.receipt}, 409)
        if state == Fee.State.EXEMPT and not found.claim.asks_exemption:
            return Refusal("fee.not_asked", status=409)
        found.state, found.settled_on, found.settled_by_id = state, on, stands.appointment_id
        found.reference = reference[:100]
        found.receipt = f"R{on.year}-{next_number(f'receipt:{on.year}'):06}"
        found.save(update_fields=["state", "settled_on", "settled_by", "reference", "receipt"])
        return found
