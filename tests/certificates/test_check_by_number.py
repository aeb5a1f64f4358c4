"""Whoever was handed a paper: what they are told of its number and day, and what not."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baeum.certificates.freezing import Issued
from baeum.certificates.limits import RATES
from baeum.certificates.numbers import ALPHABET, grouped, new_number
from baeum.certificates.services.reissue import reissue
from baeum.certificates.services.revoke import revoke
from baeum.courses.services.cancel_grant import cancel_accreditation
from baeum.ledger.services.reverse import reverse
from baeum.people.services.erase import erase
from baeum.shared.clock import KOREA, now, today
from cast import done
from claims.cases import Learner

from .accredited import accredited_line
from .lines import issued

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    """Nobody has checked anything from this address."""
    cache.clear()


def address(made: Issued, language: str = "") -> str:
    """What the QR code of the paper leads to."""
    return f"{language}/verify/{made.number}/{made.issued_on:%Y%m%d}/"


def told(client: Client, made: Issued, language: str = "") -> tuple[HttpResponse, str]:
    answer = client.get(address(made, language))
    return answer, answer.content.decode()


def test_a_valid_one(nari: Learner, client: Client) -> None:
    number, _ = accredited_line(nari)
    made = issued(nari, 2, number, masking="open", recipient="한빛상사", on=today())
    answer, text = told(client, made)
    assert answer.status_code == 200 and "유효합니다" in text and "손에 있는 문서를 아래와 견주세요" in text
    for shown in (
        "평생학습이력증명서",
        grouped(made.number),
        "자료구조",
        "데이터베이스",
        "한강평생교육원",
        "기관 확인",
    ):
        assert shown in text, shown
    assert "제2024-1-0001호" in text and "오늘도 유효" in text and "3학점" in text
    assert "김*리" in text and "김나리" not in text and "한빛상사" not in text
    answer, text = told(client, made, "/en")
    assert "Valid" in text and "holds today" in text and "Institution-confirmed" in text
    assert (
        "Sample Institute · 1\N{NO-BREAK SPACE}Mar\N{NO-BREAK SPACE}2024" in text
    )  # who accredited, and when


def test_nothing_of_it_is_kept_on_the_way(nari: Learner, client: Client) -> None:
    answer, text = told(client, issued(nari, 2, on=today()))
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"] and '<meta name="robots" content="noindex' in text
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies and len(answer.content) < 60_000


def test_accreditation_and_lines_as_they_are_today(nari: Learner, client: Client) -> None:
    number, grant = accredited_line(nari)
    made = issued(nari, 2, number, on=today())
    done(cancel_accreditation(grant, on=today(), reason="거짓", by=nari.world.cast.as_("inseo")))
    done(reverse(nari.account, 2, reason="잘못 올림", by=nari.world.cast.as_("sora")))
    _, text = told(client, made)
    assert "에 취소됨" in text and "발급한 뒤 되돌린 줄입니다." in text and "유효합니다" in text
    assert "되돌린 줄이 있습니다" in text and "평가인정이 취소된 줄이 있습니다" in text


def test_an_accreditation_that_has_ended_since(nari: Learner, client: Client) -> None:
    number, grant = accredited_line(nari, until=today() - timedelta(30))
    _, text = told(client, issued(nari, number, on=today()))
    until = grant.until
    assert f"{until.year}. {until.month}. {until.day}.에 끝남" in text and "오늘도 유효" not in text


def test_a_revoked_one_with_when_and_why(nari: Learner, client: Client) -> None:
    made = issued(nari, 2, on=today())
    early = datetime.combine(today(), time(0, 1), KOREA)  # the day before, by the clock of Greenwich
    revoke(made.document_id, why="fraud", by=nari.world.officers.institute[0], at=early)
    _, text = told(client, made)
    assert "거둔 문서입니다" in text and "거짓으로 얻은 것이었습니다." in text
    assert f"{today().year}. {today().month}. {today().day}.에 거두었습니다." in text


def test_of_a_replaced_one_not_the_new_number(nari: Learner, client: Client) -> None:
    made = issued(nari, 2, on=today())
    again = reissue(made.document_id, by=nari.by, at=now())
    assert isinstance(again, Issued)
    _, text = told(client, made)
    assert "새로 발급했습니다." in text and "낸 사람에게 새 문서가 있습니다" in text
    assert again.number not in text and grouped(again.number) not in text


def test_an_expired_one(nari: Learner, client: Client) -> None:
    made = issued(nari, 2, on=today() - timedelta(91))
    _, text = told(client, made)
    assert "유효기간 밖입니다" in text and "까지 유효했습니다." in text and "자료구조" in text


def test_of_somebody_erased(nari: Learner, client: Client) -> None:
    made = issued(nari, 2, on=today())
    erase(nari.world.cast.person["nari"].id, by=nari.by, at=now())
    _, text = told(client, made)
    assert "다 확인하지 못했습니다" in text and "주인의 자료가 지워져" in text and "자료구조" not in text


def test_none_of_that_number_or_not_of_that_day(nari: Learner, client: Client) -> None:
    made = issued(nari, 2, on=today())
    for path in (
        f"/verify/{new_number()}/{today():%Y%m%d}/",
        f"/verify/{made.number}/{today() - timedelta(1):%Y%m%d}/",
        f"/verify/{made.number}/20261399/",
        f"/verify/{made.number[:-1]}/{today():%Y%m%d}/",
    ):
        answer = client.get(path)
        assert answer.status_code == 404 and "이런 문서가 없습니다" in answer.content.decode(), path
        assert "자료구조" not in answer.content.decode()


def test_typed_in_any_grouping_and_case(nari: Learner, client: Client) -> None:
    made = issued(nari, 2, on=today())
    for number in (made.number, grouped(made.number).lower(), f" {made.number[:8]} {made.number[8:]} "):
        for day in (f"{today():%Y-%m-%d}", f"{today():%Y.%m.%d.}", f"{today():%Y%m%d}"):
            answer = client.post("/verify/", {"number": number, "issued_on": day})
            assert (answer.status_code, answer["Location"]) == (302, address(made)), (number, day)


def test_a_mistyped_number_is_told_before_anything_is_looked_up(client: Client) -> None:
    number = new_number()
    wrong = number[:3] + ALPHABET[(ALPHABET.index(number[3]) + 1) % 32] + number[4:]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.post("/verify/", {"number": wrong, "issued_on": "어제"})
        text = answer.content.decode()
        assert answer.status_code == 422 and "잘못 적은 글자가 있습니다" in text
        assert "2026-11-26처럼" in text and f'value="{wrong}"' in text
        answer = client.post("/verify/", {"number": number[:15], "issued_on": "2026-11-26"})
        assert "지금 15자를 적었습니다" in answer.content.decode()
    assert not [one for one in asked.captured_queries if "certificates" in one["sql"]]


def test_numbers_that_are_not_there_count_more(nari: Learner, client: Client) -> None:
    made = issued(nari, 2, on=today())
    most = int(RATES["wrong"].partition("/")[0])
    for _ in range(most):
        assert client.get(f"/verify/{new_number()}/{today():%Y%m%d}/").status_code == 404
    answer, text = told(client, made)
    assert answer.status_code == 429 and "너무 자주" in text and "자료구조" not in text
    assert "잠시 뒤에 다시 하세요" in text and "aria-invalid" not in text and "고칠 곳" not in text
    assert client.get(address(made), REMOTE_ADDR="192.0.2.7").status_code == 200


def test_right_numbers_are_limited_too(nari: Learner, client: Client) -> None:
    made = issued(nari, 2, on=today())
    most = int(RATES["look"].partition("/")[0])
    found = [client.get(address(made)).status_code for _ in range(most + 1)]
    assert found == [200] * most + [429]


def test_the_page_needs_nobody(client: Client) -> None:
    for language, words in (("", "증명서 확인"), ("/en", "Check a certificate")):
        answer = client.get(f"{language}/verify/")
        text = answer.content.decode()
        assert answer.status_code == 200 and words in text and "noindex" in answer.headers["X-Robots-Tag"]
        assert "Referrer-Policy" not in answer.headers or answer.headers["Referrer-Policy"] == "same-origin"
        assert len(answer.content) < 60_000
