"""The pages of courses in a browser: axe on each at both widths, without JavaScript, by keyboard."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.axe import violations
from tests.browser.watching import LOOKS, running_site

MAKE = (
    "import django, json; django.setup()\n"
    "from baeum.demo.making import make_once; make_once()\n"
    "from baeum.courses.models import Course, Offering, SynonymGroup\n"
    "course = Course.objects.get(code='H-01')\n"
    "offering = Offering.objects.filter(course_version__course=course).order_by('begins').first()\n"
    "print(json.dumps([course.pk, offering.pk, SynonymGroup.objects.first().pk]))"
)
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


@pytest.fixture(scope="session")
def course_site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, dict[str, int]]]:
    """A site with the sample courses on a database of its own, and the ids of what is looked at."""
    request.getfixturevalue("django_db_setup")
    from run_database import renew

    name = f"{request.getfixturevalue('database_name')}_courses"
    cluster = request.getfixturevalue("database_server")
    renew(cluster, name)
    address = cluster.address(database=name)
    url = f"postgresql://{address['user']}@/{name}?host={quote(address['host'], safe='')}"
    own = {"BAEUM_MASTER_KEY_FILE": str(tmp_path_factory.mktemp("site") / "master.key"), "BAEUM_DEMO": "1"}
    settings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "baeum.config.settings", **own}
    made = subprocess.run(
        [sys.executable, "-c", MAKE],
        env={**os.environ, **settings},
        check=True,
        capture_output=True,
        text=True,
    )
    course, offering, group = json.loads(made.stdout)
    with running_site(url, **own) as site:
        yield site, {"course": course, "offering": offering, "group": group}


@pytest.fixture(scope="session")
def site(course_site: tuple[str, dict[str, int]]) -> str:
    """In the place of the site of the other tests."""
    return course_site[0]


def enter(page: Page, site: str, who: str) -> None:
    """Sign in as one of the cast, with the page of the examples."""
    page.goto(f"{site}/demo/")
    page.locator(f'button[name="who"][value="{who}"]').click()


@pytest.mark.parametrize(("language", "width", "colours"), LOOKS)
@pytest.mark.parametrize(("who", "pages"), [("", PUBLIC), ("sora", OF_SORA), ("inseo", OF_INSEO)])
def test_axe_finds_nothing(
    browser: Browser,
    course_site: tuple[str, dict[str, int]],
    who: str,
    pages: tuple[str, ...],
    language: str,
    width: int,
    colours: str,
) -> None:
    site, ids = course_site
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
    assert page.get_by_text("“바리스터” 결과가 없어 “바리스타” 결과를 보여 드립니다.").is_visible()
    page.get_by_role("link", name="[야간] 바리스타 2급 자격증 과정").first.click()
    assert page.get_by_role("heading", name="[야간] 바리스타 2급 자격증 과정").is_visible()
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
    assert page.get_by_role("heading", name="하모니카 합주").is_visible()
