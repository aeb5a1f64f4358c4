"""Subjects exempted from the equivalency examination (facts 12.3): 90 hours, not three subjects, 18 years."""

from __future__ import annotations

from typing import Any

import pytest

from baeum_rules.recognition import audit


def course(name: str = "a", **values: Any) -> dict[str, Any]:
    found = {"id": name, "source": "account_course", "subject": "한국사", "accredited": True, "hours": 90}
    return {**found, "ended_on": "2024-12-20", **values}


def answer(*records: dict[str, Any], born: str = "1990-01-01") -> dict[str, Any]:
    found = audit(
        {
            "version": 1,
            "as_of": "2026-11-21",
            "goal": {"degree": "equivalency_exam", "level": "high"},
            "learner": {"born_on": born},
            "records": list(records),
        }
    )
    assert "errors" not in found, found
    return found


def test_ninety_hours_exempt_a_subject() -> None:
    found = answer(course())
    assert (found["exempt"], found["complete"], found["remaining"]) == (["한국사"], True, 0)
    assert "한국사" in found["notes"][0]["ko"]
    short = answer(course(hours=89))
    assert (short["exempt"], short["records"][0]["reasons"][0]["rule"]) == ([], "equivalency.hours")


@pytest.mark.parametrize("subject", ["국어", "영어", "수학", " 수학 "])
def test_three_subjects_never(subject: str) -> None:
    found = answer(course(subject=subject))
    assert found["records"][0]["reasons"][0]["rule"] == "equivalency.subject"
    assert found["records"][0]["reasons"][0]["figures"]["never"] == "국어, 영어, 수학"


def test_only_accredited_courses_that_have_ended() -> None:
    found = answer(course(accredited=False), course("b", ended_on="2026-11-22"))
    assert [one["reasons"][0]["rule"] for one in found["records"]] == [
        "equivalency.accredited",
        "school.not_yet",
    ]


def test_a_course_that_ends_today_counts() -> None:
    assert answer(course(ended_on="2026-11-21"))["exempt"] == ["한국사"]


def test_hours_of_two_courses_are_not_added() -> None:
    assert answer(course(hours=60), course("b", hours=60))["exempt"] == []


def test_a_subject_is_exempted_once() -> None:
    found = answer(course(), course("b", ended_on="2025-01-01"))
    assert [one["verdict"] for one in found["records"]] == ["recognised", "not_chosen"]


def test_from_eighteen_on() -> None:
    assert answer(course(), born="2008-11-21")["exempt"] == ["한국사"]
    young = answer(course(), born="2008-11-22")
    assert (young["exempt"], young["requirements"][0]["short"]) == ([], 1)


def test_the_level_must_be_of_a_secondary_school() -> None:
    document = {
        "version": 1,
        "as_of": "2026-11-21",
        "goal": {"degree": "equivalency_exam", "level": "primary"},
        "learner": {"born_on": "1990-01-01"},
        "records": [],
    }
    assert audit(document)["errors"][0]["field"] == "goal.level"
