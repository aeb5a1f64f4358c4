"""Goals of every kind can be chosen, are audited from the lines, and say what is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .learners import Learner


def high_school(nari: Learner) -> None:
    nari.enter("한강고", kind="school", happened_on=date(2001, 2, 10), details={"level": "high"})


def bdes(**values: str) -> dict[str, str]:
    return {"kind": "bdes", "g-major": "computer-science", **values}


def test_the_degree_by_examination(nari: Learner) -> None:
    high_school(nari)
    details = {"stage": 2, "committee_class": None}
    nari.enter("자료구조", kind="bdes_exam", happened_on=date(2019, 5, 19), details=details)
    nari.enter("정보처리산업기사", kind="certificate", happened_on=date(2015, 5, 1))
    assert nari.post("goal/", bdes(**{"g-same_field": "정보처리산업기사"})).status_code == 302
    page = nari.get("goal/").content.decode()
    assert "적어도 12과목 더 필요합니다" in page
    assert "같은 분야의 산업기사 자격 “정보처리산업기사”" in page and "시행규칙」 제4조제1항" in page
    assert "2과정이 통째로 면제되어" in page
    home = nari.get("").content.decode()
    assert "적어도 12과목 더 필요합니다" in home and "독학학위제 학사 · 컴퓨터과학" in home
    english = nari.get("goal/", language="/en").content.decode()
    assert "At least 12 subjects more" in english and "Computer science" in english


def test_credits_open_the_comprehensive_examination(nari: Learner) -> None:
    high_school(nari)
    nari.post("goal/", bdes(**{"g-acbs_credits": "105", "g-same_major": "true"}))
    page = nari.get("goal/").content.decode()
    assert "학위취득 종합시험에 응시할 수 있습니다" in page and "적어도 6과목 더 필요합니다" in page
    assert 'value="105"' in page  # the form keeps what was told
    nari.post("goal/", bdes(**{"g-acbs_credits": "105", "g-same_major": "false"}))
    assert "아직 학위취득 종합시험에 응시할 수 없습니다" in nari.get("goal/").content.decode()


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ({"kind": "bdes"}, "g-major"),
        (bdes(**{"g-university_years": "many"}), "g-university_years"),
        (bdes(**{"g-acbs_credits": "0"}), "g-acbs_credits"),
        ({"kind": "literacy"}, "g-degree"),
        ({"kind": "exam", "g-level": "primary"}, "g-level"),
        ({"kind": "degree", "g-degree": "bdes_bachelor"}, "g-degree"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(nari: Learner, typed: dict[str, Any], target: str) -> None:
    answer = nari.post("goal/", typed)
    assert answer.status_code == 422
    assert f'href="#{target}"' in answer.content.decode()


def test_literacy_takes_two_thirds_from_the_account(nari: Learner) -> None:
    nari.enter("한글 교실", kind="course", by="sora", hours=170, details={"literacy": "primary_1"})
    nari.enter("초등 1단계", kind="literacy", hours=50, details={"level": "primary", "stage": 1})
    nari.post("goal/", {"kind": "literacy", "g-degree": "literacy_primary"})
    page = nari.get("goal/").content.decode()
    assert "240시간 가운데 210시간(문해교육 프로그램 50, 학습계좌 과정 160)" in page
    assert "적어도 510시간 더 필요합니다" in page


def test_a_recognised_level_is_the_goal_met(nari: Learner) -> None:
    nari.enter("초등 학력", kind="literacy", details={"level": "primary"})
    nari.post("goal/", {"kind": "literacy", "g-degree": "literacy_primary"})
    assert "초등학교 학력을 이미 인정받았습니다" in nari.get("goal/").content.decode()


def test_hours_that_are_not_written_are_asked_for(nari: Learner) -> None:
    nari.enter("한글 교실", kind="course", by="sora", details={"literacy": "primary_1"})
    nari.post("goal/", {"kind": "literacy", "g-degree": "literacy_primary"})
    page = nari.get("goal/").content.decode()
    assert "지금은 계산할 수 없습니다" in page and "hours" in page


def test_a_subject_of_the_equivalency_examination(nari: Learner) -> None:
    nari.enter("우리 역사", kind="course", by="sora", hours=90, details={"exam_subject": "한국사"})
    nari.enter("역사 산책", kind="training", hours=100, details={"exam_subject": "사회"})
    nari.post("goal/", {"kind": "exam", "g-level": "high"})
    page = nari.get("goal/").content.decode()
    assert "면제되는 과목: 한국사" in page and "평가인정을 받은 과정이 아니라서" in page


def test_each_kind_has_its_form(nari: Learner) -> None:
    for kind, field in (("degree", "g-route"), ("bdes", "g-same_field"), ("exam", "g-level")):
        page = nari.get("goal/", f"?kind={kind}").content.decode()
        assert f'id="{field}"' in page and f'name="kind" value="{kind}"' in page
    assert "g-route" in nari.get("goal/", "?kind=nothing").content.decode()


def test_grades_and_openings_beside_a_degree(nari: Learner) -> None:
    high_school(nari)
    details = {"score": 94, "attendance": 90}
    nari.enter("문학", kind="accredited_course", credits=3, by="sora", details=details)
    nari.post(
        "goal/", {"kind": "degree", "g-degree": "bachelor", "g-route": "first", "g-major": "psychology"}
    )
    page = nari.get("goal/").content.decode()
    assert "평점 평균" in page and "4.00" in page and "94.00" in page
    assert "산업기사 시험 응시" in page and "38학점 부족" in page
