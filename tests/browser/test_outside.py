"""The pages about what comes from elsewhere, also without JavaScript: axe finds nothing, all in its box."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from test_accessible import sticks_out
from tests.browser.watching import AXE, LOOKS, enter, look

from baeum.courses.contents import CourseContent
from baeum.courses.services.add_course import add_course
from baeum.courses.services.register_institution import register_institution
from baeum.ledger.services.open_account import open_account
from baeum.outside.services.map_system import map_activity
from baeum.outside.services.take_statement import take_statement
from baeum.shared.clock import today
from cast import Cast, done
from outside.making import Elsewhere, as_bytes, issued, line
from outside.test_statements import ACTIVITY, statement

pytestmark = pytest.mark.django_db(transaction=True)
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


@pytest.mark.parametrize(("language", "width", "colours"), LOOKS)
def test_axe_finds_nothing_about_what_comes_from_elsewhere(
    visit_cast: Any, elsewhere: Elsewhere, tmp_path: Path, language: str, width: int, colours: str
) -> None:
    file = tmp_path / "record.json"
    file.write_bytes(record(elsewhere))
    found: list[Any] = []

    def check(page: Any, name: str) -> None:
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        answer = Axe().run(page, options=AXE)
        for one in answer.response["violations"]:
            found.append((name, one["id"], [node["html"][:160] for node in one["nodes"][:3]]))
        if sticking := sticks_out(page):
            found.append((name, "sticks out", sticking))
        if PICTURES:
            tongue = language.strip("/") or "ko"
            page.screenshot(path=f"{PICTURES}/{name}-{tongue}-{width}-{colours}.png", full_page=True)

    for who in ("nari", "sora", "inseo"):
        watched = visit_cast(width, reduced_motion="reduce")
        look(watched, colours)
        enter(watched, who)
        if who == "nari":
            here = f"{language}/account/{elsewhere.accounts['nari']}/outside/"
            page = watched.open(here)
            page.click("#look")  # nothing was chosen
            page.wait_for_selector("#problems")
            check(page, "outside")
            page.set_input_files("#file", str(file))
            page.click("#look")
            page.wait_for_url("**/outside/items/")
            check(page, "items")
            page.click("#bring")  # the note is missing
            page.wait_for_selector("#problems")
            page.fill("#note", "함께 들었습니다")
            page.click("#bring")
            page.wait_for_url("**/statement/?done=brought_in")
            check(watched.open(f"{language}/account/{elsewhere.accounts['nari']}/lines/2/"), "line")
        elif who == "sora":
            check(watched.open(f"{language}/desk/systems/"), "systems")
        else:
            page = watched.open(f"{language}/desk/issuers/")
            check(page, "issuers")
            page.click("main tbody a")
            page.wait_for_selector("#grant")
            check(page, "issuer")
            page = watched.open(f"{language}/desk/issuers/new/")
            page.click("#keep")
            page.wait_for_selector("#problems")
            check(page, "issuer-new")
    assert found == []
