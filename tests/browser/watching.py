"""The browser of this machine, pages that remember what should never happen, a site in its own process."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

FLAGS = [
    "--js-flags=--no-opt --no-maglev",  # no page lives long enough for optimised machine code to pay
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# (language, width, colours) in which pages are looked at: two that cross over, or all with BAEUM_ALL_LOOKS=1
LOOKS = [("", 390, "standard"), ("/en", 1280, "high-contrast")]
if os.environ.get("BAEUM_ALL_LOOKS"):
    LOOKS = [*product(("", "/en"), (1280, 390), ("standard", "high-contrast"))]
# the shell first: the same engine without the windows around it, which take a quarter of the processor's time
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")

# as long as for an element to be clicked; of its own it waits five seconds, and the machine may be busy
expect.set_options(timeout=30_000)


def chromium() -> str | None:
    """The browser of this machine."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def running_browser() -> Iterator[Browser]:
    """The browser of this machine; a test that needs it is skipped where there is none."""
    if chromium() is None:
        pytest.skip("no Chromium on this machine: install it (Debian: apt-get install chromium)")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's loop runs in the thread of the tests
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield found
        found.close()


@contextmanager
def running_site(database_url: str, *words: str, **environment: str) -> Iterator[str]:
    """The address of a ``baeum site`` on a database."""
    command = [sys.executable, "-m", "baeum.cli", "site", "--port", "0", *words]
    whole = {**os.environ, "DATABASE_URL": database_url, **environment}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=whole) as server:
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

    def leave(self) -> None:
        """Be nobody again; cheaper than a new profile."""
        self.page.context.clear_cookies()


def enter(watched: Watched, who: str) -> Page:
    """Sign in as one of the examples, by their page."""
    page = watched.open("/demo/")
    page.click(f"button[value={who}]")
    page.wait_for_url("**/me/")
    return page


def follow(page: Page, selector: str) -> None:
    """Click what leads to another page, and wait until that page is there."""
    with page.expect_navigation():
        page.click(selector)


def says(page: Page, selector: str, *texts: str) -> None:
    """The one part of the page says these, now or as soon as the page is there."""
    for text in texts:
        expect(page.locator(selector)).to_contain_text(text, use_inner_text=True)


def look(watched: Watched, colours: str) -> None:
    """See pages in these colours from now on."""
    if colours != "standard":
        cookie = {"name": "baeum_display", "value": colours, "url": watched.site}
        watched.page.context.add_cookies([cookie])


@contextmanager
def watching(browser: Browser, site: str) -> Iterator[Callable[..., Watched]]:
    """Opens watched pages of a site; at the end none of them may have complained."""
    opened: list[tuple[BrowserContext, Watched]] = []

    def start(width: int = 1280, **options: Any) -> Watched:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        opened.append((context, Watched(context, site)))
        return opened[-1][1]

    yield start
    complaints = [text for _, watched in opened for text in watched.complaints]
    for context, _ in opened:
        context.close()
    assert complaints == [], complaints
