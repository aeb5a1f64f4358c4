"""The items of a round as the institute types them: rows of a form, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.criteria import criteria_on

from ..services.announce_round import (
    MOST_ITEMS,
    NewItem,
    default_items,
    item_refused,
    problems,
)

MORE = 3  # empty rows below those that are filled in
LONGEST = {"ko": 300, "en": 300, "criterion": 40, "points": 6}


@dataclass
class ItemRow:
    """One row as it was typed; ``wrong``: the part of it that cannot be."""

    place: int
    ko: str = ""
    en: str = ""
    criterion: str = ""
    points: str = ""
    wrong: str = ""

    @property
    def filled(self) -> bool:
        """Whether anything but the criterion was typed."""
        return bool(self.ko or self.en or self.points)

    def item(self) -> NewItem:
        """What it says; points that are no number are 0, which no item may have."""
        points = int(self.points) if self.points.isascii() and self.points.isdigit() else 0
        return NewItem(f"i{self.place}", self.criterion, self.ko, self.en, points)


def rows_of(posted: Mapping[str, str], on: date) -> list[ItemRow]:
    """The rows that were sent, the filled ones first; where none were, the criteria of the law on a day."""
    if "item-1-ko" not in posted:
        filled = [ItemRow(0, one.ko, one.en, one.criterion, str(one.points)) for one in default_items(on)]
    else:
        sent = [_row(posted, place) for place in range(1, MOST_ITEMS + 1)]
        filled = [row for row in sent if row.filled]
    empty = min(MORE, MOST_ITEMS - len(filled))
    rows = [*filled, *(ItemRow(0) for _ in range(empty))]
    for place, row in enumerate(rows, 1):
        row.place = place
    return rows


def items_of(rows: list[ItemRow], on: date) -> list[NewItem]:
    """The items; none where they are those of the law, which then have the codes of its criteria."""
    items = [row.item() for row in rows if row.filled]
    said = [(one.criterion, one.ko, one.en, one.points) for one in items]
    law = [(one.criterion, one.ko, one.en, one.points) for one in default_items(on)]
    return [] if said == law else items


def problems_of(rows: list[ItemRow], opens_on: date) -> list[tuple[str, Refusal]]:
    """(element of the form, why) of everything that is wrong, which its row is told too."""
    filled, found = [row for row in rows if row.filled], []
    for place, part in problems([row.item() for row in filled], opens_on):
        row = filled[place - 1]
        row.wrong = part
        found.append((f"item-{row.place}-{part}", item_refused(row.place)))
    return found


def choices(on: date, english: bool) -> list[tuple[str, str]]:
    """The criteria that an item can belong to."""
    return [(one.code, one.en if english else one.ko) for one in criteria_on(on)]


def _row(posted: Mapping[str, str], place: int) -> ItemRow:
    typed = {
        name: posted.get(f"item-{place}-{name}", "").replace("\0", "").strip()[:most]
        for name, most in LONGEST.items()
    }
    return ItemRow(place, **typed)
