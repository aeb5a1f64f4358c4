"""Accreditation in a real browser: axe on every page, an application without JavaScript and by keyboard."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import expect
from tests.browser.axe import violations
from tests.browser.test_accessible import sticks_out
from tests.browser.watching import LOOKS, enter, look, says

from accreditation.cases import ITEMS, OPENS, announced, complete, course, drafted, scored, submitted
from accreditation.people import Officers, officers
from accreditation.test_afterwards import THIRD, cancelled
from accreditation.test_decisions import approved
from accreditation.test_evaluation import FOUR, GOOD
from baeum.accreditation.models import Round, RoundItem, Seat
from baeum.accreditation.services.announce_draw import announce_draw
from baeum.accreditation.services.assign_panels import assign_panels
from baeum.accreditation.services.complain import Complained, complain
from baeum.accreditation.services.declare import declare
from baeum.accreditation.services.draw import draw
from baeum.accreditation.services.hand_down import hand_down
from baeum.accreditation.services.name_fields import name_fields
from baeum.accreditation.services.notify import notify
from baeum.accreditation.services.put_evidence import put_evidence
from baeum.accreditation.services.record_result import record_result
from baeum.accreditation.services.send_back import send_back
from baeum.people.acting import acting
from baeum.shared.clock import today
from cast import Cast, done
from ledger.files import png

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("BAEUM_TEST_PICTURES", "")


@dataclass
class Prepared:
    """Applications in many states, and what the pages are about."""

    cases: dict[str, UUID]
    seats: list[UUID]
    of_round: Round
    draw: int
    complaint: str


def open_round(cast: Cast) -> Round:
    """A round that takes applications today."""
    on = today()
    with acting(cast.as_("inseo")):
        made = Round.objects.create(
            number="2026-9",
            announced_on=on - timedelta(40),
            opens_on=on - timedelta(2),
            closes_on=on + timedelta(9),
            panel_size=1,
            announced_by=cast.appointment["inseo"],
        )
        RoundItem.objects.bulk_create(
            RoundItem(round=made, place=n, **vars(item)) for n, item in enumerate(ITEMS, 1)
        )
    return made


def prepared(cast: Cast) -> Prepared:
    """Something on every page, most of it by the cast's own evaluator."""
    some = officers(cast, evaluators=0)
    some.evaluators.append(cast.appointment["eunchae"])
    done(name_fields(cast.appointment["eunchae"], ("humanities",), by=some.institute[0], on=OPENS))
    of_round = announced(some, panel_size=1)
    cases = {
        "draft": drafted(cast, open_round(cast), on=today()),
        "submitted": submitted(cast, of_round),
        "returned": submitted(cast, of_round),
    }
    file = done(put_evidence(cases["draft"], png(), item="i1", title="강의실 사진", by=cast.as_("sora")))
    assert file.size
    done(send_back(cases["returned"], by=cast.as_("jiho"), on=today(), reason="강사 증빙이 없습니다"))
    for name, scores in (("accredited", GOOD), ("cancelled", GOOD), ("preliminary", FOUR), ("passed", GOOD)):
        cases[name] = complete(cast, some, of_round)
        done(assign_panels(of_round, by=some.institute[0], on=OPENS))
        scored(some, cases[name], scores)
        done(record_result(cases[name], by=some.institute[0], on=OPENS))
    granted(cast, some, [cases["accredited"], cases["cancelled"]])
    for name in ("declared", "assigned"):
        cases[name] = complete(cast, some, of_round)
    done(assign_panels(of_round, by=some.institute[0], on=OPENS))
    with acting(cast.as_("eunchae")):
        seats = [
            Seat.objects.get(application_id=cases[name]).pk for name in ("declared", "assigned", "passed")
        ]
    done(declare(seats[0], tie=False, by=cast.as_("eunchae"), on=OPENS))
    made = done(
        announce_draw(of_round, seed_from="코스피 종가", seed_on=THIRD, by=some.institute[0], on=OPENS)
    )
    drawn = done(draw(made, seed="2612.43", by=some.institute[0], on=THIRD))
    cancelled(some, cases["cancelled"])
    complaint = complain(cases["accredited"], text="교재가 없습니다", on=today())
    assert isinstance(complaint, Complained)
    return Prepared(cases, seats, of_round, drawn.pk, complaint.number)


