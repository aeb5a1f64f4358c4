"""What if in a browser: the whole way without JavaScript, by keyboard alone, and axe on every look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.axe import violations
from tests.browser.test_accessible import OVERLAPS, open_details, sticks_out
from tests.browser.watching import LOOKS, look, says

EXAMPLE = "/calculator/what-if/?example=1-first-bachelor"


def suppose(page: Page) -> None:
    """A certificate next June, another degree, the law of 2008."""
    page.click("#source-certificate")
    page.fill("#r-name", "정보처리기사")
    page.fill("#r-acquired_on", "2027-06-12")
    page.select_option("#g-conferral", "")
    page.click("#add-supposed")
    page.select_option("#g-degree", "associate_2y")
    page.fill("#w-law_of", "2008-01-01")
    page.click("#ask")
    page.wait_for_selector("#what-if-result")


def go_wrong(page: Page) -> None:
    page.click("#source-accredited_course")
    page.fill("#r-score", "백")
    page.fill("#w-law_of", "어제")
    page.click("#add-supposed")
    page.wait_for_selector("#problems")


def nothing_differs(page: Page) -> None:
    page.fill("#w-law_of", "2030-01-01")
    page.click("#ask")
    page.wait_for_selector("#what-if-result")


STATES: dict[str, tuple[str, Callable[[Page], None] | None]] = {
    "begin": ("/calculator/what-if/", None),
    "empty": (EXAMPLE, open_details),
    "supposed": (EXAMPLE, suppose),
    "wrong": (EXAMPLE, go_wrong),
    "same": (EXAMPLE, nothing_differs),
}


@pytest.mark.parametrize(("language", "width", "colours"), LOOKS)
def test_axe_finds_nothing(visit: Any, width: int, colours: str, language: str) -> None:
    watched = visit(width, reduced_motion="reduce")
    look(watched, colours)
    found = []
    for name, (path, prepare) in STATES.items():
        page = watched.open(language + path)
        if prepare:
            prepare(page)
        found += [(name, *one) for one in violations(page)]
        found += [(name, "sticks out", one) for one in sticks_out(page)]
        found += [(name, "overlaps", one) for one in page.evaluate(OVERLAPS)]
    assert found == []


def test_from_the_calculator_and_back_without_javascript(visit: Any) -> None:
    """The result leads to what if; the question keeps its language; the case comes back as it was."""
    page = visit(390, java_script_enabled=False).open("/calculator/?example=1-first-bachelor")
    before = page.inner_text("#headline")
    page.click("#what-if")
    suppose(page)
    says(page, "#what-if-result", "가정")
    says(page, "#what-if-headline", "→")
    page.click("text=English")
    says(page, "#what-if-result", "supposed")
    expect(page.locator("#w-law_of")).to_have_value("2008-01-01")
    assert page.url.endswith("/en/calculator/what-if/")
    page.click("text=한국어")
    page.click("#remove-s1")
    expect(page.locator("#remove-s1")).to_have_count(0)
    page.click("#back-to-case")
    expect(page.locator("#headline")).to_have_text(before)


def test_with_javascript_the_calculator_leads_there_too(visit: Any) -> None:
    page = visit(1280).open("/calculator/?example=3-second-degree")
    page.click("#what-if")
    page.wait_for_selector("#posted-form")
    page.fill("#w-law_of", "2008-01-01")
    page.press("#w-law_of", "Enter")
    page.wait_for_selector("#what-if-result")
    expect(page.locator("#what-if-headline")).to_be_focused()
    page.click("#take-over")
    page.wait_for_selector("#case-form")


@pytest.mark.parametrize("scripts", [True, False])
def test_enter_asks_for_the_answer_and_nothing_else(visit: Any, scripts: bool) -> None:
    """The first button of a form is pressed by Enter: it must not be that of the colours."""
    watched = visit(1280, java_script_enabled=scripts)
    for path, field in (("/calculator/?example=1-first-bachelor", "#g-as_of"), (EXAMPLE, "#w-law_of")):
        page = watched.open(path)
        page.fill(field, "2020-01-01")
        page.press(field, "Enter")
        page.wait_for_selector("p.sub:has-text('2020-01-01')")
        assert page.locator("html").get_attribute("data-krds-mode") is None


def test_by_keyboard_alone(visit: Any) -> None:
    """Tab reaches every control; the buttons do what they say."""
    page = visit(1280).open(EXAMPLE)
    reached = []
    for _ in range(90):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id"))
    for name in ("source-certificate", "g-degree", "g-major", "w-law_of", "ask", "clear", "back-to-case"):
        assert name in reached, name
    page.focus("#source-certificate")
    page.keyboard.press("Enter")
    page.wait_for_selector("#r-name")
    assert page.evaluate("document.activeElement.id") == "r-name"
    page.keyboard.type("정보처리기사")
    page.keyboard.press("Tab")
    page.keyboard.type("2026-06-12")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#remove-s1")
