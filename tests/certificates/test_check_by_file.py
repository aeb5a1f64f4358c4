"""Whoever was handed a file: the verdict of the verifier, with the status of this moment, in plain words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from baeum.certificates.checking_credentials import by_credential
from baeum.certificates.limits import RATES
from baeum.certificates.numbers import grouped
from baeum.certificates.public_words import STANDINGS
from baeum.certificates.services.revoke import revoke
from baeum.credentials.encodings import from_base64url
from baeum.shared.clock import now, today
from cast import Cast
from claims.cases import Learner
from outside.making import Elsewhere, as_bytes

from . import forms
from .accredited import accredited_line
from .lines import issued

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    """Nobody has checked anything from this address."""
    cache.clear()


def upload(client: Client, held: bytes) -> str:
    answer = client.post("/verify/", {"file": forms.file_of(held)})
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    return answer.content.decode()


def parts(held: bytes) -> list[bytes]:
    """Everything that a certificate holds, decoded."""
    return [from_base64url(part) for one in held.decode().split("~") for part in one.split(".") if part]


def test_a_badge_tells_its_line(nari: Learner, client: Client) -> None:
    number, _ = accredited_line(nari)
    made = issued(nari, number, masking="open", on=today())
    text = upload(client, forms.badge(nari, made, today()))
    assert "유효합니다" in text and "그대로 받아도 됩니다." in text and "오픈 배지" in text
    for shown in ("데이터베이스", "한강평생교육원", "45시간", "제2024-1-0001호", "오늘도 유효", "기관 확인"):
        assert shown in text, shown
    assert "김나리" not in text and "김*리" in text


def test_pasted_text_is_the_same(nari: Learner, client: Client) -> None:
    held = forms.disclosed(nari, issued(nari, 2, on=today()), today(), "자료구조")
    answer = client.post("/verify/", {"text": f"\n {held.decode()} \n"})
    assert "유효합니다" in answer.content.decode()


def test_a_certificate_tells_only_what_it_discloses(nari: Learner, client: Client) -> None:
    made = issued(nari, 2, 3, on=today())
    text = upload(client, forms.disclosed(nari, made, today(), "운영체제"))
    assert "유효합니다" in text and "운영체제" in text and "자료구조" not in text
    assert "성명" in text and "생년월일" not in text.partition("문서의 내용")[2]
    held = forms.disclosed(nari, made, today(), "운영체제")
    for hidden in (made.number, grouped(made.number)):  # with the day it would tell all lines
        assert hidden not in text
        assert all(hidden.encode() not in part for part in parts(held))


def test_a_learner_record_tells_all_its_lines(nari: Learner, client: Client) -> None:
    made = issued(nari, 2, 3, kind="portfolio", on=today())
    text = upload(client, forms.portfolio(nari, made, today()))
    assert "유효합니다" in text and "자료구조" in text and "운영체제" in text


def test_changed_and_nothing_of_it_is_repeated(nari: Learner, client: Client) -> None:
    held = forms.badge(nari, issued(nari, 2, on=today()), today())
    text = upload(client, held.replace("자료구조".encode(), "고급수학".encode()))
    assert "발급한 것과 다릅니다" in text and "고급수학" not in text
    record = forms.disclosed(nari, issued(nari, 2, on=today()), today(), "자료구조")
    head, _, rest = record.partition(b".")
    payload, _, tail = rest.partition(b".")
    changed = b".".join([head, payload[:-6] + b"AAAAAA", tail])
    assert "유효합니다" not in upload(client, changed)


def test_revoked_is_seen_at_once_in_every_form(nari: Learner, client: Client) -> None:
    made = issued(nari, 2, on=today())
    held = [
        forms.badge(nari, made, today()),
        forms.portfolio(nari, made, today()),
        forms.disclosed(nari, made, today(), "자료구조"),
    ]
    revoke(made.document_id, why="holder", by=nari.by, at=now())
    for one in held:
        text = upload(client, one)
        assert "거둔 문서입니다" in text and "발급 기관이 거두었습니다." in text and "revoked" not in text
    text = client.post("/en/verify/", {"file": forms.file_of(held[1])}).content.decode()
    assert "Item 1 inside: The issuer has revoked it." in text and "거두었습니다" not in text


def test_expired(nari: Learner, client: Client) -> None:
    long_ago = today() - timedelta(91)
    made = issued(nari, 2, on=long_ago)
    for held in (forms.badge(nari, made, long_ago), forms.disclosed(nari, made, long_ago, "자료구조")):
        assert "유효기간 밖입니다" in upload(client, held)


def test_a_stranger_under_our_name(nari: Learner, client: Client) -> None:
    text = upload(client, forms.of_a_stranger(nari, issued(nari, 2, on=today()), today()))
    assert "아는 발급 기관이 아닙니다" in text and "did:web:stranger.example" in text
    assert "자료구조" not in text and "국가평생교육진흥원</dd>" not in text


def test_an_issuer_of_the_registry(cast: Cast, client: Client, settings: Any) -> None:
    """By the registry's name and lists; standing and accreditation are no words of theirs."""
    settings.DID = "did:web:here.example"
    elsewhere = Elsewhere(cast, {})
    held = as_bytes(elsewhere.badge("nari"))
    assert "아는 발급 기관이 아닙니다" in upload(client, held)
    elsewhere.register(with_lists=False)
    assert "다 확인하지 못했습니다" in upload(client, held)
    elsewhere.publish()
    text = upload(client, held)
    assert "유효합니다" in text and "한빛연수원" in text and "파이썬 기초 1" in text
    assert elsewhere.world.issuer.name_ko not in text and not [
        one for one in STANDINGS.values() if one[0] in text
    ]
    elsewhere.world.bits.set([77])
    elsewhere.publish()
    assert "거둔 문서입니다" in upload(client, held)
    elsewhere.end(today() - timedelta(1))
    assert "아는 발급 기관이 아닙니다" in upload(client, held)


