"""The worked examples of ``law/cases``: run as tests, shown in the docs.

An example lists only what matters; the rest is filled in here, with values that every rule lets pass.
``repeat`` makes so many records of one, with ids ``a1``, ``a2`` and so on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from baeum_rules.parameters import law_folder, read_text

GROUPS = ("windows", "recognition", "certificates", "degrees")

_GOAL = {"degree": "bachelor", "route": "first", "major": "시험 전공"}
_LEARNER = {"high_school_completed_on": "1990-02-15", "previous_degrees": []}
_SCHOOL = {"class": "general_elective", "same_program": True}
_RECORDS: dict[str, dict[str, Any]] = {
    "accredited_course": {"institution": "가원", "score": 80, "attendance": 90},
    "university_course": _SCHOOL
    | {
        "institution": "나대",
        "school_kind": "university",
        "leaving": "withdrawn",
        "left_on": "2025-12-31",
        "letter": "B",
    },
    "part_time_course": _SCHOOL | {"institution": "다대", "basis": "higher_education_act", "score": 80},
    "certificate": {},
    "bdes_exam": {"passed_on": "2024-05-20"},
    "bdes_exemption_course": {"institution": "라원", "score": 80, "absence": 5},
    "heritage": {
        "item": "강령탈춤",
        "level": "national",
        "selected_on": "2010-05-05",
        "listed": True,
        "same_major": False,
    },
}
_NAMED_OTHERWISE = ("certificate", "heritage")  # sources without a subject


class Example(NamedTuple):
    """One worked example: what it shows, a whole case, and what the answer must say."""

    id: str
    ko: str
    en: str
    case: dict[str, Any]
    expect: dict[str, Any]


def examples() -> Iterator[Example]:
    """Every worked example, in the order of the files."""
    for group in GROUPS:
        text = read_text(f"{law_folder()}/cases/{group}.json")
        for given in json.loads(text, parse_float=Decimal)["examples"]:
            yield Example(given["id"], given["ko"], given["en"], whole_case(given), given["expect"])


def whole_case(given: dict[str, Any]) -> dict[str, Any]:
    """The case of an example, with everything filled in that it leaves out."""
    stated = given.get("case", {})
    goal = _GOAL | stated.get("goal", {})
    goal["curriculum"] = {"name": goal["major"]} | goal.get("curriculum", {})
    return {
        "version": 1,
        "as_of": stated.get("as_of", "2026-11-21"),
        "goal": goal,
        "learner": _LEARNER | stated.get("learner", {}),
        "records": [record for one in given["records"] for record in _records(one)],
        "choices": stated.get("choices", {"take": [], "leave": []}),
    }


def _records(given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    stated = {name: value for name, value in given.items() if name != "repeat"}
    count = given.get("repeat", 0)
    for number in range(1, count + 1) if count else [0]:
        record = _RECORDS[stated["source"]] | stated
        if number:
            record["id"] = f"{stated['id']}{number}"
        if stated["source"] not in _NAMED_OTHERWISE:
            record.setdefault("subject", f"{record['id']} 과목")
        yield record
