"""The page of plans in a browser: by keyboard and form without JavaScript, and axe on each of its states."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.axe import violations
from tests.browser.watching import LOOKS, look, running_site, watching

TESTS = Path(__file__).resolve().parents[1]
MAKE = (
    "import django, json; django.setup()\n"
    "from plan_account import planned\n"
    "print(json.dumps(planned().pages))"
)
SECONDS = 120_000  # milliseconds that a page may take on a machine with other work


@pytest.fixture(scope="module")
def plan_site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, dict[str, str]]]:
    """A site with the sample learner and courses to come, on a database of its own."""
    request.getfixturevalue("django_db_setup")
    from run_database import renew

    name = f"{request.getfixturevalue('database_name')}_plan"
    cluster = request.getfixturevalue("database_server")
    renew(cluster, name)
    address = cluster.address(database=name)
    url = f"postgresql://{address['user']}@/{name}?host={quote(address['host'], safe='')}"
    own = {"BAEUM_MASTER_KEY_FILE": str(tmp_path_factory.mktemp("site") / "master.key"), "BAEUM_DEMO": "1"}
    settings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "baeum.config.settings", **own}
    path = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
    made = subprocess.run(
        [sys.executable, "-c", MAKE],
        env={**os.environ, **settings, "PYTHONPATH": path},
        check=True,
        capture_output=True,
        text=True,
    )
    with running_site(url, **own) as site:
        yield site, json.loads(made.stdout)


@pytest.fixture
def visitor(plan_site: tuple[str, dict[str, str]], browser: Browser) -> Iterator[Any]:
    """Opens pages as Nari; at the end none may have complained."""
    with watching(browser, plan_site[0]) as start:

        def enter(width: int = 1280, **options: Any) -> Any:
            watched = start(width, **options)
            watched.page.set_default_timeout(SECONDS)
            page = watched.open("/demo/")
            page.click('button[value="nari"]')
            page.wait_for_url("**/me/")
            return watched

        yield enter


def test_wishes_lead_to_plans_without_javascript(visitor: Any, plan_site: tuple[str, dict[str, str]]) -> None:
    watched = visitor(390, java_script_enabled=False)
    page: Page = watched.open(plan_site[1]["wishes"])
    page.fill("#per_term", "21")
    page.click("#search")
    page.wait_for_selector(".plans")
    assert "증명했습니다" in page.inner_text("main")
    first, second = (page.locator(f"#plan-{number}").bounding_box() for number in (1, 2))
    assert first is not None and second is not None
    assert second["y"] > first["y"] + first["height"] - 1  # stacked on a phone
    page.locator("#plan-1 summary").first.press("Enter")
    assert "이것을 마치지 못하면" in page.locator("#plan-1").inner_text()
    assert not page.locator(".news").is_visible()  # the news give way to the answer


def test_plans_stand_side_by_side_on_a_wide_screen(
    visitor: Any, plan_site: tuple[str, dict[str, str]]
) -> None:
    page: Page = visitor(1280).open(plan_site[1]["plans"])
    page.wait_for_selector(".plans")
    first, second = (page.locator(f"#plan-{number}").bounding_box() for number in (1, 2))
    assert first is not None and second is not None
    assert abs(second["y"] - first["y"]) < 2 and second["x"] > first["x"]


@pytest.mark.parametrize(("language", "width", "colours"), LOOKS)
def test_axe_finds_nothing(
    visitor: Any, plan_site: tuple[str, dict[str, str]], language: str, width: int, colours: str
) -> None:
    watched = visitor(width)
    look(watched, colours)
    for name, path in plan_site[1].items():
        page = watched.open(language + path)
        page.wait_for_load_state("load")
        for fold in page.locator("#plan-1 details").all()[:2]:
            fold.locator("summary").click()
        assert violations(page) == [], name
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, name
        if folder := os.environ.get("BAEUM_SHOTS"):
            page.screenshot(path=f"{folder}/{name}-{width}-{colours}.png", full_page=True)
