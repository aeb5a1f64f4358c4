"""The three look-ups of source 004."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client


def page(client: Client, path: str, status: int = 200, **query: object) -> str:
    response = client.get(path, query)
    assert response.status_code == status
    return response.content.decode()


def test_a_major_is_found_by_part_of_its_name(client: Client) -> None:
    text = page(client, "/certificates/", q="컴퓨터")
    assert "컴퓨터과학" in text
    assert "심리학" not in text
    assert "Psychology" in page(client, "/en/certificates/", q="psycho")
    assert "들어간 전공이 없습니다" in page(client, "/certificates/", q="없는전공<b>")


def test_certificates_of_a_major(client: Client) -> None:
    text = page(client, "/certificates/", major="computer-science")
    assert "정보처리기사" in text
    assert "표본 전공입니다" in text


def test_majors_of_a_certificate_with_its_value_on_the_day(client: Client) -> None:
    old = page(client, "/certificates/majors/", name="정보처리기사", day="2005.8.22.")
    new = page(client, "/certificates/majors/", name="정보처리기사", day="20200601")
    assert ": 30학점" in old
    assert ": 20학점" in new
    assert "컴퓨터과학" in old


def test_history_of_a_renamed_certificate(client: Client) -> None:
    text = page(client, "/certificates/majors/", name="사무자동화산업기사")
    assert "사무자동화산업기사" in text


def test_an_unknown_name_gets_suggestions(client: Client) -> None:
    text = page(client, "/certificates/majors/", name="정보처리")
    assert "이 이름입니까?" in text
    assert "?name=%EC%A0%95%EB%B3%B4%EC%B2%98%EB%A6%AC%EA%B8%B0%EC%82%AC" in text


def test_an_excluded_kind_says_so(client: Client) -> None:
    assert "기능사" in page(client, "/certificates/majors/", name="정보처리기능사", day="19990614")


def test_bad_input_of_the_look_ups(client: Client) -> None:
    text = page(client, "/certificates/majors/", 422, name="", day="어제")
    assert 'href="#name-0"' in text
    assert 'href="#day-0"' in text
    assert 'value="어제"' in text
    page(client, "/certificates/majors/", 422, name="가" * 300)


def test_conversion_explains_same_job_and_count(client: Client) -> None:
    names = ["정보처리기사", "정보처리산업기사", "컴퓨터활용능력 1급", "물류관리사", "유통관리사 2급"]
    text = page(
        client, "/certificates/convert/", major="computer-science", name=names, day=["20200601"] * len(names)
    )
    assert "전공필수" in text
    assert "일반선택" in text
    assert text.count('class="clause"') >= len(names) + 3
    assert f'id="name-{len(names)}"' in text


def test_conversion_names_everything_missing_at_once(client: Client) -> None:
    text = page(
        client, "/certificates/convert/", 422, major="", name=["정보처리기사", ""], day=["", "20200601"]
    )
    for target in ("major", "day-0", "name-1"):
        assert f'href="#{target}"' in text
    assert page(client, "/certificates/convert/", 422, major="computer-science", name="", day="")


def test_conversion_for_a_second_degree(client: Client) -> None:
    text = page(
        client,
        "/certificates/convert/",
        major="computer-science",
        route="second",
        name=["정보처리기사", "물류관리사"],
        day=["20200601", "20200601"],
    )
    assert "정보처리기사" in text


def test_a_slip_of_the_keyboard_gets_the_title_that_was_meant(client: Client) -> None:
    text = page(client, "/certificates/majors/", name="정보처리가사")
    assert ">정보처리기사</a>" in text
    assert "이 이름입니까?" not in page(client, "/certificates/majors/", name="zzzz")


def test_converted_certificates_go_on_to_the_calculator(client: Client) -> None:
    text = page(
        client,
        "/certificates/convert/",
        major="computer-science-associate",
        route="first",
        name=["정보처리기사", "물류<관리사"],
        day=["2020.6.1", "20200601"],
    )
    found = re.search(r'<textarea name="case" hidden>(.*?)</textarea>', text, re.DOTALL)
    assert found
    response = client.post("/calculator/", {"case": unescape(found[1]), "action": "show"})
    assert response.status_code == 200
    shown = response.content.decode()
    assert 'id="result"' in shown
    assert '"acquired_on":"2020-06-01"' in shown
    assert "data-opened" in shown  # a draft of this window is offered, not overwritten
