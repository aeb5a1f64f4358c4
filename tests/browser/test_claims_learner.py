"""A learner's claim in a browser: without JavaScript, and by keyboard alone."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect
from tests.browser.test_learner import Pages, as_somebody
from tests.browser.watching import says

__all__ = ["as_somebody"]


def test_a_draft_is_written_without_javascript(as_somebody: Any, sample_pages: Pages) -> None:
    page = as_somebody("nari", 390, java_script_enabled=False).open(sample_pages["claims"])
    page.click('button[aria-label^="학점인정 취소 신청"]')
    says(page, "main", "인정받은 학점을 되돌립니다")
    page.click("label[for=line-12]")
    page.click("text=초안 두기")
    says(page, "main", "초안을 두었습니다", "지금 결정과 달라지는 것", "→ 15학점")
    expect(page.locator("#line-12")).to_be_checked()
    page.click("text=신청과 결정")
    expect(page.locator("h1")).to_have_text("신청과 결정")


def test_a_draft_is_written_by_keyboard(as_somebody: Any, sample_pages: Pages) -> None:
    page = as_somebody("nari").open(sample_pages["recognition"])
    page.focus("#line-16")
    page.keyboard.press("Space")
    page.focus("button[value=keep]")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=claim_kept")
    says(page, "main", "인정되지 않을 기록", "52점")
    expect(page.locator("#line-16")).to_be_checked()
    expect(page.locator("#line-19")).to_be_checked()


def test_a_receipt_prints_without_the_menus(as_somebody: Any, sample_pages: Pages) -> None:
    page = as_somebody("nari").open(sample_pages["receipt"])
    page.emulate_media(media="print")
    assert page.is_visible(".receipt") and not page.is_visible("nav.sub") and not page.is_visible("footer")
