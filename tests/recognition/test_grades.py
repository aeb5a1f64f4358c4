"""Averages of the recognised graded records (facts 7, G1-G3): weighted by credits, two decimals, half up."""

from __future__ import annotations

import json
from typing import Any

import pytest

from baeum_rules.recognition import audit
from baeum_rules.recognition.grades import grades_of

GOAL = {"degree": "bachelor", "route": "first", "major": "m", "curriculum": {"name": "m"}}


def course(name: str, credits: int = 3, **values: Any) -> dict[str, Any]:
    """An accredited course that is recognised, one a year."""
    year = 2000 + int(name[1:]) + 10
    return {
        "id": name,
        "source": "accredited_course",
        "institution": "한빛",
        "subject": f"과목 {'가나다라마바사'[int(name[1:])]}",
        "credits": credits,
        "attendance": 90,
        "ended_on": f"{year}-06-20",
        **values,
    }


def school(name: str, credits: int = 3, **values: Any) -> dict[str, Any]:
    """A university course of one who left."""
    found = course(name, credits, **values)
    del found["attendance"]
    more = {"school_kind": "university", "leaving": "withdrawn", "left_on": "2020-01-01"}
    return found | more | {"source": "university_course", "class": "liberal_arts", "same_program": True}


def grades(*records: dict[str, Any]) -> dict[str, Any]:
    case = {
        "version": 1,
        "as_of": "2026-11-21",
        "goal": GOAL,
        "learner": {"high_school_completed_on": "2000-02-10"},
        "records": list(records),
        "choices": {},
    }
    answer = audit(case)
    assert "errors" not in answer, answer["errors"]
    found = grades_of(case, answer)
    assert grades_of(json.dumps(case), answer) == found  # the text of a case is the case
    return found


def test_g1_four_subjects_at_ninety() -> None:
    found = grades(*(course(f"r{n}", score=90) for n in range(4)))
    assert found["records"][0] == {"id": "r0", "credits": 3, "score": "90", "letter": "A", "points": "4.0"}
    assert (found["average"], found["gpa"], found["scale"], found["credits"]) == ("90.00", "4.00", "4.5", 12)


def test_g2_the_half_is_rounded_up() -> None:
    found = grades(*(course(f"r{n}", score=94) for n in range(3)), course("r3", score=78))
    assert (found["average"], found["gpa"]) == ("90.00", "3.63")


def test_g3_a_certificate_has_no_grade() -> None:
    certificate = {
        "id": "c",
        "source": "certificate",
        "name": "정보처리기사",
        "acquired_on": "2015-05-01",
    }
    found = grades(course("r0", score=85), certificate)
    assert (found["average"], found["gpa"], found["credits"]) == ("85.00", "3.50", 3)
    assert found["ungraded_credits"] == 20
    assert [one["rule"] for one in found["reasons"]] == ["grade.average", "grade.ungraded"]


def test_weighted_by_the_credits() -> None:
    found = grades(course("r0", 1, score=100), course("r1", 3, score=60))
    assert (found["average"], found["gpa"]) == ("70.00", "1.88")  # (4.5 + 3 * 1.0) / 4 = 1.875


def test_only_what_is_recognised_counts() -> None:
    found = grades(course("r0", score=90), course("r1", score=59))
    assert (found["average"], [one["id"] for one in found["records"]]) == ("90.00", ["r0"])


@pytest.mark.parametrize(
    ("letter", "points"),
    [("A+", "4.5"), ("A", "4.0"), ("A0", "4.0"), ("A-", "4.0"), ("B+", "3.5"), ("C0", "2.0"), ("D", "1.0")],
)
def test_a_letter_has_points_where_there_is_no_score(letter: str, points: str) -> None:
    found = grades(school("r0", letter=letter))
    assert (found["records"][0]["points"], found["average"]) == (points, None)
    assert [one["rule"] for one in found["reasons"]] == ["grade.average"]
    assert found["records"][0]["score"] is None and found["records"][0]["letter"] == letter


def test_a_letter_alone_stays_out_of_the_average_score() -> None:
    found = grades(school("r0", letter="A+"), course("r1", score=80))
    assert (found["average"], found["gpa"], found["scored_credits"]) == ("80.00", "3.75", 3)
    assert "grade.letter" in [one["rule"] for one in found["reasons"]]


@pytest.mark.parametrize(
    ("score", "points"), [(60, "1.0"), (94.9, "4.0"), (95, "4.5"), (89.99, "3.5"), (100, "4.5"), (64, "1.0")]
)
def test_the_score_tells_the_points_even_beside_a_letter(score: float, points: str) -> None:
    assert grades(school("r0", score=score, letter="B"))["records"][0]["points"] == points


def test_nothing_recognised_has_no_average() -> None:
    found = grades()
    assert (found["average"], found["gpa"], found["credits"]) == (None, None, 0)
    assert found["reasons"][0]["rule"] == "grade.none"


def test_an_answer_of_errors_has_no_grades() -> None:
    with pytest.raises(ValueError, match="errors"):
        grades_of({}, {"version": 1, "errors": []})
