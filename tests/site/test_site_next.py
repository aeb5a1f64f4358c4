"""What a visitor is told to do next: after a mistake, a refusal, a choice, an answer."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import quote

import pytest
from calculator_visitor import COURSE, Visitor
from django.test import Client

from baeum.calculator.examples import examples

EXAMPLES = [str(one["name"]) for one in examples()]


def of_record(visitor: Visitor, name: str) -> str:
    """The card of a record."""
    place = visitor.records.index(name)
    start = visitor.text.index(f'id="rec-{place}"')
    return visitor.text[start:].partition("</li><li class")[0]


@pytest.mark.parametrize("name", EXAMPLES)
def test_picture_table_sentence_and_advice_agree_with_the_answer(client: Client, name: str) -> None:
    visitor = Visitor(client, "en").open(f"?example={name}")
    answer = json.loads(visitor.download("answer.json").content)
    text = unescape(visitor.text)
    description = re.search(r'<desc id="needs-desc">(.*?)</desc>', text)
    assert description
    rows = re.findall(r'<td class="n">(\d+)</td><td class="n">(\d+)</td><td class="n">.*?(\d+)<', text)
    wanted = [(str(one["need"]), str(one["have"]), str(one["short"])) for one in answer["requirements"]]
    assert rows == wanted
    for one in answer["requirements"]:
        assert f"{one['have']} / {one['need']}" in description[1]
    split = [int(n) for n in re.findall(r"<li>(?:Major|Liberal arts|Of any class): (\d+) credits</li>", text)]
    assert sum(split) == answer["remaining"]
    if answer["remaining"]:
        assert f"{answer['remaining']} more credits" in text


def test_subjects_to_take_are_named_while_the_major_is_short(visitor: Visitor) -> None:
    visitor.press("show", g_major="computer-science", l_high_school_completed_on="19880212")
    advice = visitor.text.partition('id="advice"')[2].partition("</div>")[0]
    for words in ("전공 60학점", "전공필수 24학점", "교양 30학점", "이수구분으로든 50학점", "18학점 이상"):
        assert words in advice, words
    assert "아직 인정되지 않은 과목: " in advice
    assert "자료구조" in advice


def test_a_shared_reason_is_told_once_with_the_place_to_put_it_right(example: Visitor) -> None:
    example.press("show", g_route="second")
    result = example.text.partition('id="result"')[2].partition("</section>")[0]
    assert "모든 기록이 같은 까닭으로 인정되지 않습니다." in result
    assert "second.previous" in result
    assert 'href="#held"' in result
    assert "<details open><summary>왜 인정되지" not in example.text
    assert set(example.form.targets) <= set(example.form.ids)


def test_each_refusal_leads_to_its_own_next_step(example: Visitor) -> None:
    craftsman = of_record(example, "r3")
    assert f"/certificates/majors/?name={quote('정보처리기능사')}" in craftsman
    assert "/certificates/?major=computer-science" in craftsman
    assert "“고치기”로 바로잡으세요" not in craftsman
    assert "“고치기”로 바로잡으세요" in of_record(example, "r30")
    example.press("show", g_as_of="2026-03-01")
    assert 'href="#g-as_of"' in of_record(example, "r20")


def test_the_other_of_two_duplicates_is_one_button_that_names_its_place(example: Visitor) -> None:
    assert "자료구조 (r12) 대신 이 기록 넣기" in of_record(example, "r29")
    example.press("take:r29")
    card = of_record(example, "r29")
    assert "빠진 기록: 자료구조 (r12)" in card
    assert "자료 구조 (r29) 대신 이 기록 넣기" in of_record(example, "r12")
    example.press("free:r29")
    assert "들어온 기록: 자료구조 (r12)" in of_record(example, "r29")


def test_a_new_goal_lets_go_of_a_choice_it_has_no_room_for(example: Visitor) -> None:
    example.press("take:r29").press("show", g_route="second")
    assert example.status == 200
    assert example.case["choices"]["take"] == []
    assert "앞서 고른 것은 풀었습니다: 자료 구조 (r29)" in example.text


def test_the_next_course_of_the_same_school_is_not_typed_from_nothing(visitor: Visitor) -> None:
    visitor.press("source:accredited_course").press("add:more", **COURSE)
    assert len(visitor.records) == 1
    assert visitor.form.values["r-institution"] == COURSE["r_institution"]
    assert visitor.form.values["r-subject"] == ""
    assert visitor.form.values["r-score"] == ""
    assert re.search(r'id="r-subject"[^>]* autofocus', visitor.text)
    visitor.press("add:more", r_subject="운영체제", r_score="101", r_attendance="100")
    assert visitor.status == 422
    assert len(visitor.records) == 1
    visitor.press("add:more", r_score="91")
    assert [record["subject"] for record in visitor.case["records"]] == ["자료구조", "운영체제"]


def test_the_goal_comes_first_until_there_is_an_answer(visitor: Visitor) -> None:
    assert visitor.text.index('id="goal"') < visitor.text.index('id="add"')
    visitor.press("show", g_major="computer-science")
    assert visitor.text.index('id="goal"') > visitor.text.index('id="add"')
    assert re.search(r'id="headline"[^>]* autofocus', visitor.text)


@pytest.mark.parametrize(
    ("typed", "as_of", "refused"),
    [
        ("컴퓨터 과학", "2022-12-01", True),
        ("Computer Science", "2022-12-01", True),
        ("영문학", "2022-12-01", False),
        ("컴퓨터과학", "2026-11-21", False),
    ],
)
def test_the_major_of_an_earlier_degree_is_known_by_its_name(
    visitor: Visitor, typed: str, as_of: str, refused: bool
) -> None:
    """From 2009-09-01 to 2023-01-09 a second degree had to be of another major (second.force)."""
    degree = {"p-0-degree": "bachelor", "p-0-major": typed, "p-0-conferred_on": "2010-02-20"}
    visitor.press("source:certificate")
    visitor.press("add", r_name="정보처리기사", r_acquired_on="2020-06-01")
    goal = {"g_major": "computer-science", "g_route": "second", "g_as_of": as_of}
    visitor.press("show", **goal, l_high_school_completed_on="2000-02-12", **degree)
    assert visitor.status == 200, visitor.text
    assert ("second.force" in visitor.text) == refused
    shown = "영문학" if typed == "영문학" else "컴퓨터과학"
    assert visitor.form.values["p-0-major"] == shown


def test_a_major_of_another_degree_is_pointed_out(example: Visitor) -> None:
    example.press("show", g_degree="associate_2y")
    assert "과목표는 학사 과정의 것입니다" in example.text
    example.press("show", g_major="computer-science-associate")
    assert "과정의 것입니다" not in example.text


def test_conferral_months_are_words_in_both_languages(example: Visitor) -> None:
    assert "2027년 2월" in example.text
    example.press("show", g_as_of="2018-01-01")
    assert "2027년 2월" in example.text
    example.root = "/en"
    example.post("show-in-language")
    assert "February 2027" in example.text


def test_the_message_of_a_curriculum_stands_beside_it(example: Visitor) -> None:
    example.post("show", **{"g-curriculum": "{자료구조"})
    assert re.search(r'id="g-curriculum-help"><span class="fault">[^<]{5,}</span>', example.text)