def granted(cast: Cast, some: Officers, found: list[UUID]) -> None:
    for one in found:
        approved(some, one)
    hand_down(found, by=some.institute[0], on=OPENS)
    notify(found, by=cast.as_("jiho"), on=OPENS)


def pages(made: Prepared) -> dict[str, list[str]]:
    """The paths that each of the cast looks at; the last of some with an error on it."""
    case = {name: f"cases/{found}/" for name, found in made.cases.items()}
    draft = f"applications/{made.cases['draft']}/edit/"
    sora = ["applications/", "applications/new/", draft, "notices/"]
    sora += [case[name] for name in ("draft", "returned", "preliminary", "accredited", "cancelled")]
    sora += [case["draft"] + "submit/", case["cancelled"] + "appeal/"]
    jiho = ["queue/", "queue/?state=at_municipality", case["submitted"], case["submitted"] + "send_back/"]
    inseo = ["queue/", "queue/?state=passed", "queue/?overdue", case["passed"], "rounds/"]
    inseo += [f"rounds/{made.of_round.pk}/", "evaluators/", "investigations/"]
    inseo += [f"investigations/{made.complaint}/", case["accredited"] + "inspect/"]
    eunchae = ["seats/", *(f"seats/{seat}/" for seat in made.seats)]
    public = ["path/", "draws/", f"draws/{made.draw}/", "complaints/new/", "complaints/"]
    public += [f"complaints/?number={made.complaint}&new=1"]
    return {"": public, "sora": sora, "jiho": jiho, "inseo": inseo, "eunchae": eunchae, "yujin": ["queue/"]}


@pytest.mark.parametrize(("language", "width", "colours"), LOOKS)
def test_axe_finds_nothing(visit_cast: Any, cast: Cast, language: str, width: int, colours: str) -> None:
    watched = visit_cast(width, reduced_motion="reduce")
    found = []
    for who, paths in pages(prepared(cast)).items():
        watched.leave()
        look(watched, colours)
        if who:
            enter(watched, who)
        for path in paths:
            page = watched.open(f"{language}/accreditation/{path}")
            expect(page.locator("h1"), path).to_have_count(1)
            found += [(path, *one) for one in violations(page)]
            if sticking := sticks_out(page):
                found.append((path, "sticks out", sticking))
            if PICTURES:
                short = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", path)
                place = paths.index(path)
                name = re.sub(r"\W+", "-", f"{language}-{who}-{place}-{short}-{width}").strip("-")
                page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
    assert found == []


def test_an_application_without_javascript_and_by_keyboard(visit_cast: Any, cast: Cast) -> None:
    open_round(cast)
    course(cast, "생활 글쓰기")
    page = enter(visit_cast(390, java_script_enabled=False), "sora")
    page.click("nav >> text=평가인정")
    page.click("main >> text=새 신청 >> nth=0")
    page.select_option("#round", index=1)
    page.select_option("#course", label="생활 글쓰기")
    page.select_option("#kind", value="completed")
    page.focus("#open")
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/")
    page.fill("#item-i1", "강의실 셋")
    page.focus("#submit")
    page.keyboard.press("Enter")
    page.wait_for_selector("#problems")
    expect(page.locator("#item-i1")).to_have_value("강의실 셋")
    expect(page.locator("#problems a")).to_have_count(5)
    page.focus("#problems a >> nth=0")
    page.keyboard.press("Enter")
    for item in ITEMS[1:]:
        page.fill(f"#item-{item.code}", "갖춤")
    picture = {"name": "강의실.png", "mimeType": "image/png", "buffer": png()}
    page.set_input_files("#file-i1", files=[picture])
    page.focus("#submit")
    page.keyboard.press("Enter")
    page.wait_for_selector("#do")
    page.focus("#do")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/cases/[0-9a-f-]+/\?done=submit"))
    expect(page.locator(".way .here")).to_have_text("시·군·구")
    says(page, "main", "2026-9-0001")
