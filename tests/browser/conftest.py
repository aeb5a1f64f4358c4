"""A real site, started by its own command, and the system's Chromium."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str | None:
    """The browser of this machine."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a running ``baeum site``, on the database of this worker."""
    if chromium() is None:
        pytest.skip("no Chromium on this machine: install it (Debian: apt-get install chromium)")
    command = [sys.executable, "-m", "baeum.cli", "site", "--port", "0"]
    environment = {**os.environ, "DATABASE_URL": request.getfixturevalue("database_url"), "BAEUM_DEMO": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        try:
            for line in server.stdout:
                if found := re.search(r"http://[\d.]+:\d+", line):
                    yield found.group()
                    break
            else:
                pytest.fail("baeum site ended without printing its address")
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def browser(site: str) -> Iterator[Browser]:  # noqa: ARG001  skips where there is no browser
    """One browser with a fresh profile for the whole run."""
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield found
        found.close()


class Watched:
    """A page that remembers what should never happen: console errors, failures, other hosts."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.page: Page = context.new_page()
        self.site = site
        self.complaints: list[str] = []
        self.page.on("console", lambda one: self._note(one.type in ("error", "warning"), one.text))
        self.page.on("pageerror", lambda one: self._note(True, str(one)))
        self.page.on("request", lambda one: self._note(not one.url.startswith((site, "data:")), one.url))
        self.page.on("response", lambda one: self._note(one.status >= 500, f"{one.status} {one.url}"))

    def _note(self, bad: bool, text: str) -> None:
        if bad and "status of 4" not in text:  # 404 and 422 are pages of ours
            self.complaints.append(text)

    def open(self, path: str) -> Page:
        """Go to a path of the site."""
        self.page.goto(self.site + path)
        return self.page


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Any]:
    """Opens watched pages; at the end none of them may have complained."""
    opened: list[tuple[BrowserContext, Watched]] = []

    def start(width: int = 1280, **options: Any) -> Watched:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        opened.append((context, Watched(context, site)))
        return opened[-1][1]

    yield start
    complaints = [text for _, watched in opened for text in watched.complaints]
    for context, _ in opened:
        context.close()
    assert complaints == []
