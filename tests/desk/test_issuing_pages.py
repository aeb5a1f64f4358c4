"""The pages on which an institution issues completions, finds them, revokes them and issues them again."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import python_calamine
from django.test import Client

from baeum.certificates.models import Batch, Document
from baeum.certificates.numbers import grouped
from baeum.certificates.services import ask_to_issue as asking
from baeum.people.acting import Actor, acting
from cast import Cast
from certificates.completing import as_csv, asks, complete, completions

from .learners import Learner, file, rows_of
from .test_upload import taken
from .visiting import as_file, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def issuer(settings: Any, tmp_path: Path) -> None:
    """The site has an address and keys."""
    settings.ADDRESS, settings.DID = "https://baeum.example", "did:web:baeum.example"
    settings.ISSUER_KEYS = tmp_path


def sent(client: Client, data: bytes, name: str = "발급.csv", lang: str = "", **given: str) -> Any:
    return client.post(f"{lang}/desk/issuing/", {"file": as_file(data, name), **given})


def test_a_file_is_checked_issued_found_and_downloaded(
    desk: Client, sora: Actor, learners: list[Learner]
) -> None:
    complete(learners, sora)
    rows = [*map(asks, learners), asks(learners[0], "없는 과정")]
    checked = sent(desk, as_csv(rows), languages="both")
    assert checked.status_code == 302
    page = desk.get(checked.url).content.decode()
    assert "이수증 6건 발급" in page and "<td>없는 과정</td>" in page and "고쳐서 다시 올릴 수" in page
    sheet = desk.get(f"{checked.url}refused.xlsx")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sheet.content))
    assert book.get_sheet_by_index(0).to_python(skip_empty_area=False)[2][2] == "없는 과정"
    done = desk.post(f"{checked.url}issue/", follow=True).content.decode()
    assert "발급 결과" in done and "<dd>6</dd>" in done
    answer = desk.get(f"{checked.url}issued.csv")
    assert "no-store" in answer.headers["Cache-Control"]
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    made = {grouped(one.number): one for one in completions(sora)}
    assert table[0] == ["행", "학습자번호", "문서번호", "발급일"] and len(table) == 7
    assert [one[1] for one in table[1:]] == [learner.number for learner in learners]
    assert {one[2] for one in table[1:]} == set(made)
    number = table[1][2]
    listed = desk.get("/desk/documents/", {"number": number.lower().replace("-", " ")}).content.decode()
    assert number in listed and learners[0].name in listed and learners[1].name not in listed
    assert "학습자번호로 등록한 내역이 없습니다" in desk.get("/desk/documents/?learner=L1").content.decode()
    wrong = desk.get("/desk/documents/?number=7777")
    assert wrong.status_code == 422 and "열여섯 개" in wrong.content.decode()


def issued(desk: Client, sora: Actor, learners: list[Learner]) -> list[Document]:
    complete(learners, sora)
    where = sent(desk, as_csv(list(map(asks, learners)))).url
    desk.post(f"{where}issue/")
    found = completions(sora)
    assert len(found) == len(learners)
    return found


def test_some_are_revoked_with_a_reason(desk: Client, sora: Actor, learners: list[Learner]) -> None:
    made = issued(desk, sora, learners)
    chosen = {"document": [str(made[0].pk), str(made[1].pk), "nonsense", str(uuid4())]}
    asked = desk.post("/desk/documents/revoke/", chosen).content.decode()
    assert "이수증 2건을 거둡니다" in asked and "왜 거둡니까?" in asked
    assert all(one.revoked_at is None for one in completions(sora))
    for bad in ({}, {"why": "holder"}, {"why": "replaced"}):
        unsaid = desk.post("/desk/documents/revoke/", {**chosen, **bad, "sure": "yes"})
        assert unsaid.status_code == 422 and "까닭은 다음 가운데 고르세요" in unsaid.content.decode()
    done = desk.post("/desk/documents/revoke/", {**chosen, "why": "fraud", "sure": "yes"}, follow=True)
    assert "2건을 거두었습니다" in done.content.decode()
    assert sorted(one.revoked_why for one in completions(sora)) == ["", "", "", "", "fraud", "fraud"]
    assert "거짓이나 그 밖의" in desk.get(f"/desk/documents/{made[0].pk}/").content.decode()
    assert desk.post("/desk/documents/revoke/", {}).status_code == 422
    with acting(sora):
        batch = Batch.objects.get()
    whole = {"batch": str(batch.pk)}
    assert "이수증 4건을 거둡니다" in desk.post("/desk/documents/revoke/", whole).content.decode()
    desk.post("/desk/documents/revoke/", {**whole, "why": "mistake", "sure": "yes"})
    assert all(one.revoked_at for one in completions(sora))


def test_issued_again_with_the_name_as_it_is_now(desk: Client, sora: Actor, learners: list[Learner]) -> None:
    [first] = issued(desk, sora, learners[:1])
    wrong = desk.post(f"/desk/documents/{first.pk}/again/", {"name": "다른 사람"})
    assert wrong.status_code == 409 and "지금 성명을 적으십시오" in wrong.content.decode()
    again = desk.post(f"/desk/documents/{first.pk}/again/", {"name": ""}, follow=True).content.decode()
    assert "다시 발급했습니다" in again
    assert "새로 발급됨" in desk.get(f"/desk/documents/{first.pk}/").content.decode()


def test_issued_of_what_was_just_stored(desk: Client, sora: Actor, learners: list[Learner]) -> None:
    found = taken(file(rows_of(learners, 6)), sora)
    page = desk.get(f"/desk/imports/{found.pk}/").content.decode()
    assert 'name="certifies"' in page
    stored = desk.post(f"/desk/imports/{found.pk}/store/", {"mode": "all", "certifies": "yes"}, follow=True)
    with acting(sora):
        batch = Batch.objects.get()
    assert f"/desk/issuing/{batch.pk}/" in stored.content.decode()
    assert (batch.rows, batch.refused, batch.state) == (6, 0, "checked")
    desk.post(f"/desk/issuing/{batch.pk}/issue/")
    assert len(completions(sora)) == 6
    other = taken(file(rows_of(learners, 7)[6:]), sora)
    desk.post(f"/desk/imports/{other.pk}/store/", {"mode": "all"})
    with acting(sora):
        assert Batch.objects.count() == 1  # only where it was asked for


def test_progress_stopping_and_discarding(
    desk: Client, sora: Actor, learners: list[Learner], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "AT_ONCE", 1)
    complete(learners, sora)
    where = sent(desk, as_csv(list(map(asks, learners)))).url
    desk.post(f"{where}issue/")
    page = desk.get(where).content.decode()
    assert "6행 가운데 0행 (0%)" in page and "htmx" in page
    part = desk.get(where, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "발급하고 있습니다" in part
    assert desk.post(f"{where}issue/").status_code == 409
    assert desk.post(f"{where}discard/").status_code == 409
    assert "멈춤" in desk.post(f"{where}stop/", follow=True).content.decode()
    assert desk.get(where, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    other = sent(desk, as_csv([asks(learners[0])])).url
    assert "버림" in desk.post(f"{other}discard/", follow=True).content.decode()
    assert desk.get(f"{other}refused.xlsx").status_code == 404
    assert completions(sora) == []


@pytest.mark.parametrize("lang", ["", "/en"])
def test_pages_and_mistakes_in_both_languages(desk: Client, learners: list[Learner], lang: str) -> None:
    assert learners
    for page in ("documents/", "issuing/"):
        assert desk.get(f"{lang}/desk/{page}").status_code == 200
    template = desk.get(f"{lang}/desk/issuing/template.xlsx")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(template.content))
    heads = book.get_sheet_by_index(0).to_python(skip_empty_area=False)[1]
    assert heads[-1] == ("Line" if lang else "줄 번호")
    for data, name in ((b"", "a.csv"), (b"%PDF", "a.pdf"), (b"PK\x03\x04", "a.xlsx")):
        answer = sent(desk, data, name, lang)
        assert answer.status_code == 422
        assert ("Something has to be put right" if lang else "고칠 곳이 있습니다") in answer.content.decode()
    assert desk.post(f"{lang}/desk/issuing/").status_code == 422


def test_nothing_of_another_office(cast: Cast, desk: Client, sora: Actor, learners: list[Learner]) -> None:
    [made] = issued(desk, sora, learners[:1])
    with acting(sora):
        batch = Batch.objects.get()
    other = sign_in(Client(), cast.as_("taeo"))
    for path in (f"documents/{made.pk}/", f"issuing/{batch.pk}/", f"issuing/{batch.pk}/issued.csv"):
        assert other.get(f"/desk/{path}").status_code == 404
    assert learners[0].name not in other.get("/desk/documents/").content.decode()
    for chosen in ({"document": str(made.pk)}, {"batch": str(batch.pk)}):
        answer = other.post("/desk/documents/revoke/", {**chosen, "why": "fraud", "sure": "yes"})
        assert answer.status_code in (302, 422)
    assert other.post(f"/desk/documents/{made.pk}/again/").status_code == 404
    assert [one.revoked_at for one in completions(sora)] == [None]
