"""Announce a round: when applications are taken in, and by which items they are evaluated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from baeum.people.acting import Actor, at_once, standing
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.criteria import criteria_on
from baeum_rules.accreditation.path import INSTITUTE
from baeum_rules.parameters import load_law
from baeum_rules.working_days import months_later

from ..models import Round, RoundItem

MOST_POINTS = 1000
MOST_ITEMS = 40


@dataclass(frozen=True)
class NewItem:
    """An item of a round: its code, the criterion it belongs to, its words, its points."""

    code: str
    criterion: str
    ko: str
    en: str
    points: int


def announce_round(
    number: str,
    *,
    opens_on: date,
    closes_on: date,
    by: Actor,
    on: date,
    items: Sequence[NewItem] = (),
    panel_size: int | None = None,
) -> Round | Refusal:
    """The round. Without ``items`` it is evaluated by the criteria of the law, each an item."""
    law = load_law()
    latest = months_later(opens_on, -int(str(law.value("accreditation.announced_before", opens_on))))
    if not number.strip() or len(number) > 20:
        return Refusal("round.number", {"most": 20})
    if closes_on < opens_on:
        return Refusal("round.closes_before_it_opens", {"opens_on": opens_on, "closes_on": closes_on})
    if on > latest:
        return Refusal("round.announced_late", {"opens_on": opens_on, "latest": latest, "on": on})
    chosen = list(items) or default_items(opens_on)
    if refusal := _not_valid(chosen, opens_on):
        return refusal
    with at_once(by):
        held = standing()
        if held.role != INSTITUTE or held.appointment_id is None:
            return Refusal("round.not_yours", status=403)
        if Round.objects.filter(number=number).exists():
            return Refusal("round.there", {"number": number}, 409)
        made = Round.objects.create(
            number=number.strip(),
            announced_on=on,
            opens_on=opens_on,
            closes_on=closes_on,
            panel_size=panel_size or int(str(law.value("accreditation.panel_size", opens_on))),
            announced_by_id=held.appointment_id,
        )
        RoundItem.objects.bulk_create(
            RoundItem(round=made, place=place, **vars(item)) for place, item in enumerate(chosen, 1)
        )
        return made


def default_items(opens_on: date) -> list[NewItem]:
    """The criteria of the law on the day, each an item."""
    return [NewItem(one.code, one.code, one.ko, one.en, one.points) for one in criteria_on(opens_on)]


def _not_valid(items: Sequence[NewItem], opens_on: date) -> Refusal | None:
    codes = [item.code for item in items]
    known = {one.code for one in criteria_on(opens_on)}
    if len(items) > MOST_ITEMS or len(set(codes)) < len(codes):
        return Refusal("round.items", {"most": MOST_ITEMS})
    for place, item in enumerate(items, 1):
        whole = item.code.strip() and item.ko.strip() and item.en.strip()
        if not whole or item.criterion not in known or not 1 <= item.points <= MOST_POINTS:
            return Refusal("round.item", {"place": place, "most": MOST_POINTS})
    return None
