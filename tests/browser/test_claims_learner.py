"""A learner's claim in a browser: without JavaScript, and by keyboard alone."""

from __future__ import annotations

from typing import Any

from tests.browser.test_learner import Pages, as_somebody

__all__ = ["as_somebody"]


def test_a_draft_is_written_without_javascript(as_somebody: Any, sample_pages: Pages) -> None:
    page = as_somebody("nari", 390, java_script_enabled=False).open(sample_pages["claims"])
    page.click('button[aria-label^="학점인정 취소 신청"]')
    assert "인정받은 학점을 되돌립니다" in page.inner_text("main")
    page.click("label[for=line-12]")
    page.click("text=초안 두기")
    told = page.inner_text("main")
    assert "초안을 두었습니다" in told and "지금 결정과 달라지는 것" in told
    assert page.is_checked("#line-12") and "→ 15학점" in told
    page.click("text=신청과 결정")
    assert page.inner_text("h1") == "신청과 결정"


def test_a_draft_is_written_by_keyboard(as_somebody: Any, sample_pages: Pages) -> None:
    page = as_somebody("nari").open(sample_pages["recognition"])
    page.focus("#line-16")
    page.keyboard.press("Space")
    page.focus("button[value=keep]")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=claim_kept")
    assert page.is_checked("#line-16") and page.is_checked("#line-19")
    assert "인정되지 않을 기록" in page.inner_text("main") and "52점" in page.inner_text("main")


def test_a_receipt_prints_without_the_menus(as_somebody: Any, sample_pages: Pages) -> None:
    page = as_somebody("nari").open(sample_pages["receipt"])
    page.emulate_media(media="print")
    assert page.is_visible(".receipt") and not page.is_visible("nav.sub") and not page.is_visible("footer")
