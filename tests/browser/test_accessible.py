"""axe finds nothing (WCAG 2.2 AA, best practice) at any width, language or colours; nothing sticks out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.axe import violations
from tests.browser.watching import LOOKS, look

EXAMPLE = "/calculator/?example=1-first-bachelor"
CONVERT = (
    "/certificates/convert/?major=computer-science"
    "&name=정보처리기사&day=20200601&name=정보처리산업기사&day=20200601&name=물류관리사&day=20200601"
)


def open_details(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def open_form(page: Page) -> None:
    page.click("#source-part_time_course")
    page.wait_for_selector("#add-record")


def fail_form(page: Page) -> None:
    open_form(page)
    page.fill("#r-score", "여든")
    page.click("#add-record")
    page.wait_for_selector("#problems")


def fail_goal(page: Page) -> None:
    page.fill("#g-as_of", "어제")
    page.click("#calculate")
    page.wait_for_selector("#problems")


def fail_upload(page: Page) -> None:
    page.click("#upload")
    page.wait_for_selector("#problems")


def fail_rows(page: Page) -> None:
    rows = (
        "학습기록 번호,학점원,기관명,과목명,학점,점수,출석률,종료일\n"
        "a,평가인정 학습과정,한빛,자료구조,3,88,95,2026-02-20\n"
        "b,평가인정 학습과정,한빛,운영체제,3,101,95,2026-02-20\n"
    )
    page.set_input_files(
        "#file", files=[{"name": "rows.csv", "mimeType": "text/csv", "buffer": rows.encode("utf-8-sig")}]
    )
    page.click("#upload")
    page.wait_for_selector("#good")
    open_details(page)


def shared_reason(page: Page) -> None:
    page.select_option("#g-route", "second")
    page.select_option("#g-degree", "associate_2y")
    page.click("#calculate")
    page.wait_for_selector(".note .clause")


def choose(page: Page) -> None:
    page.click("#take-28")
    page.wait_for_selector("#rec-28 .notice")


def what_if(page: Page) -> None:
    page.click("#leave-0")
    page.wait_for_selector("#back-0")


def beyond(page: Page) -> None:
    page.click("#beyond")
    page.wait_for_selector(".openings")


STATES: dict[str, tuple[str, Callable[[Page], None] | None]] = {
    "start": ("/", None),
    "help": ("/help/", None),
    "empty": ("/calculator/", None),
    "form": ("/calculator/", open_form),
    "form with mistakes": ("/calculator/", fail_form),
    "goal with a mistake": (EXAMPLE, fail_goal),
    "upload without a file": (EXAMPLE, fail_upload),
    "result": (EXAMPLE, open_details),
    "rows with mistakes": ("/calculator/", fail_rows),
    "all refused alike": (EXAMPLE, shared_reason),
    "a choice": (EXAMPLE, choose),
    "what if": (EXAMPLE, what_if),
    "grades and openings": (EXAMPLE, beyond),
    "complete": ("/calculator/?example=4-associate", None),
    "second degree": ("/calculator/?example=3-second-degree", None),
    "majors": ("/certificates/?major=computer-science", None),
    "no major": ("/certificates/?q=zzz", None),
    "certificate": ("/certificates/majors/?name=정보처리기사&day=2005.8.22", None),
    "unknown certificate": ("/certificates/majors/?name=정보처리", None),
    "certificate with a mistake": ("/certificates/majors/?name=&day=어제", None),
    "conversion": (CONVERT, None),
    "conversion with mistakes": ("/certificates/convert/?major=&name=정보처리기사&day=", None),
    "not found": ("/nowhere/", None),
}


@pytest.mark.parametrize(("language", "width", "colours"), LOOKS)
def test_axe_finds_nothing(visit: Any, width: int, colours: str, language: str) -> None:
    watched = visit(width, reduced_motion="reduce")  # no colours half-way between two states
    look(watched, colours)
    found = []
    for name, (path, prepare) in STATES.items():
        page = watched.open(language + path)
        if prepare:
            prepare(page)
        assert (page.locator("html").get_attribute("data-krds-mode") == "high-contrast") == (
            colours == "high-contrast"
        )
        found += [(name, *one) for one in violations(page)]
        if sticking := sticks_out(page):
            found.append((name, "sticks out", sticking))
    assert found == []


def sticks_out(page: Page) -> list[str]:
    """Elements wider than the window, but for regions that scroll; or that the page scrolls sideways."""
    return page.evaluate(  # type: ignore[no-any-return]
        """() => document.documentElement.scrollWidth > innerWidth + 1 ? ["the page scrolls sideways"] :
          [...document.querySelectorAll("main *, header *, footer *")].filter((one) => {
          const box = one.getBoundingClientRect();
          return box.width && box.right > innerWidth + 1 && !one.closest("[tabindex='0'][role=region]")
            && !one.closest(".sr-only");
        }).map((one) => one.outerHTML.slice(0, 120))"""
    )


def test_nothing_sticks_out_at_four_hundred_per_cent(visit: Any) -> None:
    """1280 px at 400 % zoom are 320 px (WCAG 1.4.10)."""
    watched = visit(320)
    for path, prepare in STATES.values():
        page = watched.open(path)
        if prepare:
            prepare(page)
        assert sticks_out(page) == [], path


OVERLAPS = """() => [...document.querySelectorAll("svg.picture")].flatMap((picture) => {
  const texts = [...picture.querySelectorAll("text")];
  const words = texts.map((one) => [one.textContent, one.getBoundingClientRect()]);
  return words.flatMap(([a, p], n) => words.slice(n + 1)
    .filter(([, q]) => p.left < q.right && q.left < p.right && p.top + 2 < q.bottom && q.top + 2 < p.bottom)
    .map(([b]) => a + " / " + b));
})"""


def test_words_of_the_pictures_do_not_overlap(visit: Any) -> None:
    for width in (1280, 390):
        watched = visit(width)
        for language in ("", "/en"):
            assert watched.open(language + EXAMPLE).evaluate(OVERLAPS) == []
