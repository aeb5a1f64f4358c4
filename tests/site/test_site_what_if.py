"""What if: supposed records, another goal, the law of another day; side by side, and nothing is kept."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from calculator_visitor import COURSE, Visitor
from django.test import Client

from baeum.calculator.side_by_side import law_days
from baeum_rules.parameters import load_law

PAGE = "/calculator/what-if/"


class Asker(Visitor):
    """Someone at the page of what if."""

    def ask(self, action: str = "show", **typed: Any) -> Asker:
        named = {"w-law_of": typed.pop("law_of")} if "law_of" in typed else {}
        assert action in self.form.buttons, f"no button {action!r}"
        self.post(action, PAGE, **typed, **named)
        return self

    @property
    def result(self) -> str:
        return unescape(self.text.partition('id="what-if-result"')[2].partition("</section>")[0])

    @property
    def supposed(self) -> list[dict[str, Any]]:
        return json.loads(self.form.values["supposed"])  # type: ignore[no-any-return]


@pytest.fixture
def asker(client: Client, monkeypatch: pytest.MonkeyPatch) -> Asker:
    """At the page, with the first example."""
    monkeypatch.setattr("calculator_visitor.FORM", "posted-form")
    asker = Asker(client)
    asker._read(client.get(f"{PAGE}?example=1-first-bachelor"))
    return asker


def test_the_calculator_leads_there_with_its_case(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Visitor(client).open("?example=1-first-bachelor")
    assert PAGE in visitor.text.partition('id="what-if"')[0].rpartition("<button")[2]
    case = visitor.case
    monkeypatch.setattr("calculator_visitor.FORM", "posted-form")
    visitor.post("", PAGE, g_degree="associate_2y")  # what was typed but not yet calculated counts
    assert visitor.status == 200
    assert visitor.case["records"] == case["records"] and visitor.case["goal"]["degree"] == "associate_2y"
    assert 'id="what-if-result"' not in visitor.text  # nothing is supposed yet


def test_a_certificate_in_june(asker: Asker) -> None:
    """ "If I pass 정보처리기사 next June": opened, typed, added, answered as of that day."""
    asker.ask("source:certificate")
    assert "r-name" in asker.form.values
    asker.ask("add", r_name="정보처리기사", r_acquired_on="2027.06.12.", g_conferral="")
    assert asker.status == 200 and asker.supposed[0]["id"] == "s1"
    assert "2026-11-21 → 2027-06-12" in asker.result
    assert "정보처리기사" in asker.result and ">가정</span>" in asker.result
    assert len(asker.case["records"]) == 30  # the case itself is as it was
    asker.ask("remove:s1")
    assert asker.supposed == [] and asker.status == 200


def test_a_wrong_record_is_told_at_its_field_and_not_supposed(asker: Asker) -> None:
    asker.ask("source:accredited_course").ask("add", **COURSE | {"r_score": "백"})
    assert asker.status == 422 and asker.supposed == []
    assert (
        'href="#r-score"' in asker.text
        and "고칠 곳이 1군데" in asker.text
        and asker.form.values["r-score"] == "백"
    )
    asker.ask("add", **COURSE | {"r_subject": "논리회로"})
    assert asker.status == 200 and len(asker.supposed) == 1


def test_what_is_typed_counts_when_the_answer_is_asked_for(asker: Asker) -> None:
    asker.ask("source:accredited_course").ask("show", **COURSE | {"r_subject": "논리회로"})
    assert len(asker.supposed) == 1
    asker.ask("source:certificate").ask("show", g_degree="associate_2y")  # an open form that is empty
    assert asker.status == 200 and len(asker.supposed) == 1 and 'id="r-name"' in asker.text


def test_another_goal(asker: Asker) -> None:
    asker.ask(g_degree="associate_2y", g_major="computer-science-associate", g_conferral="")
    result = asker.result
    assert "140 → <strong>80</strong>" in result.replace('<td class="n">', "")
    assert asker.case["goal"]["degree"] == "bachelor"
    assert asker.text.count("내 목표와 다름") == 3
    asker.ask("clear")
    assert asker.form.values["g-degree"] == "bachelor" and 'id="what-if-result"' not in asker.text


def test_an_empty_major_is_no_other_goal(asker: Asker) -> None:
    asker.ask(g_major="", law_of="2030-01-01")
    assert asker.status == 200 and "달라지는 것이 없습니다" in asker.result


def test_a_mistake_in_the_goal_is_told_at_its_field(asker: Asker) -> None:
    asker.ask(g_conferral="2027-03")
    assert asker.status == 422 and 'href="#g-conferral"' in asker.text
    assert 'id="what-if-result"' not in asker.text


@pytest.mark.parametrize(
    ("example", "day", "said"),
    [
        ("1-first-bachelor", "20050101", "그날의 법령으로는 18학점입니다(지금 기준은 14학점)."),
        ("3-second-degree", "2008-01-01", "그날의 법령에는 다시 취득하는 학위가 없어"),
        ("3-second-degree", "2030-01-01", "달라지는 것이 없습니다"),
    ],
)
def test_the_law_of_another_day(asker: Asker, example: str, day: str, said: str) -> None:
    asker._read(asker.client.get(f"{PAGE}?example={example}"))
    asker.ask(law_of=day)
    assert asker.status == 200 and said in asker.result
    assert f"법령 오늘 → {day[:4]}" in asker.result


@pytest.mark.parametrize("typed", ["어제", "2022-13-01", "0001-01-01"])
def test_a_day_that_is_none_is_told(asker: Asker, typed: str) -> None:
    asker.ask(law_of=typed)
    assert asker.status == 422 and 'href="#w-law_of"' in asker.text
    assert asker.form.values["w-law_of"] == typed


def test_days_to_try_are_those_of_the_law() -> None:
    days = law_days(load_law())
    assert days == sorted(days, reverse=True)
    assert {"2005-10-28", "2023-01-10", "2015-09-28", "2009-03-01"} <= set(days)
    assert "2026-03-24" not in days  # of accreditation: recognition asks nothing of it


def test_all_together_and_back_to_the_calculator(asker: Asker) -> None:
    asker.ask("source:certificate")
    certificate = {"r_name": "정보처리기사", "r_acquired_on": "2026-06-12"}
    asker.ask("add", **certificate, g_degree="associate_2y", law_of="2008-01-01")
    assert asker.status == 200 and "법령 오늘 → 2008-01-01" in asker.result
    taken = re.findall(r'<textarea name="case" hidden>(.*?)</textarea>', asker.text, re.DOTALL)
    mine, changed = (json.loads(unescape(one)) for one in taken[1:])
    assert mine == asker.case and changed["records"][-1]["name"] == "정보처리기사"
    assert changed["goal"]["degree"] == "associate_2y"
    assert "계산기는 오늘의 법령으로 셈합니다." in asker.text
    page = asker.client.post("/calculator/", {"case": json.dumps(changed), "action": "show"})
    assert page.status_code == 200 and "정보처리기사" in page.content.decode()


def test_records_insisted_on_that_could_not_be_had(asker: Asker) -> None:
    case = asker.case
    name = case["records"][0]["id"]
    case["choices"] = {"take": [name], "leave": []}
    asker.form.values["case"] = json.dumps(case)
    asker.ask(g_conferral="", g_route="second")
    assert asker.status == 200 and 'id="what-if-clash"' in asker.text and name in asker.text


@pytest.mark.parametrize("supposed", ["{", "[1]", '[{"a": 1}]', '{"a": 1}', '[{"id": ""}]'])
def test_a_supposition_that_was_tampered_with_is_dropped(asker: Asker, supposed: str) -> None:
    asker.form.values["supposed"] = supposed
    asker.ask()
    assert asker.status == 422 and asker.supposed == []
    assert "가정한 기록을 읽을 수 없어" in asker.text


def test_a_case_that_cannot_be_read_or_answered(client: Client) -> None:
    page = client.post(PAGE, {"case": "{", "action": "show"})
    assert page.status_code == 422 and "사례를 읽을 수 없습니다." in page.content.decode()
    page = client.post(PAGE, {"case": ""})
    assert page.status_code == 200 and "사례를 먼저 마치세요" in page.content.decode()
    assert client.put(PAGE).status_code == 405


def test_without_a_case_examples_are_offered(client: Client) -> None:
    text = client.get(PAGE).content.decode()
    assert "?example=1-first-bachelor" in text and 'href="/calculator/"' in text


def test_language_and_colours_keep_the_question(asker: Asker) -> None:
    asker.ask(law_of="2008-01-01")
    for lang, to in (("en", f"/en{PAGE}"), ("ko", PAGE)):
        asker.root = ""
        asker.post("in-language", to)
        assert f'<html lang="{lang}"' in asker.text and asker.form.values["w-law_of"] == "2008-01-01"
    asker.post("display:high-contrast", PAGE)
    assert 'data-krds-mode="high-contrast"' in asker.text and asker.form.values["w-law_of"] == "2008-01-01"
    assert asker.response.cookies["baeum_display"].value == "high-contrast"


def test_the_page_is_whole(asker: Asker) -> None:
    asker.ask("source:part_time_course", law_of="2005-01-01", g_conferral="")
    for to in (PAGE, f"/en{PAGE}"):
        asker.root = ""
        asker.post("show", to)
        text = asker.text
        assert text.count("<h1") == 1 and " style=" not in text
        assert not re.search(r"<script(?![^>]*\bsrc=)|\son[a-z]+=", text)
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
        for name in re.findall(r'(?:\sfor|aria-describedby|aria-labelledby|list)="([^"]+)"', text):
            assert set(name.split()) <= set(ids), name
        assert asker.response.headers["Cache-Control"] == "no-store"
        assert not asker.response.cookies
