"""Stored answers against what is answered now: nothing, the outcome, or the words alone."""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import Any

from baeum_rules.changes import Change
from baeum_rules.claims.again import differences_of
from baeum_rules.parameters import load_law
from baeum_rules.recognition import recognise

COURSE = {
    "id": "1",
    "source": "accredited_course",
    "institution": "표본평생교육원",
    "subject": "자료구조",
    "credits": 3,
    "score": 62,
    "attendance": 96,
    "ended_on": "2026-08-20",
}
CASE: dict[str, Any] = {
    "version": 1,
    "as_of": "2026-10-05",
    "goal": {"degree": "bachelor", "route": "first", "major": "computer-science", "curriculum": None},
    "learner": {"high_school_completed_on": "2010-02-10", "bdes_degree_on": None, "previous_degrees": []},
    "records": [COURSE],
    "choices": {"take": [], "leave": []},
}


def stored() -> dict[str, Any]:
    """The answer as it is stored."""
    found: dict[str, Any] = json.loads(json.dumps(recognise(CASE)))
    return found


def test_the_same_answer_has_no_differences_whatever_the_revision() -> None:
    assert differences_of([(CASE, stored()), (CASE, {**stored(), "law": "1999.01-0"})]) == [(), ()]


def test_another_outcome_is_told_with_its_place() -> None:
    answer = stored()
    answer["records"][0]["credits"] = 2
    (found,) = differences_of([(CASE, answer)])
    assert found and all(one.startswith("!") for one in found) and any(":1" in one for one in found)


def test_other_words_alone_are_no_outcome() -> None:
    answer = copy.deepcopy(stored())
    answer["records"][0]["reasons"][0]["en"] += " Otherwise worded."
    (found,) = differences_of([(CASE, answer)])
    assert found and not any(one.startswith("!") for one in found)


def test_a_changed_law_changes_the_outcome() -> None:
    law, name, since = load_law(), "accredited.minimum_score", date(2026, 1, 1)
    change = Change(name, since, 65, law.version(name, since).clause)
    (found,) = differences_of([(CASE, stored())], law.changed((change,), ()))
    assert any(one.startswith("!record:1") for one in found)
    assert differences_of([(CASE, stored())], law) == [()]
