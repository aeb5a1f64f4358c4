"""Draw: 20 % of a round's accreditations, from their third year on, by the published seed."""

from __future__ import annotations

from datetime import date

from baeum.courses.models import GrantedAccreditation
from baeum.courses.queries import holding
from baeum.people.acting import Actor, at_once, standing
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.inspection import draw as drawn_by_rule
from baeum_rules.accreditation.path import INSTITUTE
from baeum_rules.accreditation.validity import inspected_from

from ..models import Application, Draw

LONGEST_SEED = 200


def draw(announced: Draw, *, seed: str, by: Actor, on: date) -> Draw | Refusal:
    """The draw with its list and what was drawn of it."""
    seed = seed.strip()
    if not seed or len(seed) > LONGEST_SEED:
        return Refusal("draw.seed", {"most": LONGEST_SEED})
    with at_once(by):
        held = standing()
        if held.role != INSTITUTE or held.appointment_id is None:
            return Refusal("round.not_yours", status=403)
        found = Draw.objects.select_for_update(of=("self",)).select_related("round").get(pk=announced.pk)
        if found.drawn_on is not None:
            return Refusal("draw.drawn", {"on": found.drawn_on}, 409)
        if on < found.seed_on:
            return Refusal("draw.too_early", {"seed_on": found.seed_on, "on": on}, 409)
        numbers = sorted(one.number for one in inspectable(found, on))
        if not numbers:
            return Refusal("draw.nothing", {"round": found.round.number, "on": on}, 409)
        made = drawn_by_rule(numbers, seed, on)
        found.drawn_on, found.seed, found.drawn_by_id = on, seed, held.appointment_id
        found.percent, found.rounding = made.percent, made.rounding
        found.listed, found.drawn = list(made.listed), list(made.drawn)
        found.save(update_fields=["drawn_on", "seed", "drawn_by", "percent", "rounding", "listed", "drawn"])
        return found


def inspectable(announced: Draw, on: date) -> list[GrantedAccreditation]:
    """What can be drawn: it holds on the day, and its third year is over."""
    cases = Application.objects.filter(round=announced.round, number__isnull=False)
    held = holding(on).filter(case_ref__in=cases.values("pk"))
    return [one for one in held if inspected_from(one.from_day) <= on]
