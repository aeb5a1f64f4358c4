"""The visitor's work: everything travels with the page, nothing stays on the server.

A page carries the case as JSON, the half-typed record, and what the next action needs. ``Work`` is that,
read from a request and written into the next page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baeum.shared.clock import today
from baeum_rules.recognition import recognise
from baeum_rules.recognition.document import TextFault, parse

from . import forms, reading
from .majors import major_id

Case = dict[str, Any]

_PLACE = re.compile(r"(기록 “[^”]*”, |Record “[^”]*”, )?(항목|field|Field) “[^”]*”: |(기록|Record) “[^”]*”: ")


@dataclass
class Problem:
    """One error: the page element it belongs to, its place in words, what to do."""

    target: str
    place: str
    message: str


@dataclass
class Work:
    """What one request works on."""

    case: Case
    source: str = ""  # the open form of a record, "" for none
    editing: str = ""  # the id of the record that the form changes, "" for a new one
    typed: dict[str, str] = field(default_factory=dict)  # form values by input name
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    undo: str = ""  # the case before the last big change, as JSON
    pending: str = ""  # good rows of a file with bad ones, as JSON
    good: list[str] = field(default_factory=list)  # what those rows are called, to look at before taking them
    at: str = ""  # the record that the notices are about, "" for the whole page
    focus: str = ""  # what the visitor should see next: "draft" or "headline"
    touched: bool = False
    failed: bool = False

    def fail(self, target: str, place: str, message: str) -> None:
        """Report one error; the page answers with status 422."""
        self.problems.append(Problem(target, place, message))
        self.failed = True

    def close_form(self) -> None:
        """No record is being typed any more."""
        self.source, self.editing, self.typed = "", "", {}


def sentence(fault: Mapping[str, Any]) -> str:
    """The sentence of a fault in the language of the page; the page itself links to record and field."""
    return _PLACE.sub("", str(fault["en" if get_language() == "en" else "ko"]), count=1)


def blank_case() -> Case:
    """A case in which nothing has been entered."""
    return {
        "version": 1,
        "as_of": today().isoformat(),
        "goal": {
            "degree": "bachelor",
            "route": "first",
            "conferral": None,
            "conferring_university": None,
            "curriculum": None,
        },
        "learner": {"high_school_completed_on": None, "bdes_degree_on": None, "previous_degrees": []},
        "records": [],
        "choices": {"take": [], "leave": []},
    }


def parse_case(text: str | bytes) -> Case | str:
    """The case of a JSON text, or why it is none; the rules say what is wrong with a text."""
    document = parse(text)
    return sentence(recognise(text)["errors"][0]) if isinstance(document, TextFault) else as_case(document)


def as_case(document: Any) -> Case | str:
    """A JSON document as a case that the page can show, however wrong its values; or why it is none."""
    problem = next(_shape_problems(document), "")
    if problem or not isinstance(document, dict):
        return problem
    choices = document["choices"]
    choices["take"] = list(choices.get("take") or [])
    choices["leave"] = list(choices.get("leave") or [])
    document["learner"]["previous_degrees"] = list(document["learner"].get("previous_degrees") or [])
    return document


def _shape_problems(document: Any) -> Iterator[str]:
    if not isinstance(document, dict):
        yield _("사례는 중괄호로 시작하는 JSON 객체여야 합니다.")
    else:
        for name in ("goal", "learner", "choices"):
            if not isinstance(document.get(name), dict):
                yield _("“{name}” 항목이 없거나 객체가 아닙니다.").format(name=name)
                return
        yield from _list_problems(document)
        try:
            reading.write(document).encode()
        except UnicodeEncodeError:
            yield _("짝이 없는 대리 문자(surrogate)가 들어 있습니다.")


def _list_problems(document: Case) -> Iterator[str]:
    records = document.get("records")
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        yield _("“records”는 객체의 목록이어야 합니다.")
    elif not all(isinstance(record.get("id"), str) and record["id"].strip() for record in records):
        yield _("모든 기록에는 글자로 된 “id”가 있어야 합니다.")
    degrees = document["learner"].get("previous_degrees") or []
    if not isinstance(degrees, list) or not all(isinstance(degree, dict) for degree in degrees):
        yield _("“learner.previous_degrees”는 객체의 목록이어야 합니다.")
    for name in ("take", "leave"):
        ids = document["choices"].get(name) or []
        if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
            yield _("“choices.{name}”은 기록 번호의 목록이어야 합니다.").format(name=name)


def read_work(post: Mapping[str, str]) -> Work:
    """The work of a posted page. A case that was tampered with or cut off is reported, and replaced."""
    text = post.get("case", "")
    case = parse_case(text) if text.strip() else blank_case()
    work = Work(case=blank_case() if isinstance(case, str) else case, touched=True)
    if isinstance(case, str):
        work.fail("work", _("사례"), case)
    work.source = post.get("source", "") if post.get("source") in forms.BY_NAME else ""
    work.editing = reading.clean(post.get("editing", ""))
    work.typed = {name: reading.clean(found) for name, found in post.items() if name.startswith("r-")}
    work.pending = post.get("pending", "")
    work.undo = post.get("undo", "")
    if post.get("goal"):
        read_goal(work.case, post)
    return work


def read_goal(case: Case, post: Mapping[str, str]) -> None:
    """Put the typed goal and learner into the case."""
    case["as_of"] = (
        reading.value(forms.Field("as_of", "", "date"), post.get("g-as_of", "")) or today().isoformat()
    )
    for one in forms.GOAL:
        case["goal"][one.name] = reading.value(one, post.get(f"g-{one.name}", ""))
    text = reading.clean(post.get("g-curriculum", ""))
    document = parse(text) if text else None
    case["goal"]["curriculum"] = text if isinstance(document, TextFault) else document
    if case["goal"]["major"] is None and isinstance(document, dict) and isinstance(document.get("name"), str):
        case["goal"]["major"] = document["name"]
    if case["goal"]["major"] is None:
        del case["goal"]["major"]  # missing, not empty: the rules then say so
    for one in forms.LEARNER:
        case["learner"][one.name] = reading.value(one, post.get(f"l-{one.name}", ""))
    degrees = []
    for place in range(len(case["learner"]["previous_degrees"]) + 1):
        read = reading.values(forms.PREVIOUS, post, f"p-{place}-")
        if isinstance(read.get("major"), str):
            read["major"] = major_id(read["major"], str(read.get("degree")))
        if read:
            degrees.append(read)
    case["learner"]["previous_degrees"] = degrees


def find(case: Case, name: str) -> dict[str, Any] | None:
    """The record of that id."""
    return next((record for record in case["records"] if record["id"] == name), None)


def fresh_id(case: Case) -> str:
    """The next free id: r1, r2, …"""
    taken = {record["id"] for record in case["records"]}
    return next(f"r{number}" for number in range(1, len(taken) + 2) if f"r{number}" not in taken)


def drop_choices(case: Case) -> None:
    """Forget choices about records that are no longer there."""
    known = {record["id"] for record in case["records"]}
    for name in ("take", "leave"):
        case["choices"][name] = [one for one in case["choices"][name] if one in known]


def completed_on(record: Mapping[str, Any]) -> str:
    """The day a record was completed, as the case has it; empty where it has none."""
    for name in ("ended_on", "passed_on", "acquired_on", "selected_on"):
        if isinstance(record.get(name), str):
            return str(record[name])
    return ""


def title_of(record: Mapping[str, Any]) -> str:
    """What a learner calls the record: its subject, certificate or item."""
    for name in ("subject", "name", "item"):
        if isinstance(record.get(name), str):
            return str(record[name])
    return str(record.get("id", "?"))
