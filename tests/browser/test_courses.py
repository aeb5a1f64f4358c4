"""The pages of courses in a browser: axe on each at both widths, without JavaScript, by keyboard."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.axe import violations
from tests.browser.watching import LOOKS

from baeum.courses.models import Course, Offering, SynonymGroup
from baeum.demo.making import make_once

PUBLIC = (
    "/courses/",
    "/courses/?q=바리스터&province=11",
    "/courses/?q=뫼비우스",
    "/courses/?state=x&begins_from=어제",
    "/courses/?state=called_off",
    "/courses/{course}/",
)
OF_SORA = (
    "/desk/courses/",
    "/desk/courses/new/",
    "/desk/courses/{course}/",
    "/desk/courses/{course}/edit/",
    "/desk/courses/{course}/offer/",
    "/desk/courses/offerings/{offering}/",
    "/desk/courses/offerings/{offering}/call-off/",
    "/desk/courses/institution/",
    "/desk/",
)
OF_INSEO = (
    "/courses/synonyms/",
    "/courses/synonyms/new/",
    "/courses/synonyms/{group}/",
    "/courses/synonyms/unfound/",
)


@pytest.fixture(scope="module", autouse=True)
def ids(standing: Any) -> dict[str, int]:
    """The sample courses stand in the database: the ids of what is looked at."""
    return standing(sample_courses)  # type: ignore[no-any-return]


def sample_courses() -> dict[str, int]:
    make_once()
    course = Course.objects.get(code="H-01")
    offering = Offering.objects.filter(course_version__course=course).order_by("begins")[0]
    return {"course": course.pk, "offering": offering.pk, "group": SynonymGroup.objects.all()[0].pk}


def enter(page: Page, site: str, who: str) -> None:
    """Sign in as one of the cast, with the page of the examples."""
    page.goto(f"{site}/demo/")
    page.locator(f'button[name="who"][value="{who}"]').click()


@pytest.mark.parametrize(("language", "width", "colours"), LOOKS)
@pytest.mark.parametrize(("who", "pages"), [("", PUBLIC), ("sora", OF_SORA), ("inseo", OF_INSEO)])
def test_axe_finds_nothing(
    browser: Browser,
    site: str,
    ids: dict[str, int],
    who: str,
    pages: tuple[str, ...],
    language: str,
    width: int,
    colours: str,
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    if colours != "standard":
        context.add_cookies([{"name": "baeum_display", "value": colours, "url": site}])
    page = context.new_page()
    if who:
        enter(page, site, who)
    wrong = []
    for path in pages:
        page.goto(site + language + path.format(**ids))
        for details in page.locator("details:not([open]) > summary").all():
            details.click()
        wrong += [f"{path} {rule}: {found[0]}" for rule, found in violations(page)]
        too_wide = page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        wrong += [f"{path} is wider than the screen"] if too_wide else []
        if folder := os.environ.get("BAEUM_SHOTS"):
            name = f"{who or 'public'}-{pages.index(path)}-{width}{language.replace('/', '-')}.png"
            page.screenshot(path=Path(folder) / name, full_page=True)
    context.close()
    assert wrong == []


def test_searched_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/courses/")
    page.get_by_label("배우고 싶은 것").fill("바리스터")
    page.get_by_role("button", name="찾기", exact=True).click()
    expect(page.get_by_text("“바리스터” 결과가 없어 “바리스타” 결과를 보여 드립니다.")).to_be_visible()
    page.get_by_role("link", name="[야간] 바리스타 2급 자격증 과정").first.click()
    expect(page.get_by_role("heading", name="[야간] 바리스타 2급 자격증 과정")).to_be_visible()
    with page.expect_download() as loading:
        page.get_by_role("link", name="달력에 넣기").first.click()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x.ics"
        loading.value.save_as(file)
        assert "BEGIN:VEVENT" in file.read_text(encoding="utf-8")
    context.close()


def test_searched_by_keyboard(visit: Any) -> None:
    page = visit().open("/courses/")
    page.get_by_label("배우고 싶은 것").focus()
    page.keyboard.type("ㅎㅁㄴㅋ")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    page.get_by_role("link", name="하모니카 합주").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/courses/*/**")
    expect(page.get_by_role("heading", name="하모니카 합주")).to_be_visible()
