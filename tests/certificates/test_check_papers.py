"""Whoever was handed a PDF: as it was signed or not, what the register says, the proof of the log inside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from baeum.certificates.checking_papers import by_paper
from baeum.certificates.numbers import grouped, new_number
from baeum.certificates.services.revoke import revoke
from baeum.credentials.log_proof import new_nonce
from baeum.shared.clock import now, today
from baeum.transparency.log_key import begin
from claims.cases import Learner

from .forms import paper, signed, stranger
from .lines import frozen, issued
from .test_check_by_file import upload

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def log(settings: object, tmp_path: Path) -> Iterator[None]:
    """A log of the test's own, and nobody has checked anything."""
    settings.LOG_FOLDER, settings.LOG_KEY_FILE = tmp_path / "log", tmp_path / "log.key"  # type: ignore[attr-defined]
    begin("baeum.example/log")
    cache.clear()
    yield


def test_as_it_was_issued(nari: Learner, client: Client) -> None:
    made = issued(nari, 2, masking="open", on=today())
    pdf = paper(nari, made)
    text = upload(client, pdf)
    assert "유효합니다" in text and grouped(made.number) in text and "자료구조" in text
    assert "공개 기록에 있음을 파일의 증명으로 확인했습니다" in text
    assert "김*리" in text and "김나리" not in text
    revoke(made.document_id, why="holder", by=nari.by, at=now())
    text = upload(client, pdf)
    assert "거둔 문서입니다" in text and "본인이 거두었습니다." in text


def test_changed_added_to_or_printed_again(nari: Learner, client: Client) -> None:
    pdf = paper(nari, issued(nari, 2, on=today()))
    half = len(pdf) // 2
    text = upload(client, pdf[:half] + bytes([pdf[half] ^ 1]) + pdf[half + 1 :])
    assert "발급한 것과 다릅니다" in text and "자료구조" not in text
    text = upload(client, pdf + b"\n1 0 obj\n<<>>\nendobj\n")
    assert "발급한 것과 다릅니다" in text and "덧붙었습니다" in text
    text = upload(client, b"%PDF-1.7\n%%EOF\n")
    assert "읽을 수 없는 파일입니다" in text and "문서확인번호로 확인하세요" in text


def test_signed_by_a_stranger(nari: Learner, client: Client) -> None:
    snapshot = frozen(nari, issued(nari, 2, on=today()))
    text = upload(client, signed(snapshot, key=stranger()))
    assert "아는 발급 기관이 아닙니다" in text and "자료구조" not in text
    assert (
        "DEMO 시범 국가평생교육진흥원." in text and "CN=" not in text
    )  # a name, not how certificates write it


def test_expired_and_until_when(nari: Learner, client: Client) -> None:
    made = issued(nari, 2, on=today() - timedelta(91))
    text = upload(client, paper(nari, made))
    until = made.valid_until
    assert until and f"{until.year}. {until.month}. {until.day}.까지 유효했습니다." in text


def test_our_signature_is_not_enough(nari: Learner) -> None:
    """Whoever has stolen the key of papers: the register does not know it, or knows it otherwise."""
    snapshot = frozen(nari, issued(nari, 2, on=today()))
    found = by_paper(signed(replace(snapshot, number=grouped(new_number()))), on=today())
    assert (found.outcome, found.reasons[0].code, found.known) == ("unchecked", "verify.unregistered", False)
    line = replace(snapshot.lines[0], title_ko="고급수학")
    found = by_paper(signed(replace(snapshot, lines=(line,))), on=today())
    assert (found.outcome, found.reasons[0].code, found.known) == ("changed", "verify.not_said", False)


def test_whether_its_proof_holds_is_told(nari: Learner) -> None:
    made = issued(nari, 2, on=today())
    snapshot = frozen(nari, made)
    assert by_paper(paper(nari, made), on=today()).log == "proven"
    assert by_paper(signed(snapshot), on=today()).log == "missing"
    forged = {"salt": new_nonce().hex(), "sealed": "00" * 32}
    assert by_paper(signed(snapshot, json.dumps(forged).encode()), on=today()).log == "unproven"
