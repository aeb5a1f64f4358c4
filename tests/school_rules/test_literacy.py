"""Literacy education: three stages of 240 or 450 hours, two thirds from the account (facts 13, G7)."""

from __future__ import annotations

from typing import Any

import pytest

from baeum_rules.recognition import audit


def course(
    name: str, hours: int, source: str = "literacy_program", stage: int = 1, **values: Any
) -> dict[str, Any]:
    return {
        "id": name,
        "source": source,
        "level": "primary",
        "stage": stage,
        "hours": hours,
        "ended_on": "2024-12-20",
        **values,
    }


def case(*records: dict[str, Any], level: str = "primary", born: str = "1950-03-02") -> dict[str, Any]:
    return {
        "version": 1,
        "as_of": "2026-11-21",
        "goal": {"degree": f"literacy_{level}"},
        "learner": {"born_on": born},
        "records": list(records),
    }


def answer(*records: dict[str, Any], **facts: Any) -> dict[str, Any]:
    found = audit(case(*records, **facts))
    assert "errors" not in found, found
    return found


def hours(found: dict[str, Any]) -> list[int]:
    return [row["have"] for row in found["requirements"] if row["unit"] == "hours"]


def test_g7_two_thirds_of_a_stage() -> None:
    found = answer(course("a", 170, "literacy_course"))
    assert hours(found) == [160, 0, 0]
    line = found["records"][0]
    assert (line["verdict"], line["hours"]) == ("reduced", 160)
    assert line["reasons"][0]["figures"]["most"] == 160 and "160" in line["reasons"][0]["ko"]
    assert found["notes"][0]["code"] == "literacy.hand_in"


@pytest.mark.parametrize(("given", "counted"), [(159, 159), (160, 160), (161, 160)])
def test_at_the_boundary(given: int, counted: int) -> None:
    assert hours(answer(course("a", given, "literacy_course")))[0] == counted


def test_several_courses_share_the_two_thirds() -> None:
    found = answer(
        course("a", 100, "literacy_course"),
        course("b", 100, "literacy_course", ended_on="2025-01-01"),
        course("c", 10, "literacy_course", ended_on="2025-02-01"),
    )
    assert [one["hours"] for one in found["records"]] == [100, 60, 0]
    assert found["records"][2]["reasons"][0]["rule"] == "literacy.account.full"


def test_the_programme_fills_what_the_account_may_not() -> None:
    found = answer(course("a", 170, "literacy_course"), course("p", 80))
    assert hours(found)[0] == 240 and found["requirements"][1]["short"] == 0
    more = answer(course("a", 170, "literacy_course"), course("p", 100))
    assert (hours(more)[0], more["records"][0]["hours"]) == (240, 140)  # the programme counts first


def test_a_full_stage_takes_no_more() -> None:
    found = answer(course("p", 240), course("q", 10, ended_on="2025-01-01"))
    assert (found["records"][1]["verdict"], hours(found)) == ("not_chosen", [240, 0, 0])


@pytest.mark.parametrize(("level", "need"), [("primary", 240), ("middle", 450)])
def test_complete_with_all_three_stages(level: str, need: int) -> None:
    records = [course(f"s{n}", need, stage=n, level=level) for n in (1, 2, 3)]
    assert answer(*records, level=level)["complete"] is True
    records[2]["hours"] = need - 1
    found = answer(*records, level=level)
    assert (found["complete"], found["remaining"]) == (False, 1)


def test_middle_school_two_thirds_are_three_hundred() -> None:
    assert hours(answer(course("a", 400, "literacy_course", level="middle"), level="middle"))[0] == 300


def test_what_does_not_serve_the_goal() -> None:
    found = answer(
        course("m", 100, level="middle"),
        course("t", 100, stage=4),
        course("l", 100, ended_on="2026-11-22"),
    )
    rules = [[reason["rule"] for reason in one["reasons"]] for one in found["records"]]
    assert rules == [["literacy.level"], ["literacy.stage"], ["school.not_yet"]]


def test_a_course_that_ends_today_counts() -> None:
    assert hours(answer(course("l", 100, ended_on="2026-11-21")))[0] == 100


def test_eighteen_to_enter() -> None:
    young = answer(course("a", 100, ended_on="2024-12-20"), born="2006-12-21")
    assert young["records"][0]["reasons"][0]["rule"] == "literacy.young"
    assert answer(course("a", 100, ended_on="2024-12-20"), born="2006-12-20")["records"][0]["hours"] == 100
    assert answer(born="2008-11-22")["requirements"][0]["short"] == 1
    assert answer(born="2008-11-21")["requirements"][0]["short"] == 0


def test_a_level_that_is_recognised_already() -> None:
    document = case()
    document["learner"]["completed_levels"] = ["primary"]
    found = audit(document)
    assert (found["complete"], found["notes"][0]["code"]) == (True, "literacy.held")


def test_errors_all_at_once() -> None:
    document = case(course("a", 0), {"id": "b", "source": "account_course"})
    document["learner"] = {"completed_levels": ["kindergarten"]}
    document["goal"]["level"] = "primary"
    found = {(one["record"], one["field"], one["code"]) for one in audit(document)["errors"]}
    assert found == {
        ("a", "hours", "number.range"),
        ("b", "source", "choice"),
        (None, "learner.born_on", "field.missing"),
        (None, "learner.completed_levels[0]", "choice"),
        (None, "goal.level", "field.unknown"),
    }
