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
LONGEST_NAME = 200  # letters


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
    if refusal := terms_refused(number, opens_on, closes_on, on):
        return refusal
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
            panel_size=panel_size or int(str(load_law().value("accreditation.panel_size", opens_on))),
            announced_by_id=held.appointment_id,
        )
        RoundItem.objects.bulk_create(
            RoundItem(round=made, place=place, **vars(item)) for place, item in enumerate(chosen, 1)
        )
        return made


def terms_refused(number: str, opens_on: date, closes_on: date, on: date) -> Refusal | None:
    """Why a round of this name and these days cannot be announced on a day."""
    months = int(str(load_law().value("accreditation.announced_before", opens_on)))
    latest = months_later(opens_on, -months)
    if not number.strip() or len(number) > 20:
        return Refusal("round.number", {"most": 20})
    if closes_on < opens_on:
        return Refusal("round.closes_before_it_opens", {"opens_on": opens_on, "closes_on": closes_on})
    if on > latest:
        return Refusal("round.announced_late", {"opens_on": opens_on, "latest": latest, "on": on})
    return None


def default_items(opens_on: date) -> list[NewItem]:
    """The criteria of the law on the day, each an item."""
    return [NewItem(one.code, one.code, one.ko, one.en, one.points) for one in criteria_on(opens_on)]


def _not_valid(items: Sequence[NewItem], opens_on: date) -> Refusal | None:
    codes = [item.code for item in items]
    if len(items) > MOST_ITEMS or len(set(codes)) < len(codes):
        return Refusal("round.items", {"most": MOST_ITEMS})
    for place, _ in problems(items, opens_on):
        return item_refused(place)
    return None


def item_refused(place: int) -> Refusal:
    """What is to be looked at in an item. ``place``: from 1."""
    return Refusal("round.item", {"place": place, "longest": LONGEST_NAME, "most": MOST_POINTS})


def problems(items: Sequence[NewItem], opens_on: date) -> list[tuple[int, str]]:
    """(place from 1, its first wrong part: code, ko, en, criterion or points) of every bad item."""
    known = {one.code for one in criteria_on(opens_on)}
    found = []
    for place, item in enumerate(items, 1):
        texts = {"code": item.code, "ko": item.ko, "en": item.en}
        good = {part: bool(text.strip()) and len(text) <= LONGEST_NAME for part, text in texts.items()}
        good |= {"criterion": item.criterion in known, "points": 1 <= item.points <= MOST_POINTS}
        if part := next((part for part, is_good in good.items() if not is_good), ""):
            found.append((place, part))
    return found
