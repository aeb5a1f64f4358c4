"""The pages of the API in a real browser: axe finds nothing, nothing sticks out, the keyboard does all."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, ViewportSize, expect
from tests.browser.axe import violations
from tests.browser.test_accessible import sticks_out

from baeum.people.sessions import BROWSER
from cast import Cast
from visiting import as_officer, as_self

from .conftest import account, register
from .signing import KeyPair

AGENT = "the browser of these tests"
PICTURES = os.environ.get("BAEUM_TEST_PICTURES", "")
pytestmark = pytest.mark.browser


def cookie_of(client: Client) -> str:
    """The cookie of somebody who has signed in, in this browser."""
    session = client.session
    session[BROWSER] = sha256(AGENT.encode()).hexdigest()
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def open_page(page: Page, site: str, path: str, cookie: str, colours: str) -> None:
    cookies = {settings.SESSION_COOKIE_NAME: cookie, "baeum_display": colours}
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": name, "value": one, "url": site} for name, one in cookies.items() if one]
    )
    answer = page.goto(site + path)
    assert answer is not None and (answer.status, page.url) == (200, site + path)


def faults(page: Page, name: str) -> list[Any]:
    """What axe finds, and what is wider than the window."""
    found: list[Any] = [(name, *one) for one in violations(page)]
    return found + ([(name, "sticks out", wide)] if (wide := sticks_out(page)) else [])


def test_axe_finds_nothing(site: str, browser: Browser, cast: Cast) -> None:
    account(cast)
    for name in ("학사 시스템", "평생교육 행정 시스템"):
        register(cast, name=name)
    sora = cookie_of(as_officer(cast, "sora"))
    inseo = cookie_of(as_officer(cast, "inseo"))
    nari = cookie_of(as_self(cast, "nari"))
    pages = {
        "docs": ("/api/", "", ""),
        "problem": ("/api/problems/deposit-event-stands/", "", ""),
        "clients": ("/api/clients/", sora, ""),
        "faults": ("/api/clients/", sora, "#add"),
        "institute": ("/api/clients/", inseo, ""),
        "shares": ("/api/shares/", nari, ""),
        "share refused": ("/api/shares/", nari, "#add"),
    }
    found = []
    for prefix, width, colours in (("", 1280, ""), ("/en", 390, ""), ("", 390, "high-contrast")):
        size: ViewportSize = {"width": width, "height": 900}
        page = browser.new_page(user_agent=AGENT, viewport=size, reduced_motion="reduce")
        for name, (path, cookie, press) in pages.items():
            open_page(page, site, prefix + path, cookie, colours)
            if press:
                page.focus(press)
                page.keyboard.press("Enter")
                page.wait_for_selector("#problems")
            if PICTURES:
                page.screenshot(path=f"{PICTURES}/{name}-{width}-{colours}.png", full_page=True)
            found += faults(page, f"{prefix} {width} {colours} {name}")
        page.close()
    assert found == []


def test_a_client_is_registered_and_revoked_by_keyboard_without_javascript(
    site: str, browser: Browser, cast: Cast
) -> None:
    cookie, key_set = cookie_of(as_officer(cast, "sora")), KeyPair().key_set
    context = browser.new_context(user_agent=AGENT, java_script_enabled=False)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])
    page = context.new_page()
    page.goto(f"{site}/en/api/clients/")
    page.fill("#name", "student records")
    page.fill("#key_set", key_set)
    page.focus("#add")
    page.keyboard.press("Enter")
    page.wait_for_selector("#new")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("button", name="Revoke: student records").press("Enter")
    page.wait_for_selector(".badge.danger")
    context.close()
