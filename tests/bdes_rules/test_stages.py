"""Stages 1 to 3: pass rules, how many subjects each needs, kept passes, exemption courses (facts 11.1)."""

from __future__ import annotations

from typing import Any

import pytest

from .cases import COMPUTER, LIBERAL, answer, line, results, row, rules


def test_sixty_passes_and_fifty_nine_does_not() -> None:
    found = answer(*results(2, ("자료구조", "운영체제"), (60, 59)))
    assert row(found, 2)["have"] == 1
    passed = line(found, "s2-2024-08-18-자료구조")["reasons"][0]["figures"]
    assert passed == {"score": "60", "stage": 2, "minimum": 60}
    failed = line(found, "s2-2024-08-18-운영체제")
    assert (failed["verdict"], rules(failed)) == ("refused", ["bdes.score"])
    assert failed["reasons"][0]["figures"] == {"score": "59", "stage": 2, "minimum": 60}
    assert "59" in failed["reasons"][0]["ko"] and "제12조" in failed["reasons"][0]["clause"]


def test_59_9_is_not_60() -> None:
    assert row(answer(*results(2, ("자료구조",), (59.9,))), 2)["have"] == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(("stage", "need"), [(1, 5), (2, 6), (3, 6), (4, 6)])
def test_how_many_subjects_a_stage_needs(stage: int, need: int) -> None:
    assert row(answer(), stage)["need"] == need


def test_passes_of_different_years_are_kept_for_their_stage() -> None:
    early = results(2, COMPUTER[:3], on="2019-05-19")
    found = answer(*early, *results(2, COMPUTER[3:6], on="2024-05-19"))
    assert (row(found, 2)["state"], row(found, 2)["have"], row(found, 2)["short"]) == ("passed", 6, 0)


def test_six_of_eight_and_the_others_are_not_counted() -> None:
    found = answer(*results(2, COMPUTER[:7]))
    assert row(found, 2)["have"] == 6
    verdicts = [one["verdict"] for one in found["records"]]
    assert verdicts.count("recognised") == 6 and verdicts.count("not_chosen") == 1
    assert [rules(one) for one in found["records"] if one["verdict"] == "not_chosen"] == [
        ["bdes.subject.more"]
    ]


def test_a_subject_counts_once_in_a_stage_but_again_in_another() -> None:
    twice = results(2, ("자료구조",), on="2019-05-19") + results(2, ("자료 구조",), on="2020-05-19")
    found = answer(*twice, *results(3, ("자료구조",)))
    assert (row(found, 2)["have"], row(found, 3)["have"]) == (1, 1)
    assert rules(line(found, "s2-2020-05-19-자료 구조")) == ["bdes.subject.twice"]


def test_stage_1_needs_its_compulsory_subjects() -> None:
    found = answer(*results(1, ("철학", "심리학개론", "논리학", "국어")))
    assert (row(found, 1)["have"], row(found, 1)["missing"]) == (3, ["국사", "외국어"])
    full = row(answer(*results(1, LIBERAL)), 1)
    assert (full["state"], full["have"]) == ("passed", 5)


def test_a_foreign_language_is_one_subject() -> None:
    found = answer(*results(1, ("영어", "중국어")))
    assert row(found, 1)["have"] == 1


def test_the_subjects_still_to_choose_are_named_where_they_are_known() -> None:
    told = row(answer(*results(2, COMPUTER[:5])), 2)["reasons"]
    offered = next(one for one in told if one["rule"] == "stage.offered")
    assert offered["figures"]["subjects"] == "컴퓨터구조, 운영체제, 이산수학"
    unknown = row(answer(), 3)["reasons"]
    assert [one["rule"] for one in unknown] == ["stage.open", "stage.unknown"]
    assert [one["rule"] for one in row(answer(), 1)["reasons"]][-1] == "stage.unknown"


def test_a_pass_that_the_known_list_lacks_counts_and_is_told() -> None:
    told = row(answer(*results(2, ("데이터베이스",))), 2)
    assert told["have"] == 1
    assert next(one for one in told["reasons"] if one["rule"] == "stage.unlisted")["reading"]
    unknown = row(answer(*results(3, ("데이터베이스",))), 3)
    assert "stage.unlisted" not in [one["rule"] for one in unknown["reasons"]]


def exemption(stage: int = 2, score: float = 60, absence: float = 19.9) -> dict[str, Any]:
    return {
        "id": "x",
        "source": "bdes_exemption_course",
        "stage": stage,
        "institution": "한빛",
        "subject": "자료구조",
        "score": score,
        "absence": absence,
        "ended_on": "2024-06-20",
    }


@pytest.mark.parametrize(
    ("course", "verdict", "rule"),
    [
        (exemption(), "recognised", ["bdes.course"]),
        (exemption(stage=3), "recognised", ["bdes.course"]),
        (exemption(score=59.9), "refused", ["bdes.course.score"]),
        (exemption(absence=20), "refused", ["bdes.course.absence"]),
        (exemption(score=10, absence=50), "refused", ["bdes.course.score", "bdes.course.absence"]),
        (exemption(stage=4), "refused", ["bdes.course.stage"]),
    ],
)
def test_exemption_courses(course: dict[str, Any], verdict: str, rule: list[str]) -> None:
    found = line(answer(course), "x")
    assert (found["verdict"], rules(found)) == (verdict, rule)
    if verdict == "recognised":
        assert found["reasons"][0]["figures"]["score"] == "60"


def test_who_may_sit_it() -> None:
    early = answer(*results(2, ("자료구조",), on="2010-02-14"))
    assert rules(early["records"][0]) == ["bdes.high_school"]
    assert answer(*results(2, ("자료구조",), on="2010-02-15"))["records"][0]["verdict"] == "recognised"
    unknown = answer(*results(2, ("자료구조",)), high_school_completed_on=None)
    assert rules(unknown["records"][0]) == ["bdes.high_school:unknown".partition(":")[0]]
    assert {row(unknown, stage)["state"] for stage in (1, 2, 3)} == {"closed"}


def test_what_is_still_to_come_does_not_count() -> None:
    found = answer(*results(2, ("자료구조",), on="2026-11-22"))
    assert rules(found["records"][0]) == ["bdes.not_yet"]
    assert row(answer(*results(2, ("자료구조",), on="2026-11-21")), 2)["have"] == 1


def test_whoever_completed_high_school_today_may_sit_it() -> None:
    assert row(answer(high_school_completed_on="2026-11-21"), 1)["state"] == "open"
    assert row(answer(high_school_completed_on="2026-11-22"), 1)["state"] == "closed"


def test_a_pass_as_the_account_has_it() -> None:
    record = {"id": "p", "source": "bdes_exam", "stage": 2, "subject": "자료구조", "passed_on": "2020-08-01"}
    found = answer(record)
    assert (row(found, 2)["have"], rules(line(found, "p"))) == (1, ["bdes.kept"])


def test_majors_without_early_stages() -> None:
    found = answer(major="nursing")
    assert [row(found, stage)["state"] for stage in (1, 2, 3)] == ["open", "absent", "absent"]
    sat = answer(*results(2, ("간호학",)), major="nursing")
    assert rules(sat["records"][0]) == ["bdes.stage.absent"]
