"""The pages about what comes from elsewhere, also without JavaScript: axe finds nothing, all in its box."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from tests.browser.axe import violations
from tests.browser.test_accessible import sticks_out
from tests.browser.watching import LOOKS

from baeum.courses.contents import CourseContent
from baeum.courses.services.add_course import add_course
from baeum.courses.services.register_institution import register_institution
from baeum.ledger.services.open_account import open_account
from baeum.outside.models import IssuerVersion
from baeum.outside.services.map_system import map_activity
from baeum.outside.services.take_statement import take_statement
from baeum.shared.clock import today
from cast import Cast, done
from outside.making import Elsewhere, as_bytes, issued, line
from outside.test_statements import ACTIVITY, statement
from visiting import as_officer, as_self

PICTURES = os.environ.get("BAEUM_TEST_PICTURES", "")


@pytest.fixture
def elsewhere(cast: Cast) -> Elsewhere:
    """An issuer that is registered, of whose badges one was revoked; a system that sent three statements."""
    accounts = {}
    for key in ("nari", "dowon"):
        purposes = ("record", "institution_deposit")
        by = cast.as_self(key)
        accounts[key] = done(
            open_account(cast.person[key].id, purposes=purposes, by=by, on=today())
        ).account_id
    made = Elsewhere(cast, accounts)
    made.world.bits.set([2])
    made.register(without_name=True)
    sora = cast.as_("sora")
    kept = done(register_institution(cast.office["hangang"], legal_basis="press", by=sora, on=today()))
    course = done(add_course(kept, "W-12", CourseContent("생활 글쓰기"), by=sora, on=today())).course
    done(map_activity(ACTIVITY, course, verb="completed", least_score=60, by=sora))
    for changed in ({}, {"object": {"id": "https://lms.hangang.example/course/13"}}, {"result": {}}):
        take_statement(statement(**changed), by=sora, on=today())
    return made


def record(elsewhere: Elsewhere) -> bytes:
    """Of four badges one is new, one of another's account, one revoked, one somebody else's by name."""
    nari, other = elsewhere.name("nari"), "다른 사람"
    of = [(line(1), nari), (line(3), None), (line(2), nari), (line(4), other)]
    snapshots = [issued(one, name=name) for one, name in of]
    badges = [
        elsewhere.world.badge(held, n=n, index=n) for held, n in zip(snapshots, (1, 3, 2, 4), strict=True)
    ]
    elsewhere.brought(badges[1], "dowon")
    return as_bytes(elsewhere.world.portfolio(snapshots[0], badges))


def pages(elsewhere: Elsewhere, language: str, colours: str) -> dict[str, str]:
    """The pages as they are served, by name; some with everything wrong that can be."""
    clients = {"nari": as_self(elsewhere.cast, "nari")}
    clients |= {key: as_officer(elsewhere.cast, key) for key in ("sora", "inseo")}
    for client in clients.values():
        client.cookies["baeum_display"] = colours
    here = f"{language}/account/{elsewhere.accounts['nari']}/outside/"
    nari, sora, inseo = clients["nari"], clients["sora"], clients["inseo"]
    held = record(elsewhere)
    found = {"outside": nari.get(here), "outside-wrong": nari.post(here, {"text": "{}"})}
    assert nari.post(here, {"text": held.decode()}).status_code == 302
    found["items"] = nari.get(f"{here}items/")
    ticked = [item.key for item in elsewhere.look(held).items if item.takes]
    found["items-wrong"] = nari.post(f"{here}items/", {"item": ticked, "action": "bring"})
    sent = {"item": ticked, "action": "bring", "note": "함께 들었습니다"}
    assert nari.post(f"{here}items/", sent).status_code == 302
    found["line"] = nari.get(here.replace("outside", "lines/2"))
    found["systems"] = sora.get(f"{language}/desk/systems/")
    found["systems-wrong"] = sora.post(f"{language}/desk/systems/", {"address": "x"})
    found["issuers"] = inseo.get(f"{language}/desk/issuers/")
    issuer = IssuerVersion.objects.get().pk
    found["issuer"] = inseo.get(f"{language}/desk/issuers/{issuer}/")
    found["issuer-wrong"] = inseo.post(f"{language}/desk/issuers/new/", {"name_ko": "한빛"})
    wrong = [name for name, one in found.items() if one.status_code != (422 if "wrong" in name else 200)]
    assert not wrong, wrong
    return {name: one.content.decode() for name, one in found.items()}


def serve(page: Any, held: dict[str, str]) -> None:
    """Answer for the site out of what it has served: no site of its own is needed to look at pages."""

    def answer(route: Any) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            route.fulfill(path=finders.find(path.removeprefix("/static/")))
        elif (text := held.get(path.strip("/"))) is not None:
            route.fulfill(body=text, content_type="text/html; charset=utf-8")
        else:
            route.fulfill(status=404)

    page.route("**/*", answer)


@pytest.mark.parametrize(("language", "width", "colours"), LOOKS)
def test_axe_finds_nothing_about_what_comes_from_elsewhere(
    browser: Any, elsewhere: Elsewhere, language: str, width: int, colours: str
) -> None:
    held = pages(elsewhere, language, colours)
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    serve(page, held)
    found: list[Any] = []
    for name in held:
        page.goto(f"http://baeum.test/{name}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found += [(name, *one) for one in violations(page)]
        if sticking := sticks_out(page):
            found.append((name, "sticks out", sticking))
        if PICTURES:
            tongue = language.strip("/") or "ko"
            page.screenshot(path=f"{PICTURES}/{name}-{tongue}-{width}-{colours}.png", full_page=True)
    context.close()
    assert found == []
