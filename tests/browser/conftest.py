"""A real site, started by its own command, and the system's Chromium."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser.watching import FLAGS, chromium, running_site, watching

from cast import Cast


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a running ``baeum site``, on the database of this worker."""
    if chromium() is None:
        pytest.skip("no Chromium on this machine: install it (Debian: apt-get install chromium)")
    with running_site(request.getfixturevalue("database_url"), BAEUM_DEMO="1") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser with a fresh profile for the whole run."""
    if chromium() is None:
        pytest.skip("no Chromium on this machine: install it (Debian: apt-get install chromium)")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's loop runs in the thread of the tests
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Any]:
    """Opens watched pages; at the end none of them may have complained."""
    with watching(browser, site) as start:
        yield start


@pytest.fixture
def visit_cast(cast: Cast, browser: Browser, database_url: str) -> Iterator[Any]:  # noqa: ARG001  they sign in
    """The same of a site, with its worker, where the people of the examples can sign in; see ``enter``."""
    with running_site(database_url, BAEUM_DEMO="1") as site, watching(browser, site) as start:
        yield start
