"""Fill in a sheet: what an evaluator gives each item, kept until it is locked."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from baeum.people.acting import Actor, at_once
from baeum.shared.refusal import Refusal

from ..models import Seat, Sheet
from ..seats import of_their_own, under_evaluation
from ..words import Said

LONGEST = 4000  # letters of an opinion


def fill_sheet(seat_id: UUID, *, scores: Mapping[str, int], opinion: str, by: Actor) -> Sheet | Refusal:
    """The sheet of this attempt with these scores; items that are not named keep theirs."""
    with at_once(by):
        seat = of_their_own(seat_id)
        if isinstance(seat, Refusal):
            return seat
        if refusal := _not_now(seat):
            return refusal
        points = {item.code: item.points for item in seat.application.round.items.all()}
        for code, score in scores.items():
            if code not in points:
                return Refusal("application.item_unknown", {"item": code})
            if not 0 <= score <= points[code]:
                return Refusal("sheet.score", {"score": score, "points": points[code]})
        if len(opinion) > LONGEST:
            return Refusal("application.statement_long", {"size": len(opinion), "most": LONGEST})
        sheet, _ = Sheet.objects.get_or_create(seat=seat, attempt=seat.application.attempt)
        if sheet.locked_on is not None:
            return Refusal("sheet.locked", {"on": sheet.locked_on}, 409)
        sheet.scores, sheet.opinion = {**sheet.scores, **scores}, opinion.replace("\0", "").strip()
        sheet.save(update_fields=["scores", "opinion"])
        return sheet


def _not_now(seat: Seat) -> Refusal | None:
    if not under_evaluation(seat):
        return Refusal("seat.over", {"state": Said("state", seat.application.state)}, 409)
    if seat.state == Seat.State.EXCUSED:
        return Refusal("seat.excused", status=403)
    if seat.state != Seat.State.DECLARED:
        return Refusal("seat.not_declared", status=409)
    return None