def test_signed_by_us_and_never_issued(nari: Learner, client: Client) -> None:
    made = issued(nari, 2, on=today())
    for held in (forms.never_issued(nari, made, today()), forms.of_another_number(nari, made, today())):
        text = upload(client, held)
        assert (
            "다 확인하지 못했습니다" in text and "발급 등록부에 없습니다" in text and "자료구조" not in text
        )


def test_a_site_that_has_moved_knows_its_lists(nari: Learner, settings: Any) -> None:
    made = issued(nari, 2, on=today())
    held = forms.badge(nari, made, today())
    settings.ADDRESS = "https://elsewhere.example"
    assert by_credential(held, on=today(), at=now()).outcome == "valid"
    revoke(made.document_id, why="holder", by=nari.by, at=now())
    assert by_credential(held, on=today(), at=now()).outcome == "revoked"


@pytest.mark.parametrize("held", [b"hello", b"\xff\xd8\xff\xe0 a photo", b"{", b"%PDF-1.7 no paper"])
def test_unreadable(client: Client, held: bytes) -> None:
    text = upload(client, held)
    assert (
        "읽을 수 없는 파일입니다" in text and "JSON(오픈 배지, CLR)이나" not in text
    )  # it would leave out PDF


def test_nothing_and_too_much(client: Client) -> None:
    assert client.post("/verify/", {"text": " "}).status_code == 422
    answer = client.post("/verify/", {"file": forms.file_of(b"x" * (5 * 1024 * 1024 + 1))})
    assert answer.status_code == 413 and "파일이 너무 큽니다" in answer.content.decode()


def test_files_are_limited(client: Client) -> None:
    most = int(RATES["file"].partition("/")[0])
    found = [client.post("/verify/", {"text": "no"}).status_code for _ in range(most + 1)]
    assert found == [200] * most + [429]
