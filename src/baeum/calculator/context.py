"""Everything the calculator's template shows, made from the work and one audit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from baeum_rules.recognition import recognise

from . import forms, next_steps, present, reading
from .examples import examples
from .majors import major_name, majors
from .work import Problem, Work, find, sentence, title_of

_DEGREE_FIELD = re.compile(r"learner\.previous_degrees\[(\d+)\]\.(\w+)")
YEARS_AHEAD = 5
CONFERRALS = ("02", "08")  # the months a case can name
NOT_YET = {"goal.major"}  # a page that was only just begun is not in error


def context(work: Work, *, strict: bool) -> dict[str, Any]:
    """Template context; ``strict``: the visitor asked for the answer, a missing goal is an error then."""
    answer = recognise(work.case)
    faults = answer.get("errors", [])
    waiting = not strict and bool(faults) and all(one["field"] in NOT_YET for one in faults)
    if faults and not waiting:
        work.failed = True
        work.problems.extend(_problem(work, one) for one in faults)
    good = None if faults else answer
    errors = {problem.target: problem.message for problem in work.problems}
    rows = present.record_rows(work.case, good)
    shared = next_steps.shared_reasons(rows)
    return {
        "work": work,
        "case_json": reading.write(work.case),
        "answer": good,
        "result": present.result(good, work.case["goal"]) if good else None,
        "shared_reasons": shared,
        "shared_texts": [one["text"] for one in shared],
        "major_names": [major.name for major in majors()],
        "records": rows,
        "tally": present.tally(rows),
        "waiting": waiting,
        "errors": errors,
        "record_errors": _record_errors(work),
        "goal_fields": goal_fields(work, errors),
        "goal_summary": _goal_summary(work),
        "goal_warning": _goal_warning(work),
        "learner_fields": [
            field_of(one, f"l-{one.name}", work.case["learner"].get(one.name), errors)
            for one in forms.LEARNER
        ],
        "previous": _previous(work, errors),
        "curriculum_error": errors.get("g-curriculum", ""),
        "curriculum": reading.shown(work.case["goal"].get("curriculum")),
        "sources": forms.SOURCES,
        "source": forms.BY_NAME.get(work.source),
        "draft": draft_fields(work, errors),
        "examples": examples(),
        "fresh": not work.touched and not work.case["records"],
    }


def field_of(field: forms.Field, name: str, found: Any, errors: Mapping[str, str]) -> dict[str, Any]:
    """One form field with its value, its error and what describes it."""
    text = reading.shown(found)
    options = list(field.options)
    if text and options and text not in dict(options):
        options.append((text, text))  # what was given stays visible even where it is wrong
    return {
        "id": name,
        "label": field.label,
        "kind": field.kind,
        "optional": field.optional,
        "when": field.when,
        "hint": field.hint,
        "value": text,
        "options": options,
        "error": errors.get(name, ""),
    }


def goal_fields(work: Work, errors: Mapping[str, str]) -> list[dict[str, Any]]:
    """The fields of the goal and the day of the case."""
    fields = []
    for one in forms.GOAL:
        entry = field_of(one, f"g-{one.name}", work.case["goal"].get(one.name), errors)
        if one.name == "major":
            entry |= {"kind": "choice", "options": _major_options(work)}
        if one.name == "conferral":
            entry |= {"options": _conferrals(work)}
        fields.append(entry)
    as_of = forms.Field("as_of", _("기준일"), "date", hint=_("이 날까지 끝낸 학습만 인정합니다."))
    fields.append(field_of(as_of, "g-as_of", work.case.get("as_of"), errors))
    return fields


def _major_options(work: Work) -> list[tuple[str, str]]:
    options = [(major.id, major.label) for major in majors()]
    chosen = work.case["goal"].get("major")
    if isinstance(chosen, str) and chosen and chosen not in dict(options):
        options.append((chosen, chosen))
    return options


def _conferrals(work: Work) -> list[tuple[str, str]]:
    """The conferral months from the day of the case on, and the one chosen."""
    as_of = str(work.case.get("as_of") or "")
    months = []
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", as_of):
        years = range(int(as_of[:4]), int(as_of[:4]) + YEARS_AHEAD)
        months = [f"{year:04}-{month}" for year in years for month in CONFERRALS]
        months = [month for month in months if month >= as_of[:7]]
    chosen = reading.shown(work.case["goal"].get("conferral"))
    if chosen and chosen not in months:
        months.append(chosen)
    return [(month, _month(month)) for month in sorted(months)]


def _month(text: str) -> str:
    """2027-02 as the language of the page writes it; anything else as it is."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return text
    return date_format(first, "YEAR_MONTH_FORMAT")


