"""The pages about wallets in a real browser: axe finds nothing, the QR codes can be read."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Page
from test_accessible import sticks_out
from tests.browser.axe import violations
from tests.browser.watching import enter, follow

from baeum.certificates.freezing import Issued
from baeum.certificates.services.issue import issue
from baeum.certificates.wanted import Wanted
from baeum.ledger.learning import Learning
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.open_account import open_account
from baeum.shared.clock import today
from cast import Cast, done

pytestmark = pytest.mark.django_db(transaction=True)


def document_of(cast: Cast, key: str) -> tuple[int, Any]:
    """A portfolio of one line."""
    by = cast.as_self(key)
    account = done(open_account(cast.person[key].id, purposes=("record",), by=by, on=today())).account_id
    done(deposit(account, Learning("book", "배움의 발견", "한강도서관", today()), key="b", by=by, on=today()))
    made = issue(account, Wanted("portfolio", (1,)), by=by, on=today())
    assert isinstance(made, Issued), made
    return account, made.document_id


def read_from(page: Page) -> str:
    """What the QR code on the page says, as a phone sees it."""
    import zxingcpp
    from PIL import Image

    [found] = zxingcpp.read_barcodes(Image.open(BytesIO(page.locator(".qr-code").screenshot())))
    return str(found.text)


def test_a_wallet_is_offered_and_asked_without_javascript(visit_cast: Any, cast: Cast) -> None:
    account, document = document_of(cast, "nari")
    for language, width in (("", 390), ("/en", 1280)):
        nari = visit_cast(width, java_script_enabled=False)
        page = enter(nari, "nari")
        nari.open(f"{language}/account/{account}/documents/{document}/")
        follow(page, "#to-wallet")
        assert read_from(page) == page.get_attribute("#open-wallet", "href")
        assert len(page.inner_text("#tx-code")) == 6
        nari.open(f"{language}/account/{account}/outside/")
        follow(page, "#from-wallet")
        follow(page, "#ask")
        assert read_from(page) == page.get_attribute("#open-wallet", "href")


def test_axe_finds_nothing_about_wallets(visit_cast: Any, cast: Cast) -> None:
    account, document = document_of(cast, "nari")
    found: list[Any] = []
    for language, width in (("", 390), ("/en", 1280)):
        nari = visit_cast(width)
        page = enter(nari, "nari")
        nari.open(f"{language}/account/{account}/documents/{document}/")
        for click in ("#to-wallet", "#state"):
            follow(page, click)
            found += violations(page)
            assert not sticks_out(page), click
        nari.open(f"{language}/wallet/accounts/{account}/presentations/")
        found += violations(page)
        follow(page, "#ask")
        found += violations(page)
        assert not sticks_out(page)
    assert not found
