"""The officers' pages of claims in a real browser: axe on each, a claim received without JavaScript."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.axe import violations
from tests.browser.test_accessible import sticks_out
from tests.browser.watching import LOOKS, enter, look, says

from baeum.claims.models import Claim, ConferralList
from baeum.demo.claims import claim_credits
from baeum.demo.officers import engage
from baeum.people.acting import acting
from cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("BAEUM_TEST_PICTURES", "")


def pages(cast: Cast) -> dict[str, list[str]]:
    """The paths that each looks at."""
    with acting(cast.as_("inseo")):
        found = {state: claim for claim, state in Claim.objects.values_list("pk", "state")}
        list_id = ConferralList.objects.get().pk
    claim = {state: f"claims/{pk}/" for state, pk in found.items()}
    inseo = ["claims/", "claims/?state=submitted&kind=recognition", "claims/?overdue", "conferrals/"]
    inseo += [f"conferrals/{list_id}/", *(claim[one] for one in ("granted", "submitted", "returned"))]
    inseo += [claim["granted"] + "hearing/", claim["submitted"] + "acts/ask_supplement/"]
    ruling = claim["with_subcommittee"]
    return {
        "inseo": inseo,
        "yerin": ["claims/", ruling, ruling + "acts/resolve/"],
        "garam": ["claims/", f"conferrals/{list_id}/", claim["conferred"]],
    }


@pytest.mark.parametrize(("language", "width", "colours"), LOOKS)
def test_axe_finds_nothing(visit_cast: Any, cast: Cast, language: str, width: int, colours: str) -> None:
    engage(cast)
    claim_credits(cast)
    watched = visit_cast(width, reduced_motion="reduce")
    found = []
    for who, paths in pages(cast).items():
        watched.leave()
        look(watched, colours)
        enter(watched, who)
        for place, path in enumerate(paths):
            page = watched.open(f"{language}/desk/{path}")
            expect(page.locator("h1"), path).to_have_count(1)
            found += [(path, *one) for one in violations(page)]
            if sticking := sticks_out(page):
                found.append((path, "sticks out", sticking))
            if PICTURES:
                short = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", path)
                name = re.sub(r"\W+", "-", f"{language}-{who}-{place}-{short}-{width}").strip("-")
                page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
    assert found == []


def test_received_without_javascript_and_by_keyboard(visit_cast: Any, cast: Cast) -> None:
    engage(cast)
    claim_credits(cast)
    page = enter(visit_cast(390, java_script_enabled=False), "inseo")
    page.click("nav >> text=신청 업무")
    page.click("main >> text=진흥원에 냄")
    page.click("label[for=pick-1]")
    page.click("button[value=receive]")
    page.focus("#do")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=status]")
    says(page, "main", "1건을 처리했습니다.")
