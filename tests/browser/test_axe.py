"""axe measures no text twice that looks alike: it must still see every text that looks otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.axe import GOOD, violations

PAGE = (
    "<!doctype html><html lang=ko><title>ㄱ</title><style>{style}</style>"
    "<main><h1>배움</h1>{text}</main></html>"
)
GOOD_TEXT = "<p class=a>하나입니다</p>"
WRONG = [
    ("p { color: #ccc }", GOOD_TEXT),
    ("main { background: #444 }", GOOD_TEXT),
    ("main { opacity: .3 }", GOOD_TEXT),
    ("h1 { background: #333 } p { margin-top: -60px }", GOOD_TEXT),
    (
        "i { position: absolute; inset: 0; background: #333; z-index: -1 }",
        f"<i></i>{GOOD_TEXT}<p>둘입니다</p>",
    ),
    ("p + p { color: #bbb }", f"{GOOD_TEXT}<p class=a>둘입니다</p>"),
]


@pytest.fixture
def page(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A page on which good text was measured; nothing is remembered of the pages of other tests."""
    monkeypatch.setattr("tests.browser.axe.GOOD", set())
    opened = browser.new_page()
    opened.set_content(PAGE.format(style="", text=GOOD_TEXT))
    assert violations(opened) == []
    yield opened
    opened.close()


@pytest.mark.parametrize(("style", "text"), WRONG)
def test_text_that_looks_otherwise_is_measured(page: Page, style: str, text: str) -> None:
    page.set_content(PAGE.format(style=style, text=text))
    for _ in range(2):  # what was wrong once is not taken for good
        assert [rule for rule, _ in violations(page)] == ["color-contrast"]


def test_text_that_looks_like_good_text_is_not(page: Page) -> None:
    from tests.browser import axe

    before = set(axe.GOOD)
    page.set_content(PAGE.format(style="", text=GOOD_TEXT * 3))
    assert violations(page) == []
    assert before == axe.GOOD != GOOD
