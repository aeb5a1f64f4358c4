"""Every action of the calculator, as plain form posts."""

from __future__ import annotations

import json

from calculator_visitor import COURSE, Visitor
from django.test import Client

from baeum.calculator.examples import examples


def test_the_empty_page_asks_and_accuses_nobody(visitor: Visitor) -> None:
    assert visitor.status == 200
    assert 'id="problems"' not in visitor.text
    assert "어떻게 시작할까요?" in visitor.text
    assert visitor.case["records"] == []


def test_each_example_is_answered_without_errors(client: Client) -> None:
    for one in examples():
        visitor = Visitor(client).open(f"?example={one['name']}")
        assert visitor.status == 200, one["name"]
        assert 'id="result"' in visitor.text, one["name"]
        assert len(visitor.response.content) <= 60 * 1024, one["name"]


def test_an_example_by_a_click_equals_one_by_its_address(visitor: Visitor, client: Client) -> None:
    visitor.press("example:4-associate")
    assert visitor.case == Visitor(client).open("?example=4-associate").case
    assert "학위에 필요한 요건을 모두 채웠습니다" in visitor.text


def test_a_record_is_added_step_by_step_with_dates_as_people_type_them(visitor: Visitor) -> None:
    visitor.press("source:accredited_course")
    visitor.press("add", **COURSE)
    assert visitor.status == 200, visitor.text
    assert visitor.case["records"] == [
        {
            "id": "r1",
            "source": "accredited_course",
            "institution": "한빛대학교 평생교육원",
            "subject": "자료구조",
            "credits": 3,
            "score": 88.5,
            "attendance": 95,
            "ended_on": "2026-02-20",
        }
    ]
    assert '"score":88.5' in visitor.form.values["case"]
    visitor.press("show", g_major="computer-science", l_high_school_completed_on="19880212")
    assert visitor.status == 200
    assert visitor.case["learner"]["high_school_completed_on"] == "1988-02-12"
    assert "아직 137학점이 더 필요합니다" in visitor.text


def test_every_source_has_a_form_with_exactly_its_fields(visitor: Visitor) -> None:
    from baeum_rules.recognition.fields import RECORD_FIELDS

    for source, fields in RECORD_FIELDS.items():
        visitor.press(f"source:{source}")
        asked = {name[2:] for name in visitor.form.values if name.startswith("r-")}
        assert asked == set(fields), source


def test_mistakes_in_a_record_are_named_all_at_once_and_nothing_typed_is_lost(visitor: Visitor) -> None:
    visitor.press("source:accredited_course")
    typed = {**COURSE, "r_score": "여든", "r_ended_on": "2026-02-30", "r_credits": "0"}
    visitor.press("add", **typed)
    assert visitor.status == 422
    assert visitor.case["records"] == []
    assert visitor.form.values["r-score"] == "여든"
    assert visitor.form.values["r-ended_on"] == "2026-02-30"
    for name in ("r-score", "r-ended_on", "r-credits"):
        assert f'href="#{name}"' in visitor.text
        assert f'aria-describedby="{name}-help"' in visitor.text
    assert 'href="#r-subject"' not in visitor.text
    visitor.press("add", **COURSE)
    assert visitor.status == 200
    assert visitor.records == ["r1"]


def test_every_error_link_leads_to_an_element(visitor: Visitor) -> None:
    visitor.press("source:accredited_course").press("add")
    assert visitor.status == 422
    assert set(visitor.form.targets) <= set(visitor.form.ids)
    visitor.post("show", g_conferral="2027-03", l_bdes_degree_on="어제", g_major="")
    assert visitor.status == 422
    assert {"g-conferral", "l-bdes_degree_on", "g-major"} <= set(visitor.form.targets)
    assert set(visitor.form.targets) <= set(visitor.form.ids)
    assert visitor.form.values["l-bdes_degree_on"] == "어제"


def test_what_was_typed_survives_the_choice_of_another_source(visitor: Visitor) -> None:
    visitor.press("source:accredited_course")
    visitor.press("source:bdes_exam", r_subject="국어")
    assert visitor.form.values["r-subject"] == "국어"


def test_change_and_cancel(example: Visitor) -> None:
    example.press("edit:r1")
    assert example.form.values["r-name"] == "정보처리기사"
    example.press("add", r_acquired_on="20200601")
    assert example.case["records"][0]["acquired_on"] == "2020-06-01"
    example.press("edit:r1").press("cancel")
    assert "r-name" not in example.form.values


def test_delete_and_take_back(example: Visitor) -> None:
    before = example.case
    example.press("delete:r1")
    assert "r1" not in example.records
    example.press("undo")
    assert example.case == before


def test_clear_and_take_back(example: Visitor) -> None:
    before = example.case
    example.press("clear")
    assert example.records == []
    assert example.press("undo").case == before


