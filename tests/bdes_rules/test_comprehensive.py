"""The comprehensive examination: five ways to it, 360 of 600 by the total, or by subjects (facts 11.1)."""

from __future__ import annotations

from typing import Any

import pytest

from .cases import LAST, STAGES, answer, line, met, results, row, rules
from .test_exemptions import credits


@pytest.mark.parametrize(
    ("learner", "ways"),
    [
        ({}, []),
        (credits("acbs", 104), []),
        (credits("acbs", 105), ["acbs"]),
        (credits("acbs", 105, same=False), []),
        (credits("university", 105), ["university"]),
        (credits("university", 104), []),
        ({"schooling": [{"kind": "university_years", "years": 3, "same_major": True}]}, ["university"]),
        ({"schooling": [{"kind": "university_years", "years": 2, "same_major": True}]}, []),
        ({"schooling": [{"kind": "university_years", "years": 3, "same_major": False}]}, []),
        ({"schooling": [{"kind": "college_3y", "years": 3, "same_major": True}]}, ["college"]),
        ({"schooling": [{"kind": "college_3y", "years": 2, "same_major": True}]}, []),
        ({"schooling": [{"kind": "abroad_years", "years": 15, "same_major": True}]}, ["abroad"]),
        ({"schooling": [{"kind": "abroad_years", "years": 14, "same_major": True}]}, []),
    ],
)
def test_the_ways(learner: dict[str, Any], ways: list[str]) -> None:
    found = answer(**learner)
    assert met(found) == ways
    assert row(found, 4)["state"] == ("open" if ways else "closed")
    if ways:
        assert found["remaining"] == 6
        assert "open" not in {row(found, stage)["state"] for stage in (1, 2, 3)}


def test_the_way_through_the_stages() -> None:
    found = answer(*STAGES)
    assert (met(found), found["remaining"], found["complete"]) == (["stages"], 6, False)
    short = answer(*STAGES[:-1])
    assert (met(short), short["remaining"]) == ([], 7)
    way = next(one for one in short["ways"] if one["id"] == "stages")
    assert way["figures"] == {"stages": [3]} and "아직 3과정이" in way["ko"] and "still stage 3" in way["en"]


def test_nothing_done_needs_all_subjects() -> None:
    assert answer()["remaining"] == 5 + 6 + 6 + 6


@pytest.mark.parametrize(
    ("scores", "passed"),
    [((60,) * 6, True), ((100, 100, 100, 30, 30, 0), True), ((60, 60, 60, 60, 60, 59), False)],
)
def test_360_of_600(scores: tuple[int, ...], passed: bool) -> None:
    found = answer(*results(4, LAST, scores), **credits("acbs", 105))
    assert found["complete"] is passed
    if passed:
        assert {one["verdict"] for one in found["records"]} == {"recognised"}
        assert found["grade"] == "60.00"
        assert [one["code"] for one in found["notes"]] == ["degree.earned", "degree.grade"]
    else:
        assert rules(found["records"][5]) == ["bdes.total"]
        assert found["records"][5]["reasons"][0]["figures"]["have"] == "359"
        assert found["records"][5]["reasons"][0]["figures"]["need"] == "360"
        assert found["remaining"] == 1


def test_six_subjects_newly_taken_at_once() -> None:
    """Two half sittings make no total, and five subjects are none either."""
    first, second = results(4, LAST[:3], 100, "2023-10-29"), results(4, LAST[3:], 30, "2024-11-03")
    found = answer(*first, *second, **credits("acbs", 105))
    assert (found["complete"], row(found, 4)["have"], found["remaining"]) == (False, 3, 3)
    assert answer(*results(4, LAST[:5], 100), **credits("acbs", 105))["complete"] is False


def test_three_liberal_subjects_are_no_whole_sitting() -> None:
    subjects = ("국어", "국사", "외국어", *LAST[2:5])
    found = answer(*results(4, subjects, 100), **credits("acbs", 105))
    assert (found["complete"], row(found, 4)["have"]) == (False, 5)


