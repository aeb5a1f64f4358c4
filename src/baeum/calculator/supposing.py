"""What if: what the visitor supposes, beside a case that stays as it is. Nothing is stored.

A page of it carries the supposed records as JSON and the typed goal and day; ``Question`` is that, read from
a request and written into the next page. The calculator and the account ask it of their own cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from baeum_rules.parameters import Law, load_law
from baeum_rules.recognition import recognise
from baeum_rules.recognition.document import TextFault, parse
from baeum_rules.recognition.supposing import supposed

from . import forms, reading
from .uploads import MOST_RECORDS, too_many
from .work import Case, Work, sentence, title_of

NEEDED = ("degree", "route", "major")  # an empty one is no other goal
EARLIEST = date(1900, 1, 1)


@dataclass
class Question(Work):
    """A case and what is supposed of it; the open form of a record is that of the calculator."""

    records: list[dict[str, Any]] = field(default_factory=list)
    goal: dict[str, Any] = field(default_factory=dict)  # every field as typed
    law_of: str = ""  # a day, or what was typed instead

    @property
    def supposition(self) -> dict[str, Any]:
        """What differs from the case, as the rules take it."""
        had = self.case["goal"]
        goal = {
            name: value
            for name, value in self.goal.items()
            if value != had.get(name) and (value is not None or name not in NEEDED)
        }
        return {"records": self.records, "goal": goal}

    @property
    def law(self) -> Law:
        """The law of the day that was asked for, today's where none was or none can be read."""
        day = self._day()
        return load_law().as_of(day) if day else load_law()

    @property
    def asks(self) -> bool:
        """Whether anything is supposed at all."""
        found = self.supposition
        return bool(found["records"] or found["goal"] or self.law_of)

    def changed(self) -> Case:
        """The case as it would be."""
        return supposed(self.case, self.supposition)

    def _day(self) -> date | None:
        try:
            return date.fromisoformat(self.law_of) if self.law_of else None
        except ValueError:
            return None

    def check_day(self) -> None:
        """Report a day that is none."""
        day = self._day()
        if self.law_of and (day is None or day < EARLIEST):
            words = _("날짜가 아닙니다. 예: 2022-06-01")
            self.fail("w-law_of", _("어느 날의 법령입니까?"), words)


def question_of(case: Case, post: Mapping[str, str]) -> Question:
    """The question of a posted page about a case; of an empty page where nothing was posted."""
    goal = {one.name: case["goal"].get(one.name) for one in forms.GOAL}
    asked = Question(case=case, goal=goal, touched=bool(post.get("asked")))
    if not post.get("asked"):
        return asked
    asked.source = post.get("source", "") if post.get("source") in forms.BY_NAME else ""
    asked.typed = {name: reading.clean(found) for name, found in post.items() if name.startswith("r-")}
    asked.goal = {one.name: reading.value(one, post.get(f"g-{one.name}", "")) for one in forms.GOAL}
    asked.law_of = str(reading.value(forms.Field("law_of", "", "date"), post.get("w-law_of", "")) or "")
    held = parse(post.get("supposed", "")) if post.get("supposed", "").strip() else []
    if isinstance(held, TextFault) or not _are_records(held):
        asked.fail("supposed", _("가정한 기록"), _("가정한 기록을 읽을 수 없어 비웠습니다. 다시 더하세요."))
    else:
        asked.records = held
    asked.check_day()
    return asked


def _are_records(held: Any) -> bool:
    if not isinstance(held, list) or len(held) > MOST_RECORDS:
        return False
    return all(isinstance(one, dict) and isinstance(one.get("id"), str) and one["id"].strip() for one in held)


def act(asked: Question, action: str) -> None:
    """One action on the question: open a form, add or take away a supposed record, or only answer."""
    verb, _colon, argument = action.partition(":")
    asked.focus = "headline" if verb == "show" else ""
    if verb == "source" and argument in forms.BY_NAME:
        asked.source, asked.focus = argument, "draft"
    elif verb == "cancel":
        asked.close_form()
    elif verb == "remove":
        asked.records = [one for one in asked.records if one["id"] != argument]
    elif verb == "clear":
        asked.records, asked.law_of = [], ""
        asked.goal = {one.name: asked.case["goal"].get(one.name) for one in forms.GOAL}
        asked.close_form()
    elif verb in ("add", "show") and asked.source and (verb == "add" or _typed_something(asked)):
        _add(asked)


def _typed_something(asked: Question) -> bool:
    return any(asked.typed.values())


def _add(asked: Question) -> None:
    """Suppose the typed record, unless it has faults."""
    if len(asked.case["records"]) + len(asked.records) >= MOST_RECORDS:
        asked.fail("sources", _("기록 추가"), too_many())
        return
    source = forms.BY_NAME[asked.source]
    record: dict[str, Any] = {"id": _fresh_id(asked), "source": source.name}
    record |= reading.values(source.fields, asked.typed, "r-")
    candidate = supposed(asked.case, {"records": [*asked.records, record]})
    faults = [one for one in recognise(candidate).get("errors", ()) if one["record"] == record["id"]]
    for one in faults:
        label = next((found.label for found in source.fields if found.name == one["field"]), one["field"])
        asked.fail(f"r-{one['field']}", str(label), sentence(one))
    if faults:
        asked.focus = "draft"
        return
    asked.records = [*asked.records, record]
    asked.notices.append(_("가정에 더했습니다: {title}").format(title=title_of(record)))
    asked.close_form()
    asked.focus = "headline"


def _fresh_id(asked: Question) -> str:
    taken = {str(one["id"]) for one in (*asked.case["records"], *asked.records)}
    return next(f"s{number}" for number in range(1, len(taken) + 2) if f"s{number}" not in taken)
