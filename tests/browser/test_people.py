"""Sign-in and appointments in a browser: accessible, in both languages, by passkey, and without scripts."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.axe import violations
from tests.browser.watching import LOOKS, follow, says

pytestmark = pytest.mark.usefixtures("standing")  # whoever signs up here is gone afterwards
PASSWORD = "a rather long phrase"
MAKING = 180_000  # milliseconds: whoever enters first waits until all the examples are made
WIDTHS = [*dict.fromkeys((language, width) for language, width, _ in LOOKS)]
STICKS_OUT = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width && box.right > innerWidth + 1 && !one.closest(".sr-only");
}).map((one) => one.outerHTML.slice(0, 120))"""


def checked(page: Page, name: str) -> list[Any]:
    """What axe and the width find; a picture of the page where a folder for them is named."""
    if folder := os.environ.get("BAEUM_SCREENSHOTS"):
        width = page.viewport_size["width"]
        language = page.locator("html").get_attribute("lang")
        page.screenshot(path=Path(folder) / f"{name}-{language}-{width}.png", full_page=True)
    found: list[Any] = [(name, *one) for one in violations(page)]
    sticking = page.evaluate(STICKS_OUT)
    return found + ([(name, "sticks out", sticking)] if sticking else [])


def sign_up(page: Page, site: str, language: str, login: str) -> None:
    page.goto(f"{site}{language}/sign-in/up/")
    fields = {
        "username": login,
        "password1": PASSWORD,
        "password2": PASSWORD,
        "name": "김하루",
        "birth_date": "1999-12-31",
        "contacts": "010-9999-0000",
    }
    for name, text in fields.items():
        page.fill(f"[name={name}]", text)
    page.click("main form button.primary")
    page.wait_for_selector("#who")


def code_of(secret: str) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.mark.parametrize(("language", "width"), WIDTHS)
def test_a_learner_from_sign_up_to_sign_out(visit: Any, language: str, width: int) -> None:
    watched = visit(width, reduced_motion="reduce", java_script_enabled=True)
    page, site, found = watched.page, watched.site, []
    login = f"haru-{language.strip('/') or 'ko'}-{width}"
    page.goto(f"{site}{language}/me/")  # not signed in: led to the page of sign-in
    found += checked(page, "login")
    page.fill("[name=login]", "nobody")
    page.fill("[name=password]", "wrong")
    page.click("main form button.primary")
    page.wait_for_selector("#problems")
    found += checked(page, "login-wrong")
    page.goto(f"{site}{language}/sign-in/up/")
    found += checked(page, "signup")
    page.fill("[name=username]", "ㄱ")
    page.fill("[name=password1]", "1")
    page.fill("[name=birth_date]", "어제")
    page.click("main form button.primary")
    page.wait_for_selector(".fault")
    found += checked(page, "signup-wrong")
    sign_up(page, site, language, login)
    found += checked(page, "me-learner")
    page.goto(f"{site}{language}/sign-in/safety/app/")
    found += checked(page, "again")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button.primary")
    page.wait_for_selector(".secret")
    found += checked(page, "app")
    page.fill("[name=code]", code_of(page.inner_text(".secret")))
    page.click("main form button.primary")
    page.wait_for_selector(".codes")
    found += checked(page, "codes")
    for name, path in (
        ("safety", "safety/"),
        ("codes-later", "safety/codes/"),
        ("codes-new", "safety/codes/new/"),
        ("app-remove", "safety/app/remove/"),
        ("passkey-add", "safety/passkeys/add/"),
        ("second-again", "safety/again/"),
        ("password", "password/"),
        ("out", "out/"),
    ):
        page.goto(f"{site}{language}/sign-in/{path}")
        found += checked(page, name)
    follow(page, "main form button.primary")
    page.goto(f"{site}{language}/sign-in/")
    page.fill("[name=login]", login.upper())
    page.fill("[name=password]", PASSWORD)
    page.click("main form button.primary")
    page.wait_for_selector("[name=code]")
    found += checked(page, "second")
    for name in ("closed", "service/cancelled", "service/error"):
        page.goto(f"{site}{language}/sign-in/{name}/")
        found += checked(page, name.replace("/", "-"))
    assert found == []


@pytest.mark.parametrize(("language", "width"), WIDTHS)
def test_officers_of_the_examples(visit: Any, language: str, width: int) -> None:
    watched = visit(width, reduced_motion="reduce")
    page, site, found = watched.page, watched.site, []
    page.goto(f"{site}{language}/demo/")
    found += checked(page, "demo")
    page.click("button[value=jiho]", timeout=MAKING)
    page.wait_for_selector("#as")
    found += checked(page, "me-officer")
    page.click("a.primary")
    page.wait_for_selector("#new")
    found += checked(page, "appointments")
    page.click("a[href$='/offices/hangang/']")
    page.fill("[name=login]", "nobody-here")
    page.fill("[name=ends]", "2020-01-01")
    page.click("main form button.primary")
    page.wait_for_selector(".fault")
    found += checked(page, "appointments-wrong")
    page.goto(f"{site}{language}/me/offices/gwangan/")
    assert page.locator("h1").inner_text()
    found += checked(page, "not-theirs")
    page.goto(f"{site}{language}/demo/")
    page.click("button[value=expired]")
    page.wait_for_selector("#as")
    found += checked(page, "me-expired")
    assert found == []


def test_appointed_and_revoked_without_scripts(visit: Any) -> None:
    page = visit(390, java_script_enabled=False).open("/demo/")
    page.click("button[value=sora]", timeout=MAKING)
    page.click("a.primary")
    page.fill("[name=login]", "dowon")
    page.click("main form button.primary")
    row = page.locator("li", has_text="dowon")
    expect(row).to_contain_text("기관 담당자")
    row.locator("button").click()
    expect(row).to_contain_text("해임됨")


def test_a_passkey_is_made_and_signs_in_with_no_password(browser: Any, site: str) -> None:
    local = re.sub(r"//[\d.]+:", "//localhost:", site)  # a passkey belongs to a name, never to a number
    context = browser.new_context()
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_up(page, local, "", "passkey-haru")
    page.goto(f"{local}/sign-in/safety/passkeys/add/")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button.primary")
    page.fill("[name=name]", "내 휴대전화")
    page.click("main form button.primary")
    page.wait_for_selector(".codes")
    page.goto(f"{local}/sign-in/out/")
    follow(page, "main form button.primary")
    page.goto(f"{local}/sign-in/")
    page.click("#passkey button")
    page.wait_for_selector("#who")
    says(page, "main", "passkey-haru")
    context.close()