def test_subject_by_subject_over_the_years() -> None:
    first, second = results(4, LAST[:3], 70, "2023-10-29"), results(4, LAST[3:], 65, "2024-11-03")
    found = answer(*first, *second, **credits("acbs", 105))
    assert (found["complete"], found["grade"]) == (True, "67.50")
    reason = row(found, 4)["reasons"][1]
    assert (reason["rule"], reason["reading"]) == ("comprehensive.passed_by_subject", True)


def test_the_best_sitting_counts() -> None:
    first, second = results(4, LAST, 40, "2023-10-29"), results(4, LAST, 80, "2024-11-03")
    found = answer(*first, *second, **credits("acbs", 105))
    assert (found["complete"], found["grade"]) == (True, "80.00")
    assert line(found, "s4-2023-10-29-국어")["verdict"] == "not_chosen"


def test_passing_without_a_way_to_it_is_not_complete() -> None:
    found = answer(*results(4, LAST, 80))
    assert found["complete"] is False and row(found, 4)["short"] == 0


def test_stage_4_is_its_own_even_where_a_subject_was_passed_before() -> None:
    found = answer(*results(2, ("자료구조",)), *results(4, LAST, 60), **credits("acbs", 105))
    assert found["complete"] is True


def test_a_whole_way_of_examinations_earns_the_degree() -> None:
    found = answer(*STAGES, *results(4, LAST, 75, "2025-11-02"))
    assert (found["complete"], found["remaining"], found["kind"]) == (True, 0, "bdes")
    assert "컴퓨터과학" in found["notes"][0]["ko"] and "Computer science" in found["notes"][0]["en"]


def test_a_degree_already_held_is_told() -> None:
    assert [one["code"] for one in answer(bdes_degree_on="2020-02-01")["notes"]] == [
        "degree.open",
        "degree.held",
    ]


def told(found: dict[str, Any], stage: int) -> dict[str, dict[str, Any]]:
    """The figures of each reason of a stage, by its rule."""
    return {one["rule"]: one["figures"] for one in row(found, stage)["reasons"]}


def test_the_best_total_is_told_until_it_passes() -> None:
    failed = told(answer(*results(4, LAST, 40), **credits("acbs", 105)), 4)
    assert failed["comprehensive.best_total"]["have"] == "240"
    assert failed["comprehensive.open"]["have"] == 0
    passed = told(answer(*results(4, LAST, 60), **credits("acbs", 105)), 4)
    assert "comprehensive.best_total" not in passed and "stage.offered" not in passed
    assert passed["comprehensive.passed_by_total"]["have"] == "360"
    assert "comprehensive.best_total" not in told(answer(), 4)


def test_the_subjects_of_stage_4_are_told_where_they_are_known() -> None:
    known = told(answer(), 4)["stage.offered"]["subjects"]
    assert known == "컴퓨터시스템구조, 컴퓨터네트워크, 자료구조, 운영체제"
    assert "stage.unknown" in told(answer(major="law"), 4)


def test_passes_without_scores_give_no_grade() -> None:
    passes = [
        {"id": name, "source": "bdes_exam", "stage": 4, "subject": name, "passed_on": "2024-11-03"}
        for name in LAST
    ]
    found = answer(*passes, **credits("acbs", 105))
    assert (found["complete"], found["grade"]) == (True, None)


def test_a_subject_below_sixty_says_its_score() -> None:
    found = answer(*results(4, LAST[:1], 59), **credits("acbs", 105))
    assert found["records"][0]["reasons"][0]["figures"]["score"] == "59"


def test_five_major_subjects_are_one_too_many() -> None:
    subjects = ("국어", *LAST[2:], "알고리즘")
    found = answer(*results(4, subjects, 100), **credits("acbs", 105))
    assert (found["complete"], row(found, 4)["have"]) == (False, 5)
