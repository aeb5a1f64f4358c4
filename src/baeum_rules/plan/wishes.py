"""What the learner wishes of a plan, and which items that leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from baeum_rules.recognition.case import Fault
from baeum_rules.recognition.fields import Problem, read_conferral
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


MOST_BUDGET, MOST_PER_TERM, MOST_TEXTS, LONGEST = 1_000_000_000, 1000, 100, 200


def read_wishes(given: Mapping[str, Any], place: Callable[[str], str] = str) -> Wishes | list[Fault]:
    """The wishes of plain values, numbers also as text with or without commas; or every fault at once.

    ``place``: how a fault names a wish, for example as an option of a command.
    """
    faults: list[Fault] = []
    found: dict[str, Any] = {}
    end = given.get("end") or None
    if end is not None:
        read = read_conferral(end)
        if isinstance(read, Problem):
            faults.append(Fault(None, place("end"), read.code, {"value": _short(end)}))
        else:
            found["end"] = read
    for name, lowest, highest in (("budget", 0, MOST_BUDGET), ("per_term", 1, MOST_PER_TERM)):
        value = given.get(name)
        if value in (None, ""):
            continue
        number = _number(value)
        if number is None or not lowest <= number <= highest:
            figures = {"lowest": lowest, "highest": highest, "value": _short(value)}
            faults.append(Fault(None, place(name), "wish.number", figures))
        else:
            found[name] = number
    for name in ("regions", "without"):
        texts = [text for one in given.get(name) or () if (text := str(one).strip()[:LONGEST])]
        found[name] = tuple(dict.fromkeys(texts))[:MOST_TEXTS]
    purposes = [str(one) for one in given.get("purposes") or PURPOSES]
    wrong = [one for one in purposes if one not in PURPOSES]
    if wrong:
        figures = {"expected": ", ".join(PURPOSES), "value": _short(wrong[0])}
        faults.append(Fault(None, place("purposes"), "choice", figures))
    found["purposes"] = tuple(dict.fromkeys(purposes))
    for name in ("online", "registered", "fee_exempt", "exams_open"):
        if given.get(name) is not None:
            found[name] = bool(given[name])
    return faults or Wishes(**found)


def _number(value: Any) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = str(value).strip().replace(",", "").removesuffix("원")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None


def _short(value: Any) -> str:
    text = "".join(c if c.isprintable() else "�" for c in str(value)[:41])
    return text if len(text) <= 40 else text[:40] + "…"
