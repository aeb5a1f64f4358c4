"""One line and what can be done about it; both lines of a reversal and of a move tell of it."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from baeum.ledger.models import CorrectionRequest
from baeum.people.acting import acting

from .learners import PICTURE, Learner


def test_a_line_taken_back_is_told_on_both_lines(nari: Learner) -> None:
    nari.enter("태백산맥", kind="book", happened_on=date(2018, 1, 5))
    answer = nari.post("lines/1/reverse/", {"reason": "다 읽지 않았습니다."})
    assert answer.headers["Location"].endswith("/lines/2/?done=reversed")
    old, new = (nari.get(f"lines/{n}/").content.decode() for n in (1, 2))
    assert "되돌린 줄" in old and "/lines/2/" in old
    assert "다 읽지 않았습니다." in new and "/lines/1/" in new
    page = nari.get("statement/").content.decode()
    assert page.count("/lines/1/") >= 2 and page.count("/lines/2/") >= 2
    assert "0줄" in nari.get("").content.decode()


def test_taking_back_asks_why_and_only_of_ones_own(nari: Learner) -> None:
    nari.enter("요리")
    nari.enter("글쓰기", kind="course", by="sora")
    refused = nari.post("lines/1/reverse/", {"reason": " "})
    assert refused.status_code == 422 and '<a href="#reason"' in refused.content.decode()
    assert nari.post("lines/2/reverse/", {"reason": "아닙니다"}).status_code == 422
    assert 'id="reverse"' not in nari.get("lines/2/").content.decode()
    assert nari.get("lines/3/").status_code == 404


def test_a_note_is_moved_once_its_course_is_accredited(nari: Learner) -> None:
    nari.enter("웰다잉 지도사", hours=60)
    bad = nari.post("lines/1/move/", {"of": "제41호", "accredited_on": "언젠가"})
    assert bad.status_code == 422 and 'value="언젠가"' in bad.content.decode()
    answer = nari.post("lines/1/move/", {"of": "제41호", "accredited_on": "2026.9.1"})
    assert answer.status_code == 302
    old, new = (nari.get(f"lines/{n}/").content.decode() for n in (1, 2))
    assert "평생교육 이수실적으로 옮긴 줄" in old and "특기사항에서 옮겨 옴" in new and "제41호" in new


def test_evidence_is_added_in_a_new_line(nari: Learner) -> None:
    nari.enter("요리")
    answer = nari.post("lines/1/evidence/", {"file": SimpleUploadedFile("a.png", PICTURE)})
    page = nari.client.get(answer.headers["Location"]).content.decode()
    assert "파일 받기 (PNG" in page and "증빙을 붙임" in page
    for content in (b"", b"not a picture"):
        refused = nari.post("lines/2/evidence/", {"file": SimpleUploadedFile("a.png", content)})
        assert refused.status_code == 422
    assert nari.post("lines/2/evidence/").status_code == 422


def test_a_correction_is_asked_of_the_office_with_its_deadline(nari: Learner) -> None:
    nari.enter("글쓰기", kind="course", by="sora")
    assert nari.post("lines/1/request/", {"reason": ""}).status_code == 422
    answer = nari.post("lines/1/request/", {"reason": "시간이 30시간입니다."})
    assert answer.status_code == 302
    page = nari.client.get(answer.headers["Location"]).content.decode()
    assert "정정 요구" in page and "한강평생교육원" in page and "일 남음" in page and "30시간입니다." in page
    assert "답을 기다리는 요청이 1건" in nari.get("").content.decode()
    again = nari.post("lines/1/request/", {"reason": "또"})
    assert again.status_code == 422
    with acting(nari.cast.as_self("nari")):
        assert "30시간".encode() not in bytes(CorrectionRequest.objects.get().reason)


def test_a_confirmation_is_asked_of_an_office_of_ones_choice(nari: Learner) -> None:
    nari.enter("요리")
    for office in ("", "0", "x", str(nari.cast.office["seoul"].pk)):
        assert nari.post("lines/1/request/", {"reason": "수료했습니다.", "office": office}).status_code == 422
    office = str(nari.cast.office["dasan"].pk)
    assert nari.post("lines/1/request/", {"reason": "수료했습니다.", "office": office}).status_code == 302
    assert "확인 요청" in nari.get("requests/").content.decode()


def test_a_file_of_another_account_is_not_there(nari: Learner, dowon: Learner) -> None:
    nari.enter("요리")
    nari.post("lines/1/evidence/", {"file": SimpleUploadedFile("a.png", PICTURE)})
    page = nari.get("lines/2/").content.decode()
    path = page.split('href="')[1:]
    link = next(one.split('"')[0] for one in path if "/evidence/" in one.split('"')[0])
    assert nari.client.get(link).status_code == 200
    assert dowon.client.get(link).status_code == 404
    assert dowon.client.get(link.replace(f"/{nari.account}/", f"/{dowon.account}/")).status_code == 404
