"""What the learner wishes of a plan, and which items that leaves."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from baeum_rules.recognition.names import SubjectKeys, same_text

from .items import Item

SOONEST, COST, LOAD = PURPOSES = ("soonest", "cost", "load")
# why an item is left out; the first three are wishes
ONLINE, REGION, REFUSED, CLOSED, LATE = ("online", "region", "refused", "closed", "late")


class Wishes(NamedTuple):
    """Constraints of a plan; None: none.

    ``end``: the last conferral month. ``budget``: won. ``per_term``: credits. ``regions``: codes or their
    beginnings. ``without``: subjects or names. ``registered``: already a learner of the credit bank.
    ``fee_exempt``: no fees (act.12-3.2). ``exams_open``: examinations are open whatever the credits.
    """

    end: str | None = None
    budget: int | None = None
    per_term: int | None = None
    online: bool = False
    regions: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    purposes: tuple[str, ...] = PURPOSES
    registered: bool = True
    fee_exempt: bool = False
    exams_open: bool = False


def without(wishes: Wishes, name: str) -> Wishes:
    """The wishes without one of them."""
    return wishes._replace(**{name: Wishes._field_defaults[name]})


def stated(wishes: Wishes) -> list[str]:
    """The names of the wishes that leave something out."""
    names = ("budget", "per_term", "online", "regions", "without")
    return [name for name in names if getattr(wishes, name) not in (None, False, ())]


class Sifted(NamedTuple):
    """The items that may be taken, and how many were left out, by reason."""

    items: list[Item]
    left_out: Counter[str]


def sift(items: list[Item], wishes: Wishes, keys: SubjectKeys, on: int, last_day: int) -> Sifted:
    """The items that the wishes and the calendar leave; a subject is refused under every spelling."""
    refused = {keys.of(name) for name in wishes.without}
    kept, left_out = [], Counter[str]()
    for item in items:
        why = _why_not(item, wishes, on, last_day)
        if not why and refused and keys.of(item.title) in refused:
            why = REFUSED
        if why:
            left_out[why] += 1
        else:
            kept.append(item)
    return Sifted(kept, left_out)


def _why_not(item: Item, wishes: Wishes, on: int, last_day: int) -> str:
    if item.apply_by < on:
        return CLOSED
    if item.ends > last_day:
        return LATE
    if item.remote:
        return ""
    if wishes.online:
        return ONLINE
    if wishes.regions and not any(same_text(item.region).startswith(code) for code in wishes.regions):
        return REGION
    return ""
