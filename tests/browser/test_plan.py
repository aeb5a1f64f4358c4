"""The page of plans in a browser: by keyboard and form without JavaScript, and axe on each of its states."""

from __future__ import annotations

import os
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.axe import violations
from tests.browser.watching import LOOKS, enter, look, says

from plan_account import planned

SECONDS = 120_000  # milliseconds that a page may take on a machine with other work


@pytest.fixture(scope="module")
def pages(standing: Any) -> dict[str, str]:
    """The sample learner and courses to come stand in the database: the pages worth looking at."""
    return standing(lambda: planned().pages)  # type: ignore[no-any-return]


@pytest.fixture
def visitor(pages: dict[str, str], visit: Any) -> Any:  # noqa: ARG001  Nari is one of what stands there
    """Opens pages as Nari; at the end none may have complained."""

    def signed_in(width: int = 1280, **options: Any) -> Any:
        watched = visit(width, **options)
        watched.page.set_default_timeout(SECONDS)
        enter(watched, "nari")
        return watched

    return signed_in


def test_wishes_lead_to_plans_without_javascript(visitor: Any, pages: dict[str, str]) -> None:
    watched = visitor(390, java_script_enabled=False)
    page: Page = watched.open(pages["wishes"])
    page.fill("#per_term", "21")
    page.click("#search")
    page.wait_for_selector(".plans")
    says(page, "main", "증명했습니다")
    first, second = (page.locator(f"#plan-{number}").bounding_box() for number in (1, 2))
    assert first is not None and second is not None
    assert second["y"] > first["y"] + first["height"] - 1  # stacked on a phone
    page.locator("#plan-1 summary").first.press("Enter")
    says(page, "#plan-1", "이것을 마치지 못하면")
    assert not page.locator(".news").is_visible()  # the news give way to the answer


def test_plans_stand_side_by_side_on_a_wide_screen(visitor: Any, pages: dict[str, str]) -> None:
    page: Page = visitor(1280).open(pages["plans"])
    page.wait_for_selector(".plans")
    first, second = (page.locator(f"#plan-{number}").bounding_box() for number in (1, 2))
    assert first is not None and second is not None
    assert abs(second["y"] - first["y"]) < 2 and second["x"] > first["x"]


@pytest.mark.parametrize(("language", "width", "colours"), LOOKS)
def test_axe_finds_nothing(
    visitor: Any, pages: dict[str, str], language: str, width: int, colours: str
) -> None:
    watched = visitor(width)
    look(watched, colours)
    for name, path in pages.items():
        page = watched.open(language + path)
        page.wait_for_load_state("load")
        for fold in page.locator("#plan-1 details").all()[:2]:
            fold.locator("summary").click()
        assert violations(page) == [], name
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, name
        if folder := os.environ.get("BAEUM_SHOTS"):
            page.screenshot(path=f"{folder}/{name}-{width}-{colours}.png", full_page=True)
