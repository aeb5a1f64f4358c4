"""Checking in a browser without a mouse and without JavaScript: by number, by pasted text, by a PDF."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.watching import follow, says

from baeum.certificates.freezing import Issued
from baeum.certificates.numbers import grouped
from baeum.shared.clock import today
from cast import Cast
from certificates import forms
from certificates.accredited import accredited_line
from certificates.lines import issued
from certificates.outcomes import address
from claims.cases import Learner, World, learner
from claims.people import officers

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("BAEUM_TEST_PICTURES", "")


@pytest.fixture
def nari(cast: Cast) -> Learner:
    """Nari with two courses."""
    found = learner(World(cast, officers(cast)))
    found.course("자료구조")
    found.course("운영체제")
    return found


@pytest.fixture
def valid(nari: Learner) -> Issued:
    """A document of three lines, of which one is accredited."""
    number, _ = accredited_line(nari)
    return issued(nari, 2, 3, number, on=today(), languages=("ko", "en"))


def test_by_keyboard_and_without_javascript(visit_cast: Any, valid: Issued, nari: Learner) -> None:
    """From the number in the hand to the result, then back, and a file: no mouse, no script."""
    page = visit_cast(java_script_enabled=False).open("/verify/")
    page.focus("#number")
    page.keyboard.type(grouped(valid.number).lower())
    page.keyboard.press("Tab")
    page.keyboard.type(f"{today():%Y.%m.%d}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address(valid)}")
    says(page, "#headline", "유효합니다")
    says(page, "main", "데이터베이스")
    page.keyboard.press("Tab")
    while page.inner_text(":focus") != "다른 문서 확인하기":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/verify/")
    page.focus("#text")
    page.keyboard.insert_text(forms.disclosed(nari, valid, today(), "자료구조").decode())
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    says(page, "#headline", "유효합니다")
    assert "운영체제" not in page.inner_text("main")


def test_a_pdf_through_the_form(visit_cast: Any, valid: Issued, nari: Learner, tmp_path: Path) -> None:
    """As it was issued, and with one bit of it changed; what is told of both, in both languages."""
    file, paper = tmp_path / "증명서.pdf", forms.paper(nari, valid)
    half = len(paper) // 2
    for held, told, words in (
        (paper, ("유효합니다", "Valid"), (grouped(valid.number), "데이터베이스", "제2024-1-0001호")),
        (
            paper[:half] + bytes([paper[half] ^ 1]) + paper[half + 1 :],
            ("발급한 것과 다릅니다", "Not as it was issued"),
            (),
        ),
    ):
        file.write_bytes(held)
        for language, width in (("", 390), ("/en", 1280)):
            page = visit_cast(width, java_script_enabled=False).open(f"{language}/verify/")
            page.set_input_files("#file", str(file))
            _picture(page, f"pdf-chosen{language.replace('/', '_')}_{width}")
            follow(page, "#check-file")
            _picture(page, f"pdf-{'valid' if words else 'changed'}{language.replace('/', '_')}_{width}")
            said = page.inner_text("main")
            assert page.inner_text("#headline") == told[language == "/en"] and all(
                one in said for one in words
            )


def _picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/verify_uploaded-{name}.png", full_page=True)
