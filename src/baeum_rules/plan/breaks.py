"""What breaks if one item of a plan fails: the engine asked without it, and what could make up for it."""

from __future__ import annotations

from typing import NamedTuple

from baeum_rules.recognition.decision import Requirement

from .calendar import Conferral
from .items import Item
from .plans import Plan, Planner
from .saying import REQUIREMENTS, UNITS, Said, Words, iso

MOST_TRIED = 24  # items tried in the place of one that fails


class Break(NamedTuple):
    """``short``: the requirements that are short without the item; ``instead``: an item that begins after it
    failed and makes up for it, with the conferral then."""

    short: list[Requirement]
    instead: tuple[Item, Conferral] | None


def breaks(planner: Planner, plan: Plan, *, repair: bool = True) -> list[Break]:
    """For each item of a plan."""
    later = [month for month in planner.months if month.month >= plan.conferral.month]
    found = []
    for item in plan.items:
        rest = [one for one in plan.items if one is not item]
        audited = planner.learner.audit(plan.conferral, rest)
        short = [] if audited.complete else [row for row in audited.requirements if row.short]
        instead = _instead(planner, item, rest, later) if short and repair else None
        found.append(Break(short, instead))
    return found


def _instead(
    planner: Planner,
    failed: Item,
    rest: list[Item],
    months: list[Conferral],
) -> tuple[Item, Conferral] | None:
    """The first item that makes up for a failed one: soonest conferral first, then the cheapest."""
    tried = 0
    taken = {one.title for one in rest}
    for month in months:
        offered = [
            item
            for item in planner.items_until(month)
            if item.apply_by > failed.ends and item.title not in taken and not item.after
        ]
        offered.sort(
            key=lambda item: (item.title != failed.title, item.needs_credits, item.won or 0, item.ends)
        )
        seen: set[tuple[str, int]] = set()
        for item in offered:
            like = item.title, int(item.record.get("credits", 0))
            if like in seen:
                continue
            seen.add(like)
            tried += 1
            if tried > MOST_TRIED:
                return None
            if planner.learner.audit(month, [*rest, item]).complete:
                return item, month
    return None


def said_of(broken: Break, plan: Plan, words: Words) -> list[Said]:
    """The sentences of one item."""
    if not broken.short:
        return [words.say("breaks_nothing")]
    parts = [
        tuple(
            f"{REQUIREMENTS[row.id][lang]} {row.short}{UNITS[row.unit][lang]}"
            if lang == 0
            else f"{row.short} {UNITS[row.unit][lang]} of {REQUIREMENTS[row.id][lang]}"
            for lang in (0, 1)
        )
        for row in broken.short
    ]
    listed = (", ".join(ko for ko, _ in parts) + "이", ", ".join(en for _, en in parts))
    found = [words.say("breaks", {"requirements": listed})]
    if broken.instead is None:
        return [*found, words.say("repair_none")]
    other, month = broken.instead
    code = "repair_same" if month.month == plan.conferral.month else "repair_later"
    figures = {"title": other.title, "where": other.where or other.id, "ends": iso(other.ends)}
    return [*found, words.say(code, month=month.month, **figures)]
