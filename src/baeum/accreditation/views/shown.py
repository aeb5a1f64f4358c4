"""What the pages show of an application: steps, clocks, history, results, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language

from baeum.courses.models import GrantedAccreditation
from baeum_rules.accreditation.outcome import ItemOutcome
from baeum_rules.accreditation.path import STATES
from baeum_rules.accreditation.scoring import Item
from baeum_rules.accreditation.sentences import explained_due, explained_item, word
from baeum_rules.accreditation.steps import NOT_YET_TOLD, STEPS, TOLD_LATER, step_of
from baeum_rules.accreditation.validity import inspected_from, standing_on
from baeum_rules.courses.fields import field_on
from baeum_rules.parameters import load_law
from baeum_rules.working_days import due

from ..granted import state_on
from ..models import Act, Application
from ..queries import passed_through


def language() -> str:
    """The reader's."""
    return get_language() or "ko"


def state_said(
    application: Application, grant: GrantedAccreditation | None, on: date, *, inside: bool
) -> str:
    """The state in words. ``inside``: an office may read what the institution is told later."""
    state = state_on(application, grant, on)
    if not inside and state in NOT_YET_TOLD:
        return word("step", step_of(state), language())
    return word("state", state, language())


def row_shown(
    application: Application, grant: GrantedAccreditation | None, on: date, *, inside: bool
) -> dict[str, Any]:
    """One row of a list."""
    return {
        "one": application,
        "title": application.course_version.title,
        "state": state_said(application, grant, on, inside=inside),
        "overdue": application.due_on is not None and application.due_on < on,
        "grant": grant,
    }


def steps_shown(application: Application, state: str) -> list[dict[str, Any]]:
    """The step picture: done, here, to come. A tier that it does not pass through is left out."""
    here, been = step_of(state), passed_through(application)
    reached = list(STEPS).index(here)
    shown = []
    for place, (code, states) in enumerate(STEPS.items()):
        if code in ("municipality", "province") and place < reached and not been & set(states):
            continue
        kind = "here" if code == here else "done" if place < reached else "later"
        shown.append({"code": code, "kind": kind, "word": word("step", code, language())})
    return shown


def clock_shown(application: Application, state: str, on: date) -> dict[str, Any] | None:
    """Until when, with the sum and the clause; None where no clock runs."""
    if application.due_on is None or not STATES[state].clock:
        return None
    counted = due(application.clock, application.since)
    source = load_law().source(counted.clause)
    version = load_law().version(application.clock, application.since)
    english = language() == "en"
    return {
        "due_on": application.due_on,
        "overdue": application.due_on < on,
        "sum": explained_due(counted, language()) if counted.on == application.due_on else "",
        "clause": source.en if english else source.ko,
        "reading": counted.reading,
        "note": version.note_en if english else version.note_ko,
    }


def history_shown(acts: Iterable[Act], *, inside: bool, told: bool) -> list[dict[str, Any]]:
    """What happened, the newest first. What an institution is told later is left out for it until then."""
    shown = []
    for act in acts:
        hidden = act.act in TOLD_LATER and act.after != "preliminary"
        if hidden and not inside and not told:
            continue
        words = [word("act", act.act, language())]
        if act.case and not act.case.startswith("to_"):
            words.append(word("case", act.case, language()))
        shown.append({"act": act, "said": ": ".join(words), "office": act.office})
    return list(reversed(shown))


def results_shown(application: Application, acts: Iterable[Act]) -> list[dict[str, Any]]:
    """Every result with the comparison of each item, the newest first."""
    names = {item.code: item for item in application.round.items.all()}
    on, english = application.round.opens_on, language() == "en"
    shown = []
    for act in acts:
        if act.act != "record_result":
            continue
        items = []
        for found in act.figures["items"]:
            item, mean = Item(found["code"], found["points"]), Fraction(found["mean"])
            needed = Fraction(found["needed"])
            one = ItemOutcome(item, mean, needed, mean >= needed)
            name = names[found["code"]]
            items.append(
                {
                    "name": name.en if english else name.ko,
                    "reached": one.reached,
                    "why": explained_item(one, on, language()),
                }
            )
        shown.append({"act": act, "said": word("case", act.case, language()), "items": items})
    return list(reversed(shown))


def grants_shown(grants: Iterable[GrantedAccreditation], on: date) -> list[dict[str, Any]]:
    """The chain of accreditations of a course, the newest first."""
    return [
        {
            "one": grant,
            "standing": standing_on(on, grant.from_day, grant.until, grant.cancelled_on),
            "inspected_from": inspected_from(grant.from_day),
        }
        for grant in grants
    ]


def field_said(code: str, on: date) -> str:
    """A field of the Act in words."""
    found = field_on("act", code, on)
    return (found.en if language() == "en" else found.ko) if found else code
