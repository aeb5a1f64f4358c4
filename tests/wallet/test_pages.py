"""The learner's pages about wallets: codes shown once, to nobody else."""

from __future__ import annotations

import re
from html import unescape
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from baeum.certificates.services.revoke import revoke
from baeum.shared.clock import now
from claims.cases import Learner
from visiting import as_self

from .wallet import Wallet

pytestmark = pytest.mark.django_db


def made(client: Client, document: UUID) -> tuple[str, str, str, str]:
    """The address of the offer's page, the page as first shown, its link, its digits."""
    answer = client.post(reverse("wallet:offering", args=[document]))
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    found = re.search(r'id="open-wallet" href="([^"]+)"', page)
    digits = re.search(r'id="tx-code">(\d{6})<', page)
    assert found and digits
    return answer.url, page, unescape(found[1]), digits[1]


def test_from_the_document_into_the_wallet(nari: Learner, document: UUID, wallet: Wallet) -> None:
    client = as_self(nari.world.cast, "nari")
    document_page = client.get(reverse("learner:document", args=[nari.account, document])).content.decode()
    assert reverse("wallet:offering", args=[document]) in document_page
    address, page, link, digits = made(client, document)
    assert "<svg" in page and len(page.encode()) < 60_000
    again = client.get(address).content.decode()  # told once
    assert digits not in again and "openid-credential-offer" not in again and 'id="again"' in again
    assert len(wallet.take(link, digits, copies=2)) == 2
    after = client.get(address).content.decode()
    assert "사본 2개" in after


def test_a_look_by_head_does_not_use_the_codes_up(nari: Learner, document: UUID) -> None:
    client = as_self(nari.world.cast, "nari")
    address = client.post(reverse("wallet:offering", args=[document])).url
    client.head(address)
    assert "openid-credential-offer" in client.get(address).content.decode()


def test_the_session_keeps_no_code_that_can_be_read(nari: Learner, document: UUID) -> None:
    client = as_self(nari.world.cast, "nari")
    address = client.post(reverse("wallet:offering", args=[document])).url
    [_, kept] = client.session["wallet_offer"]
    link = re.search(r'href="(openid-[^"]+)"', client.get(address).content.decode())
    assert link and re.fullmatch("[0-9a-f]+", kept) and "wallet_offer" not in client.session


def test_the_same_in_english(nari: Learner, document: UUID) -> None:
    client = as_self(nari.world.cast, "nari")
    with override("ko"):  # what the request switches to ends with this
        answer = client.post(f"/en{reverse('wallet:offering', args=[document])}")
        page = client.get(answer.url).content.decode()
    main = page[page.index("<main") : page.index("</main")]
    assert "Put into a wallet" in main and not re.search("[가-힣]", re.sub("<h1>.*?</h1>", "", main)), main


def test_a_refusal_says_why(nari: Learner, document: UUID) -> None:
    client = as_self(nari.world.cast, "nari")
    revoke(document, why="holder", by=nari.by, at=now())
    answer = client.post(reverse("wallet:offering", args=[document]))
    assert answer.status_code == 409 and "거둔 문서는" in answer.content.decode()


def test_nobody_elses(nari: Learner, document: UUID) -> None:
    client, other = (as_self(nari.world.cast, key) for key in ("nari", "mina"))
    address, *_ = made(client, document)
    assert other.get(address).status_code == 404
    assert other.post(reverse("wallet:offering", args=[document])).status_code == 404
