"""The pages: a learner brings a credential in, an officer keeps the registry."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from baeum.learner.models import Draft
from baeum.ledger.models import Entry
from baeum.outside.models import IssuerVersion
from baeum.people.acting import acting
from baeum.shared.clock import today
from visiting import as_officer, as_self

from .making import DID, Elsewhere, as_bytes, issued, line, of_today


def file(held: bytes, name: str = "credential.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, held)


def page(elsewhere: Elsewhere, rest: str = "", language: str = "") -> str:
    return f"{language}/account/{elsewhere.accounts['nari']}/outside/{rest}"


def test_from_the_upload_to_the_lines(elsewhere: Elsewhere) -> None:
    elsewhere.register()
    client = as_self(elsewhere.cast, "nari")
    held = issued(line(1), line(2), name=elsewhere.name("nari"))
    members = [elsewhere.world.badge(held, one, n, index=n) for n, one in enumerate(held.lines)]
    record = as_bytes(elsewhere.world.portfolio(held, members))
    answer = client.post(page(elsewhere), {"file": file(record)})
    assert (answer.status_code, answer["Location"]) == (302, page(elsewhere, "items/"))
    shown = client.get(page(elsewhere, "items/")).content.decode()
    assert "파이썬 기초 1" in shown and "기관 확인" in shown and "한빛연수원" in shown
    assert "밖에서 받은 증명서" in client.get(f"/account/{elsewhere.accounts['nari']}/").content.decode()
    with acting(elsewhere.cast.as_self("nari")):
        assert "파이썬".encode() not in bytes(Draft.objects.get().typed)
    first, second = [item.key for item in elsewhere.look(record).items]
    answer = client.post(page(elsewhere, "items/"), {"item": [first], "action": "bring"})
    assert answer["Location"].startswith(page(elsewhere, "items/"))  # one is left
    shown = client.get(page(elsewhere, "items/", "/en")).content.decode()
    assert "Already there" in shown and shown.count('name="item"') == 1
    answer = client.post(page(elsewhere, "items/"), {"item": [second], "action": "bring"})
    assert "statement" in answer["Location"]
    with acting(elsewhere.cast.as_self("nari")):
        assert Entry.objects.count() == 2 and not Draft.objects.exists()
    shown = client.get(f"/account/{elsewhere.accounts['nari']}/lines/1/").content.decode()
    assert "확인한 결과" in shown and "유효" in shown and DID in shown


def test_every_problem_is_told_and_nothing_is_kept(elsewhere: Elsewhere) -> None:
    elsewhere.register()
    client = as_self(elsewhere.cast, "nari")
    assert "붙여 넣으세요" in client.post(page(elsewhere), {}).content.decode()
    changed = as_bytes(elsewhere.badge()).replace("파이썬".encode(), "파이톤".encode())
    answer = client.post(page(elsewhere, language="/en"), {"text": changed.decode()})
    assert answer.status_code == 422 and "it was changed after it was issued" in answer.content.decode()
    wrong = {"file": file(as_bytes(elsewhere.badge())), "lists": [file(b"x"), file(b"\xff\xfe")]}
    answer = client.post(page(elsewhere), wrong)
    assert (
        answer.status_code == 422 and answer.content.decode().count("상태 목록 파일을 읽을 수 없습니다") == 2
    )
    with acting(elsewhere.cast.as_self("nari")):
        assert not Draft.objects.exists() and not Entry.objects.exists()
    assert client.get(page(elsewhere, "items/")).status_code == 302


def test_an_unknown_issuer_is_named_as_the_credential_does_and_says_why(elsewhere: Elsewhere) -> None:
    client = as_self(elsewhere.cast, "nari")
    client.post(page(elsewhere), {"text": as_bytes(elsewhere.badge()).decode()})
    shown = client.get(page(elsewhere, "items/", "/en")).content.decode()
    assert "as the credential writes it" in shown and "Self-declared" in shown
    assert client.post(page(elsewhere, "items/"), {"action": "drop"}).status_code == 302
    assert client.get(page(elsewhere, "items/")).status_code == 302
    assert client.post(page(elsewhere, "items/"), {"action": "bring", "item": "00"}).status_code == 302
    told = client.post(page(elsewhere), {"text": "{}"}).content.decode()
    assert "디지털 증명서가 아닙니다" in told and "None" not in told
    assert [one.code for one in elsewhere.look(elsewhere.badge()).items[0].lower] == ["verify.unknown_issuer"]
    elsewhere.brought(elsewhere.badge())
    shown = client.get(f"/account/{elsewhere.accounts['nari']}/lines/1/").content.decode()
    assert "모르는 발급 기관" in shown and "verify.unknown_issuer" not in shown  # words, not the rule's code


def test_a_long_record_stays_a_small_page(elsewhere: Elsewhere) -> None:
    lines = [line(n) for n in range(1, 61)]
    held = issued(*lines, name=elsewhere.name("nari"))
    client = as_self(elsewhere.cast, "nari")
    client.post(page(elsewhere), {"file": file(elsewhere.world.certificate(held).encode())})
    answer = client.get(page(elsewhere, "items/"))
    assert answer.content.decode().count('name="item"') == 40 and len(answer.content) <= 60_000


def said(elsewhere: Elsewhere, **changed: Any) -> dict[str, Any]:
    given = {
        "act": "change",
        "after": "0",
        "name_ko": "한빛연수원",
        "name_en": "Hanbit Academy",
        "standing": "institution_confirmed",
        "from_day": "2026.01.01",
        "until": "",
        "reason": "업무 협약",
        "document": file(json.dumps(elsewhere.world.document).encode(), "did.json"),
        **changed,
    }
    return {name: value for name, value in given.items() if value is not None}


def test_an_officer_registers_changes_and_ends_an_issuer(elsewhere: Elsewhere) -> None:
    client = as_officer(elsewhere.cast, "inseo")
    assert "모든 증명서가" in client.get("/desk/issuers/").content.decode()
    answer = client.post("/desk/issuers/new/", said(elsewhere))
    assert answer.status_code == 302
    at = answer["Location"]
    assert DID in client.get("/desk/issuers/").content.decode()
    shown = client.get(at).content.decode()
    assert "Ed25519" in shown and "업무 협약" in shown
    again = client.post("/desk/issuers/new/", said(elsewhere))
    assert again.status_code == 409 and "이미 목록에 있는" in again.content.decode()
    stale = client.post(at, said(elsewhere, after="0", document=None))
    assert stale.status_code == 409
    assert client.post(at, said(elsewhere, after="7", document=None)).status_code == 409
    raised = said(elsewhere, after="1", document=None, standing="officially_verified", reason="재심사")
    assert client.post(at, raised).status_code == 302
    for one in elsewhere.world.lists(of_today()):
        assert client.post(at, {"act": "list", "list": file(one)}).status_code == 302
    assert elsewhere.brought(elsewhere.badge())[0].standing == "officially_verified"
    last = (today() - timedelta(1)).isoformat()
    ended = client.post(at, {"act": "end", "after": "2", "end_on": last, "end_reason": "협약 끝"})
    assert ended.status_code == 302
    shown = client.get(at).content.decode()
    assert "협약 끝" in shown and "재심사" in shown and "인정 끝내기" not in shown
    with acting(elsewhere.cast.as_("inseo")):
        assert [one.number for one in IssuerVersion.objects.order_by("number")] == [1, 2, 3]


def test_all_errors_of_an_issuer_at_once(elsewhere: Elsewhere) -> None:
    client = as_officer(elsewhere.cast, "inseo")
    wrong = said(elsewhere, name_en="", standing="king", until="2025-01-01", reason="")
    wrong["document"] = file(b"{}", "did.json")
    answer = client.post("/desk/issuers/new/", wrong)
    text = answer.content.decode()
    assert answer.status_code == 422
    for told in (
        "이름을 한국어와 영어로",
        "신뢰 수준을 고르세요",
        "끝나는 날이 앞서지",
        "까닭을 1자에서",
        "did 문서를 읽을",
    ):
        assert told in text
    with acting(elsewhere.cast.as_("inseo")):
        assert not IssuerVersion.objects.exists()
    told = client.post("/desk/issuers/new/", {}).content.decode()
    assert "did 문서 파일을 고르세요" in told and "bytes" not in told
    empty = {"id": "did:web:empty.example", "verificationMethod": [], "assertionMethod": []}
    answer = client.post("/desk/issuers/new/", said(elsewhere, document=file(json.dumps(empty).encode())))
    assert "열쇠" in answer.content.decode() and answer.status_code == 422


def test_a_status_list_of_somebody_else_is_not_taken(elsewhere: Elsewhere) -> None:
    first = elsewhere.register(with_lists=False)
    client = as_officer(elsewhere.cast, "inseo")
    bit = json.loads(elsewhere.world.lists(of_today())[0])
    bit["credentialSubject"]["statusPurpose"] = "suspension"  # changed after it was signed
    answer = client.post(
        f"/desk/issuers/{first.pk}/", {"act": "list", "list": file(json.dumps(bit).encode())}
    )
    assert answer.status_code == 422 and "상태 목록을" in answer.content.decode()
    old = elsewhere.world.lists(of_today(days=-1))[0]
    assert client.post(f"/desk/issuers/{first.pk}/", {"act": "list", "list": file(old)}).status_code == 422


def test_nobody_else_sees_the_registry(elsewhere: Elsewhere) -> None:
    for client in (Client(), as_self(elsewhere.cast, "nari"), as_officer(elsewhere.cast, "sora")):
        assert client.get("/desk/issuers/").status_code != 200
