"""The learner's pages in a browser: a whole story without JavaScript, and axe on every page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.axe import violations
from tests.browser.watching import LOOKS, enter, follow, look, says

from learner.learners import PICTURE

Pages = dict[str, str]


@pytest.fixture
def as_somebody(sample_pages: Pages, visit: Any) -> Callable[..., Any]:  # noqa: ARG001  they stand there
    """A visitor who signed in as one of the cast."""

    def signed_in(key: str, width: int = 1280, **options: Any) -> Any:
        watched = visit(width, **options)
        enter(watched, key)
        return watched

    return signed_in


def fill(page: Page, **typed: str) -> None:
    for name, text in typed.items():
        page.fill(f"#f-{name}", text)


def test_a_life_of_learning_without_javascript(as_somebody: Any, tmp_path: Path) -> None:
    """An account, four kinds of learning, evidence, a request, export, a share, import elsewhere."""
    watched = as_somebody("dowon", 390, java_script_enabled=False)
    page = watched.open("/account/")
    page.click("text=내 계좌 >> nth=1")
    page.click('label[for="purpose-record"]')
    page.click('label[for="purpose-institution_deposit"]')
    follow(page, "#open")
    home = page.url.split("?")[0]
    says(page, "h1", "이도원 님, 안녕하세요")
    four_kinds(page, home)
    page.set_input_files("#file", files=[{"name": "a.png", "mimeType": "image/png", "buffer": PICTURE}])
    page.click("#put")
    says(page, "main", "증빙을 붙였습니다")
    page.click("text=확인 요청하기")
    page.select_option("#office", label="다산평생교육원")
    page.fill("#reason", "2019년에 수료했습니다.")
    page.click("#ask")
    says(page, "main", "일 남음")
    page.goto(home + "export/")
    with page.expect_download() as download:
        page.click("#json-files")
    taken = tmp_path / "portfolio.json"
    download.value.save_as(taken)
    assert len(json.loads(taken.read_text("utf-8"))["lines"]) == 5
    share_and_withdraw(watched, home)
    import_elsewhere(as_somebody, taken)


def four_kinds(page: Page, home: str) -> None:
    page.goto(home + "deposit/school/")
    page.click("#deposit")
    expect(page.locator("#problems li").nth(3)).to_be_visible()
    fill(page, title="한강고등학교", where="서울", happened_on="1994.2.10.")
    page.select_option("#f-level", "high")
    page.select_option("#f-outcome", "graduated")
    page.click("#deposit")
    says(page, "main", "본인 기재")
    for kind, typed in {
        "certificate": {"title": "정보처리기사", "where": "한국산업인력공단", "happened_on": "20200601"},
        "book": {"title": "토지", "where": "박경리", "happened_on": "2017-09-01"},
        "volunteering": {
            "title": "책 읽어 주기",
            "where": "한강도서관",
            "hours": "40",
            "happened_on": "2019-11-30",
        },
    }.items():
        page.goto(f"{home}deposit/{kind}/")
        fill(page, **typed)
        follow(page, "#deposit")
        says(page, "h1", typed["title"])


def share_and_withdraw(watched: Any, home: str) -> None:
    page = watched.page
    page.goto(home + "shares/new/")
    page.fill("#purpose", "도서관 강사 지원")
    page.click('label[for="pick-2"]')
    follow(page, "#make")
    link = page.input_value("#link")
    stranger = page.context.browser.new_context().new_page()
    stranger.goto(link)
    shown = stranger.inner_text("main")
    assert "정보처리기사" in shown and "토지" not in shown
    page.goto(home + "shares/")
    says(page, "main", "1번 열림")
    follow(page, "button.withdraw")
    stranger.goto(link)
    assert "거둔 링크" in stranger.inner_text("h1") and "정보처리기사" not in stranger.inner_text("main")
    stranger.context.close()


def import_elsewhere(as_somebody: Any, taken: Path) -> None:
    page = as_somebody("boram", java_script_enabled=False).open("/account/open/")
    page.click('label[for="purpose-record"]')
    follow(page, "#open")
    page.goto(page.url.split("?")[0] + "import/")
    page.set_input_files("#file", taken)
    page.click("#import")
    says(page, "main", "들여왔습니다")
    expect(page.locator(".records > li")).to_have_count(4)


def test_a_correction_is_asked_by_keyboard(as_somebody: Any, sample_pages: Pages) -> None:
    page = as_somebody("nari").open(sample_pages["confirmed"].replace("/12/", "/13/") + "request/")
    page.focus("#reason")
    page.keyboard.type("학점이 3학점이 아니라 4학점입니다.")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "ask"
    page.keyboard.press("Enter")
    page.wait_for_url("**/requests/**")
    says(page, "main", "4학점입니다")


@pytest.mark.parametrize(("language", "width", "colours"), LOOKS)
def test_axe_finds_nothing_and_nothing_sticks_out(
    as_somebody: Any, sample_pages: Pages, language: str, width: int, colours: str
) -> None:
    watched = as_somebody("nari", width, reduced_motion="reduce")
    look(watched, colours)
    found = []
    for name, path in sample_pages.items():
        page = watched.open(language + path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found += [(name, *one) for one in violations(page)]
        if sticking := page.evaluate(STICKS_OUT):
            found.append((name, "sticks out", sticking))
        if overlaps := page.evaluate(OVERLAPS):
            found.append((name, "overlaps", overlaps))
    assert found == []


STICKS_OUT = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width && box.right > innerWidth + 1 && !one.closest("[tabindex='0'][role=region]")
    && !one.closest(".sr-only");
}).map((one) => one.outerHTML.slice(0, 120))"""

OVERLAPS = """() => [...document.querySelectorAll("svg.picture, svg.timeline")].flatMap((picture) => {
  const texts = [...picture.querySelectorAll("text")];
  const words = texts.map((one) => [one.textContent, one.getBoundingClientRect()]);
  return words.flatMap(([a, p], n) => words.slice(n + 1)
    .filter(([, q]) => p.left < q.right && q.left < p.right && p.top + 2 < q.bottom && q.top + 2 < p.bottom)
    .map(([b]) => a + " / " + b));
})"""
