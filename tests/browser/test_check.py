"""Checking in a browser: axe on the form and a result, a check by keyboard without JavaScript, pictures."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from test_accessible import sticks_out
from tests.browser.axe import violations
from tests.browser.watching import LOOKS, look

from baeum.certificates.freezing import Issued
from baeum.certificates.numbers import grouped, new_number
from baeum.certificates.services.reissue import reissue
from baeum.certificates.services.revoke import revoke
from baeum.courses.services.cancel_grant import cancel_accreditation
from baeum.ledger.services.reverse import reverse
from baeum.people.services.erase import erase
from baeum.shared.clock import now, today
from cast import Cast, done
from certificates import forms
from certificates.accredited import accredited_line
from certificates.lines import issued
from claims.cases import Learner, World, learner
from claims.people import officers

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("BAEUM_TEST_PICTURES", "")
WIDTHS = (1280, 390)


@dataclass
class Shown:
    """Addresses by what stands there, and files by what they are."""

    valid: Issued
    addresses: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


@pytest.fixture(autouse=True)
def one_address(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is known by the address that stands in what the tests issue."""
    monkeypatch.setenv("BAEUM_ADDRESS", settings.ADDRESS)


@pytest.fixture
def nari(cast: Cast) -> Learner:
    """Nari with two courses."""
    found = learner(World(cast, officers(cast)))
    found.course("자료구조")
    found.course("운영체제")
    return found


def address(made: Issued) -> str:
    return f"/verify/{made.number}/{made.issued_on:%Y%m%d}/"


@pytest.fixture
def shown(nari: Learner) -> Iterator[Shown]:
    """One valid document of three lines, of which one is accredited."""
    number, _ = accredited_line(nari)
    made = issued(nari, 2, 3, number, on=today(), languages=("ko", "en"))
    yield Shown(made, {"valid": address(made)})


@pytest.mark.parametrize(("language", "width", "colours"), LOOKS)
def test_axe_finds_nothing_where_somebody_checks(
    visit_cast: Any, shown: Shown, language: str, width: int, colours: str
) -> None:
    watched = visit_cast(width, reduced_motion="reduce")
    look(watched, colours)
    found: list[Any] = []
    page = watched.open(f"{language}/verify/")
    page.fill("#number", shown.valid.number[1:])
    page.fill("#issued_on", "어제")
    page.click("#check-number")
    page.wait_for_selector("#problems")
    for name in ("form", "result"):
        if name == "result":
            page = watched.open(language + shown.addresses["valid"])
        found += [(name, *one) for one in violations(page)]
        found += [(name, "sticks out", one) for one in sticks_out(page)]
    assert found == []


def test_by_keyboard_and_without_javascript(visit_cast: Any, shown: Shown, nari: Learner) -> None:
    """From the number in the hand to the result, then back, and a file: no mouse, no script."""
    page = visit_cast(java_script_enabled=False).open("/verify/")
    page.focus("#number")
    page.keyboard.type(grouped(shown.valid.number).lower())
    page.keyboard.press("Tab")
    page.keyboard.type(f"{today():%Y.%m.%d}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{shown.addresses['valid']}")
    assert "유효합니다" in page.inner_text("#headline") and "데이터베이스" in page.inner_text("main")
    page.keyboard.press("Tab")
    while page.inner_text(":focus") != "다른 문서 확인하기":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/verify/")
    page.focus("#text")
    page.keyboard.insert_text(forms.disclosed(nari, shown.valid, today(), "자료구조").decode())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#headline")
    assert "유효합니다" in page.inner_text("#headline") and "운영체제" not in page.inner_text("main")


def every_outcome(nari: Learner, shown: Shown) -> None:
    """A document and a file for each of them."""
    taken, again, spoiled = (issued(nari, 2, 3, on=today()) for _ in range(3))
    revoke(taken.document_id, why="fraud", by=nari.world.officers.institute[0], at=now())
    reissue(again.document_id, by=nari.by, at=now())
    old = issued(nari, 2, 3, on=today() - timedelta(100))
    shown.addresses |= {
        "revoked": address(taken),
        "replaced": address(again),
        "expired": address(old),
        "not-found": f"/verify/{new_number()}/{today():%Y%m%d}/",
    }
    badge = forms.badge(nari, spoiled, today())
    shown.files = {
        "file-valid-badge": badge,
        "file-valid-certificate": forms.disclosed(nari, spoiled, today(), "운영체제"),
        "file-changed": badge.replace("자료구조".encode(), "고급수학".encode()),
        "file-unknown-issuer": forms.of_a_stranger(nari, spoiled, today()),
        "file-unchecked": forms.never_issued(nari, spoiled, today()),
        "file-unreadable": b"hello",
    }


@pytest.mark.skipif(not PICTURES, reason="pictures of every outcome are taken by hand: BAEUM_TEST_PICTURES")
def test_pictures(visit_cast: Any, nari: Learner, shown: Shown, tmp_path: Path) -> None:
    """Every outcome in both languages and widths, to be looked at."""
    every_outcome(nari, shown)
    page = visit_cast().open("/verify/")
    site = page.url.removesuffix("/verify/")

    def picture(name: str, tongue: str) -> None:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{PICTURES}/verify_{name}_{tongue}_{width}.png", full_page=True)

    def looked_at(names: list[str]) -> None:
        for language, tongue in (("", "ko"), ("/en", "en")):
            for name in names:
                page.goto(site + language + shown.addresses[name])
                picture(name, tongue)

    looked_at(list(shown.addresses))
    for language, tongue in (("", "ko"), ("/en", "en")):
        page.goto(f"{site}{language}/verify/")
        picture("form", tongue)
        page.fill("#number", shown.valid.number[1:])
        page.fill("#issued_on", "어제")
        page.click("#check-number")
        page.wait_for_selector("#problems")
        picture("form-mistyped", tongue)
        for name, held in shown.files.items():
            (tmp_path / "given.json").write_bytes(held)
            page.goto(f"{site}{language}/verify/")
            page.set_input_files("#file", str(tmp_path / "given.json"))
            page.click("#check-file")
            page.wait_for_selector("#headline")
            picture(name, tongue)
    change_since(nari)
    shown.addresses["changed-since"] = shown.addresses["valid"]
    looked_at(["changed-since"])
    erase(nari.world.cast.person["nari"].id, by=nari.by, at=now())
    shown.addresses["erased"] = shown.addresses["valid"]
    looked_at(["erased"])


def change_since(nari: Learner) -> None:
    """A line taken back, an accreditation cancelled."""
    from baeum.courses.models import GrantedAccreditation

    inseo, sora = (nari.world.cast.as_(one) for one in ("inseo", "sora"))
    grant = GrantedAccreditation.objects.get()
    done(cancel_accreditation(grant, on=today(), reason="거짓", by=inseo))
    done(reverse(nari.account, 2, reason="잘못 올림", by=sora))