def test_grades_and_openings_have_a_page_of_their_own(example: Visitor, client: Client) -> None:
    assert "성적 평균" not in example.text and 'formaction="/calculator/beyond/"' in example.text
    sent = {"case": json.dumps(example.case), "action": "display:high-contrast"}
    told = client.post("/calculator/beyond/", sent)
    page = told.content.decode()
    assert told.status_code == 200 and told.headers["Cache-Control"] == "no-store"
    assert "평점 평균" in page and "산업기사 시험 응시" in page and "내 사례로 돌아가기" in page
    assert "Sitting engineer examinations" in client.post("/en/calculator/beyond/", sent).content.decode()
    broken = client.post("/calculator/beyond/", {"case": "{"})
    assert broken.status_code == 422 and 'id="problems"' in broken.content.decode()


def test_what_if_without_a_record_and_back(example: Visitor) -> None:
    before = example.text
    example.press("leave:r1")
    assert example.case["choices"] == {"take": [], "leave": ["r1"]}
    assert "남은 학점" in example.text
    example.press("back:r1")
    assert example.case["choices"] == {"take": [], "leave": []}
    assert example.text.count("badge success") == before.count("badge success")


def test_choice_between_duplicates(example: Visitor) -> None:
    """r12 자료구조 and r29 자료 구조 are one subject: choosing one makes the other step aside."""
    chosen = next(value for value in example.form.buttons if value.startswith("take:"))
    example.press(chosen)
    assert example.status == 200
    assert example.case["choices"]["take"] == [chosen.partition(":")[2]]
    example.press(chosen.replace("take:", "free:"))
    assert example.case["choices"]["take"] == []


def test_the_second_choice_between_the_same_duplicates_replaces_the_first(example: Visitor) -> None:
    pair = [
        record["id"]
        for record in example.case["records"]
        if record.get("subject") in ("자료구조", "자료 구조")
    ]
    example.post(f"take:{pair[0]}")
    assert example.case["choices"]["take"] == [pair[0]]
    example.post(f"take:{pair[1]}")
    assert example.status == 200
    assert example.case["choices"]["take"] == [pair[1]]


def test_an_impossible_choice_is_explained_and_the_case_stays_answered(example: Visitor) -> None:
    refused = next(
        record["id"] for record in example.case["records"] if record.get("name") == "정보처리기능사"
    )
    before = example.case
    example.post(f"take:{refused}")
    assert example.status == 422
    assert example.case == before
    assert 'id="result"' in example.text


def test_the_goal_can_change(example: Visitor) -> None:
    example.press("show", g_degree="associate_2y", g_major="computer-science-associate")
    assert example.status == 200
    assert "전문학사" in example.text


def test_previous_degrees_are_rows_that_grow_and_go(example: Visitor) -> None:
    example.post("show", **{"p-0-degree": "bachelor", "p-0-major": "영문학", "p-0-conferred_on": "2012.2.17"})
    assert example.status == 200, example.text
    assert example.case["learner"]["previous_degrees"] == [
        {"degree": "bachelor", "major": "영문학", "conferred_on": "2012-02-17"}
    ]
    assert "p-1-degree" in example.form.values
    example.post("show", **{"p-0-degree": "", "p-0-major": "", "p-0-conferred_on": ""})
    assert example.case["learner"]["previous_degrees"] == []


def test_a_curriculum_of_ones_own(example: Visitor) -> None:
    own = {"name": "나의 전공", "required": ["자료구조"], "elective": [], "required_credits": 3}
    example.post("show", **{"g-curriculum": json.dumps(own, ensure_ascii=False), "g-major": ""})
    assert example.status == 200, example.text
    assert example.case["goal"]["curriculum"]["name"] == "나의 전공"
    example.post("show", **{"g-curriculum": "{자료구조"})
    assert example.status == 422
    assert example.form.values["g-curriculum"] == "{자료구조"


def test_the_other_language_and_the_other_colours_keep_everything(example: Visitor) -> None:
    example.press("source:certificate", r_name="물류관리사")
    example.root = "/en"
    example.post("show-in-language", r_name="물류관리사")
    assert example.form.values["r-name"] == "물류관리사"
    assert "more credits are needed" in example.text
    example.post("display:high-contrast")
    assert 'data-krds-mode="high-contrast"' in example.text
    assert example.form.values["r-name"] == "물류관리사"
    assert 'data-krds-mode="high-contrast"' in example.open().text
    example.post("display:standard")
    assert "data-krds-mode" not in example.open().text


def test_htmx_gets_the_changing_part_only(example: Visitor) -> None:
    fields = {**example.form.values, "action": "leave:r1"}
    part = example.client.post("/calculator/", fields, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="work"')
    assert "<html" not in part


def test_the_page_needs_no_cookie_and_sets_none(example: Visitor) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/calculator/", {**example.form.values, "action": "show"})
    assert response.status_code == 200
    assert not response.cookies


def test_unknown_actions_and_arguments_change_nothing(example: Visitor) -> None:
    before = example.case
    for action in (
        "",
        "nonsense",
        "delete:nobody",
        "edit:nobody",
        "take:nobody",
        "source:nothing",
        "example:no",
    ):
        example.post(action)
        assert example.status == 200, action
        assert example.case == before, action


def test_each_refusal_shows_rule_clause_and_reason(example: Visitor) -> None:
    assert example.text.count('span class="badge danger"') == 2
    assert "certificate.excluded" in example.text
    assert "accredited.score" in example.text
    assert 'class="clause"' in example.text
