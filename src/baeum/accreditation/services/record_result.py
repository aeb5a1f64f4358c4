"""Record the result: the locked sheets of the panel become a mean per item, and that an outcome."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.outcome import Outcome, outcome
from baeum_rules.accreditation.scoring import Item, Missing, Sheet, means

from ..act import Event, Held, Plan, perform
from ..models import Application, Seat
from ..models import Sheet as SheetRow


def record_result(application_id: UUID, *, by: Actor, on: date) -> Event | Refusal:
    """Passed, preliminary or failed; refused where a sheet is missing, which is never a zero."""
    return perform(application_id, "record_result", by=by, on=on, plan=_plan)


def _plan(held: Held) -> Plan | Refusal:
    found = result_of(held.application)
    if isinstance(found, Refusal):
        return found
    items = [
        {"code": one.item.code, "points": one.item.points, "mean": str(one.mean), "needed": str(one.needed)}
        for one in found.items
    ]
    figures = {"items": items, "reached": found.reached, "needed": found.needed, "attempt": found.attempt}
    return Plan(case=found.result, figures=figures)


def result_of(application: Application) -> Outcome | Refusal:
    """What the sheets of this attempt lead to, by the law of the day on which the round opened."""
    items = [Item(one.code, one.points) for one in application.round.items.all()]
    sitting = list(application.seats.exclude(state=Seat.State.EXCUSED))
    if len(sitting) < application.round.panel_size:
        lacking = application.round.panel_size - len(sitting)
        return Refusal("panel.seats_empty", {"lacking": lacking}, 409)
    locked = SheetRow.objects.filter(seat__in=sitting, attempt=application.attempt, locked_on__isnull=False)
    sheets = [
        Sheet(str(one.seat_id), {code: int(score) for code, score in one.scores.items()}) for one in locked
    ]
    found = means(items, [str(seat.pk) for seat in sitting], sheets)
    if isinstance(found, Missing):
        missing = len({one.evaluator for one in found.what})
        return Refusal("sheet.missing_sheets", {"missing": missing, "panel": len(sitting)}, 409)
    return outcome(found, application.attempt, application.round.opens_on)
