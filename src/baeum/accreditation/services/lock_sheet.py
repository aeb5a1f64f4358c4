"""Lock a sheet: it is whole, and never changes again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal

from ..models import Sheet
from ..seats import of_their_own, under_evaluation
from ..words import Said


def lock_sheet(seat_id: UUID, *, by: Actor, on: date) -> Sheet | Refusal:
    """The locked sheet, or how many items have no score."""
    with at_once(by):
        seat = of_their_own(seat_id)
        if isinstance(seat, Refusal):
            return seat
        if not under_evaluation(seat):
            return Refusal("seat.over", {"state": Said("state", seat.application.state)}, 409)
        sheet = Sheet.objects.select_for_update().filter(seat=seat, attempt=seat.application.attempt).first()
        items = [item.code for item in seat.application.round.items.all()]
        missing = [code for code in items if sheet is None or code not in sheet.scores]
        if sheet is None or missing:
            return Refusal("sheet.missing", {"missing": len(missing), "items": len(items)})
        if sheet.locked_on is not None:
            return Refusal("sheet.locked", {"on": sheet.locked_on}, 409)
        sheet.locked_on = on
        sheet.save(update_fields=["locked_on"])
        return sheet