def _goal_summary(work: Work) -> str:
    goal = work.case["goal"]
    degree = dict(forms.DEGREES).get(str(goal.get("degree")), "")
    route = dict(forms.ROUTES).get(str(goal.get("route")), "")
    known = next((major for major in majors() if major.id == goal.get("major")), None)
    major = known.short if known else goal.get("major") or ""
    conferral = dict(_conferrals(work)).get(str(goal.get("conferral")), "")
    return " · ".join(str(word) for word in (degree, major, route, conferral) if word)


def _goal_warning(work: Work) -> str:
    """That the chosen major's list of subjects was made for another degree than the goal."""
    goal = work.case["goal"]
    known = next((major for major in majors() if major.id == goal.get("major")), None)
    degrees = dict(forms.DEGREES)
    if known is None or goal.get("curriculum") or goal.get("degree") not in degrees:
        return ""
    if known.degree == goal["degree"]:
        return ""
    words = _("전공 “{major}”의 과목표는 {of} 과정의 것입니다. 목표는 {goal}이니 그 과정의 전공을 고르세요.")
    return words.format(major=known.short, of=degrees[known.degree], goal=degrees[goal["degree"]])


def _previous(work: Work, errors: Mapping[str, str]) -> list[list[dict[str, Any]]]:
    """The rows of earlier degrees, and one more that is empty."""
    degrees = [*work.case["learner"]["previous_degrees"], {}]
    return [
        [
            field_of(one, f"p-{place}-{one.name}", major_name(degree.get(one.name)), errors)
            | ({"list": "major-names"} if one.name == "major" else {})
            for one in forms.PREVIOUS
        ]
        for place, degree in enumerate(degrees)
    ]


def draft_fields(work: Work, errors: Mapping[str, str]) -> list[dict[str, Any]]:
    """The fields of the open form of a record."""
    source = forms.BY_NAME.get(work.source)
    if source is None:
        return []
    fields = [
        field_of(one, f"r-{one.name}", work.typed.get(f"r-{one.name}"), errors) for one in source.fields
    ]
    if work.focus == "draft":  # the next thing to type, or the first of what is there
        next((one for one in fields if not one["value"]), fields[0])["first"] = True
    return fields


def _problem(work: Work, fault: Mapping[str, Any]) -> Problem:
    """A fault of the case, with the element of the page it belongs to."""
    name, path = fault.get("record"), str(fault.get("field") or "")
    if name:
        record = find(work.case, str(name))
        place = next((n for n, one in enumerate(work.case["records"]) if one["id"] == name), None)
        label = f"{title_of(record)} ({name})" if record else str(name)
        target = "records" if place is None else f"rec-{place}"
        return Problem(target, f"{label} · {_field_label(record, path)}" if path else label, sentence(fault))
    if match := _DEGREE_FIELD.fullmatch(path):
        return Problem(f"p-{match[1]}-{match[2]}", _("이전 학위"), sentence(fault))
    part, _dot, field = path.partition(".")
    if part == "goal":
        target = "g-curriculum" if field.startswith("curriculum") else f"g-{field}"
        return Problem(target, str(_label(forms.GOAL, field)), sentence(fault))
    if part == "learner":
        return Problem(f"l-{field}", str(_label(forms.LEARNER, field)), sentence(fault))
    return Problem("g-as_of" if path == "as_of" else "work", path or _("사례"), sentence(fault))


def _label(fields: tuple[forms.Field, ...], name: str) -> forms.Text:
    return next((one.label for one in fields if one.name == name), name)


def _field_label(record: Mapping[str, Any] | None, name: str) -> str:
    return str(forms.field_label((record or {}).get("source"), name))


def _record_errors(work: Work) -> dict[str, list[str]]:
    """Messages by record element, for the cards."""
    found: dict[str, list[str]] = {}
    for problem in work.problems:
        found.setdefault(problem.target, []).append(problem.message)
    return found
