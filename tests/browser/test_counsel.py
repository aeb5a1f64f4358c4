"""Counselling in a real browser: a question from choosing to the answer, and axe on every page."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.axe import violations
from tests.browser.test_accessible import sticks_out
from tests.browser.watching import LOOKS, enter, follow, look, says

from baeum.demo.talks import talk
from cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("BAEUM_TEST_PICTURES", "")


def test_a_question_from_choosing_to_the_answer_without_javascript(visit_cast: Any) -> None:
    """Nothing typed is lost on the way; the office is named first; it is passed on and answered."""
    nari = visit_cast(390, java_script_enabled=False)
    page = enter(nari, "nari")
    nari.open("/counsel/")
    page.click("main >> text=묻기 >> nth=-1")
    page.click("text=교육기관의 과정")
    page.fill("#title", "동아리를 만들고 싶습니다")
    page.click("#send")  # nothing chosen, nothing written
    expect(page.locator("#problems li")).to_have_count(2)
    page.select_option("#institution", label="한강평생교육원")
    page.fill("#words", "종로에서\n모일 곳이 있습니까?")
    page.click("#choose")
    says(page, "#office", "한강평생교육원")
    expect(page.locator("#title")).to_have_value("동아리를 만들고 싶습니다")
    expect(page.locator("#words")).to_have_value("종로에서\n모일 곳이 있습니까?")
    page.click("#send")
    says(page, "main", "질문을 보냈습니다")
    passed_on_and_answered(visit_cast)
    nari.open("/counsel/questions/")
    says(page, ".records", "새 글")
    page.click("text=동아리를 만들고 싶습니다")
    says(page, ".thread", "구청의 일입니다.", "구청 2층에 있습니다.")
    says(page, ".thread", "이 답은 2005-10-27 기준입니다. 이후 바뀌었습니다:", "2005-10-28부터: 60")
    nari.open("/counsel/questions/")
    expect(page.locator(".badge.new")).to_have_count(0)
    page.click("text=동아리를 만들고 싶습니다")
    page.click("#close")
    says(page, "main", "닫았습니다")


def passed_on_and_answered(visit_cast: Any) -> None:
    sora = visit_cast(java_script_enabled=False)
    desk = enter(sora, "sora")
    sora.open("/counsel/desk/")
    desk.click("text=동아리를 만들고 싶습니다")
    desk.click("#forward")
    desk.fill("#reason", "구청의 일입니다.")
    desk.fill("#find", "종로")
    desk.click("#look")
    expect(desk.locator("#reason")).to_have_value("구청의 일입니다.")
    desk.click("label[for=to-jongno]")
    desk.click("main #forward")
    says(desk, "main", "넘겼습니다")
    jiho = visit_cast(java_script_enabled=False)
    desk = enter(jiho, "jiho")
    jiho.open("/counsel/desk/")
    desk.click("text=동아리를 만들고 싶습니다")
    desk.fill("#words", "구청 2층에 있습니다.")
    desk.fill("#cite-0", "accredited.minimum_scor")
    desk.click("#reply")
    says(desk, "#problems", "혹시 이것입니까? accredited.minimum_score")
    expect(desk.locator("#words")).to_have_value("구청 2층에 있습니다.")
    desk.fill("#cite-0", "accredited.minimum_score")
    desk.fill("#cite-0-on", "2005.10.27.")
    desk.click("#reply")
    says(desk, "main", "답했습니다")


def test_by_keyboard(visit_cast: Any, cast: Cast) -> None:
    talk(cast)
    watched = visit_cast()
    page = enter(watched, "nari")
    watched.open("/counsel/ask/?topic=account")
    page.focus("#title")
    page.keyboard.type("열람 기록")
    page.keyboard.press("Tab")
    page.keyboard.type("누가 보았는지 어디에 나옵니까?")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "send"
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/*/**")
    expect(page.locator("h1")).to_have_text("열람 기록")


def test_an_officer_publishes_and_withdraws(visit_cast: Any, cast: Cast) -> None:
    talk(cast)
    inseo, anybody = visit_cast(java_script_enabled=False), visit_cast(java_script_enabled=False)
    page = enter(inseo, "inseo")
    inseo.open("/counsel/desk/faq/")
    expect(page.locator("#stale > li")).to_have_count(2)
    page.click("#new")
    page.fill("#question_ko", "이용권은 어디에 씁니까?")
    page.click("#publish")
    expect(page.locator("#problems li")).to_have_count(4)
    page.select_option("#topic", "voucher")
    page.fill("#question_en", "Where can I use the voucher?")
    page.fill("#answer_ko", "등록된 기관에서 씁니다.")
    page.fill("#answer_en", "At registered institutions.")
    follow(page, "#publish")
    seen = anybody.open("/en/counsel/?q=use vouchers")
    seen.click("text=Where can I use the voucher?")
    says(seen, "main", "At registered institutions.")
    page.fill("#why", "다른 글과 합쳤습니다.")
    follow(page, "#withdraw")
    seen.reload()
    says(seen, "h1", "withdrawn")


def pages(cast: Cast) -> dict[str, list[str]]:
    """The pages worth looking at, by who sees them."""
    made = talk(cast)
    entry = {name: f"/counsel/faq/{made[f'entry {name}']}/" for name in ("score", "old", "account")}
    asked = {name: f"/counsel/questions/{made[name]}/" for name in ("answered", "passed", "pinned", "closed")}
    return {
        "": ["/counsel/", "/counsel/?q=몇 점부터 인정되나요", "/counsel/?q=없는말", *entry.values()],
        "nari": [
            "/counsel/ask/",
            "/counsel/ask/?topic=account",
            "/counsel/ask/?topic=course",
            "/counsel/ask/?topic=accreditation&holder=municipality&region=26",
            "wrong question",
            "/counsel/questions/",
            *asked.values(),
        ],
        "boram": ["/counsel/ask/?topic=local&region=11110", "/counsel/questions/"],
        "sora": [
            "/counsel/desk/",
            "/counsel/desk/?state=answered",
            "/counsel/desk/?state=passed",
            asked["answered"].replace("questions", "desk"),
            asked["passed"].replace("questions", "desk"),
            asked["answered"].replace("questions", "desk") + "forward/",
            "wrong reply",
        ],
        "inseo": [
            "/counsel/desk/",
            "/counsel/desk/faq/",
            entry["old"].replace("/faq/", "/desk/faq/"),
            asked["pinned"].replace("questions", "desk"),
            "wrong entry",
        ],
    }


@pytest.mark.parametrize(("language", "width", "colours"), LOOKS)
def test_axe_finds_nothing(visit_cast: Any, cast: Cast, language: str, width: int, colours: str) -> None:
    watched = visit_cast(width, reduced_motion="reduce")
    found = []
    for who, paths in pages(cast).items():
        watched.leave()
        look(watched, colours)
        if who:
            enter(watched, who)
        for number, path in enumerate(paths):
            page = watched.open(language + _address(path, paths))
            _prepare(page, path)
            found += [(who, path, *one) for one in violations(page)]
            if sticking := sticks_out(page):
                found.append((who, path, "sticks out", sticking))
            if PICTURES:
                name = re.sub(r"\W+", "-", f"{language}-{who or 'anybody'}-{number}-{width}").strip("-")
                page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
    assert found == []


def _address(path: str, paths: list[str]) -> str:
    if path == "wrong reply":
        return paths[3]
    return {
        "wrong question": "/counsel/ask/?topic=accreditation",
        "wrong entry": "/counsel/desk/faq/new/",
    }.get(path, path)


def _prepare(page: Page, path: str) -> None:
    """A page with errors on it; everything folded is open."""
    if path == "wrong question":
        page.click("#send")
    elif path == "wrong reply":
        page.fill("#cite-0", "없는 값")
        page.click("#reply")
    elif path == "wrong entry":
        page.fill("#cite-1-on", "어제")
        page.click("#publish")
    if path.startswith("wrong"):
        page.wait_for_selector("#problems")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
