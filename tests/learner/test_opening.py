"""Opening an account, consents, closing: by the person or a proxy, and by nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.test import Client

from baeum.ledger.models import Account, Consent
from baeum.people.acting import acting
from visiting import as_officer

from .learners import Learner

if TYPE_CHECKING:
    from cast import Cast

SignIn = Callable[[str], Client]


def test_a_person_opens_their_account(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in("dowon")
    assert "아직 없습니다" in client.get("/account/").content.decode()
    page = client.get("/account/open/").content.decode()
    assert "학습이력의 기록과 관리" in page and "checked" not in page
    answer = client.post("/account/open/", {"purpose": ["record", "institution_deposit"]}, follow=True)
    assert "이도원 님, 안녕하세요" in answer.content.decode()
    assert "계좌를 열었습니다" in answer.content.decode()
    with acting(cast.as_self("dowon")):
        assert set(Consent.objects.values_list("purpose", flat=True)) == {"record", "institution_deposit"}
    assert client.get("/account/").status_code == 302  # straight to the only one


def test_without_the_needed_consent_nothing_is_opened(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in("dowon").post("/account/open/", {"purpose": ["statistics"]})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#purpose-record"' in page
    assert 'value="statistics" id="purpose-statistics" checked' in page
    with acting(cast.as_self("dowon")):
        assert not Account.objects.exists()


def test_a_proxy_opens_the_account_of_a_principal(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in("boram")
    assert "김나리 님의 계좌" in client.get("/account/").content.decode()
    path = f"/account/open/{cast.person['nari'].id}/"
    answer = client.post(path, {"purpose": ["record"]}, follow=True)
    assert "대리인으로 보고 있습니다" in answer.content.decode()
    assert client.get(f"/account/open/{cast.person['dowon'].id}/").status_code == 404


def test_an_officer_under_an_appointment_opens_only_their_own(cast: Cast) -> None:
    client = as_officer(cast, "inseo")
    assert client.get(f"/account/open/{cast.person['nari'].id}/").status_code == 404
    answer = client.post("/account/open/", {"purpose": ["record"]}, follow=True)
    assert "최인서 님, 안녕하세요" in answer.content.decode()


def test_consents_are_given_and_withdrawn_one_by_one(nari: Learner) -> None:
    assert nari.post("consents/", {"action": "withdraw:institution_deposit"}).status_code == 302
    assert nari.post("consents/", {"action": "give:statistics"}).status_code == 302
    page = nari.get("consents/").content.decode()
    assert 'id="give-institution_deposit"' in page and 'id="withdraw-statistics"' in page
    assert 'id="withdraw-record"' not in page
    assert nari.post("consents/", {"action": "withdraw:record"}).status_code == 422
    assert nari.post("consents/", {"action": "sell:record"}).status_code == 404
    assert nari.post("consents/", {"action": "give:nothing"}).status_code == 422


def test_closing_asks_once_more_and_leaves_everything_readable(nari: Learner) -> None:
    nari.enter("요리")
    assert nari.post("close/").status_code == 422
    assert nari.post("close/", {"sure": "yes"}).status_code == 302
    assert "해지한 계좌입니다" in nari.get("").content.decode()
    assert "요리" in nari.get("statement/").content.decode()
    assert 'id="reverse"' not in nari.get("lines/1/").content.decode()
    refused = nari.post(
        "deposit/book/", {"f-title": "토지", "f-where": "박경리", "f-happened_on": "2020-01-01"}
    )
    assert refused.status_code == 422 and "해지된 계좌" in refused.content.decode()
