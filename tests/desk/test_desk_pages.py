"""The pages of the desk: what an officer sees and does, and nobody else."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

import pytest
import python_calamine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baeum.desk.models import Import
from baeum.desk.services.ask_to_store import AT_ONCE
from baeum.ledger.services.request_correction import CorrectionRequested, request_correction
from baeum.people.acting import Actor, acting
from cast import Cast

from .learners import ON, Learner, file, lines, row, rows_of
from .test_upload import taken
from .visiting import as_file, sign_in

FORM = {
    "kind": "course",
    "title": "생활 도예",
    "course_code": "",
    "field": "arts",
    "began_on": "2026.3.2.",
    "ended_on": "20260619",
    "hours": "30",
    "credits": "",
    "grade": "92",
    "note": "",
    "reference": "2026-1",
}
PAGES = ("", "imports/", "imports/new/", "template.xlsx", "completions/", "completions/new/", "corrections/")


def form(learner: Learner, **given: str) -> dict[str, str]:
    return {**FORM, "learner_number": learner.number, "name": learner.name, "token": str(uuid4()), **given}


def sent(client: Client, data: bytes, name: str = "이수.csv", kind: str = "course", lang: str = "") -> Any:
    return client.post(f"{lang}/desk/imports/new/", {"file": as_file(data, name), "kind": kind})


def asked(learner: Learner, number: int = 1, reason: str = "시간이 다릅니다") -> CorrectionRequested:
    answer = request_correction(learner.account_id, number, reason=reason, by=Actor(learner.person_id), on=ON)
    assert isinstance(answer, CorrectionRequested), answer
    return answer


def registered(desk: Client, learner: Learner, **given: str) -> None:
    assert desk.post("/desk/completions/new/", form(learner, **given)).status_code == 302


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["inseo", "jiho", "suho", "expired", "revoked", "self", "nobody"])
def test_only_officers_of_institutions_come_in(cast: Cast, client: Client, page: str, who: str) -> None:
    if who != "nobody":
        sign_in(client, cast.as_self("sora") if who == "self" else cast.as_(who))
    answer = client.get(f"/desk/{page}")
    assert answer.status_code in (302, 403)
    assert "한강평생교육원" not in answer.content.decode()


@pytest.mark.parametrize("lang", ["", "/en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_both_languages(desk: Client, page: str, lang: str) -> None:
    answer = desk.get(f"{lang}/desk/{page}")
    assert answer.status_code == 200
    if page != "template.xlsx":
        text = answer.content.decode()
        assert ("Hangang Lifelong Academy" if lang else "한강평생교육원") in text


def test_a_file_is_previewed_and_stored(desk: Client, learners: list[Learner]) -> None:
    answer = sent(desk, file(rows_of(learners, 6)))
    assert answer.status_code == 302
    page = desk.get(answer.url).content.decode()
    assert "모두 저장 (6행)" in page
    assert learners[0].name in page
    stored = desk.post(f"{answer.url}store/", {"mode": "all"}, follow=True)
    assert "저장한 행" in stored.content.decode()
    assert sum(len(lines(learner)) for learner in learners) == 6
    assert "등록했습니다" not in desk.get("/desk/").content.decode()


def test_the_errors_are_listed_and_downloaded(desk: Client, learners: list[Learner]) -> None:
    bad = row(learners[1], 2, note="@SUM(A1)", hours="서른")
    where = sent(desk, file([row(learners[0], 1), bad])).url
    page = desk.get(where).content.decode()
    assert "<td>서른</td>" in page
    assert "맞는 행만 저장 (1행)" in page
    assert "모두 저장 (" not in page
    refused = desk.post(f"{where}store/", {"mode": "all"})
    assert refused.status_code == 422
    sheet = desk.get(f"{where}errors.xlsx")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sheet.content))
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert rows[2][10] == "'@SUM(A1)"
    assert "no-store" in sheet.headers["Cache-Control"]
    desk.post(f"{where}store/", {"mode": "good"})
    assert "오류 파일 내려받기" in desk.get(where).content.decode()  # what was left can still be corrected
    desk.post(f"{where}discard/")
    assert desk.get(f"{where}errors.xlsx").status_code == 404
    assert desk.get(where).status_code == 200


@pytest.mark.parametrize("lang", ["", "/en"])
@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.csv"),
        (b"\x00\x01", "a.csv"),
        (b"PK\x03\x04zip", "a.xlsx"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "a.xls"),
        (b"%PDF", "a.pdf"),
        ("\ud800".encode("utf-8", "surrogatepass"), "a.csv"),
        (b"x" * 5_000_001, "a.csv"),
    ],
)
def test_no_file_breaks_the_page(desk: Client, data: bytes, name: str, lang: str) -> None:
    answer = sent(desk, data, name, lang=lang)
    assert answer.status_code == 422
    assert 'id="problems"' in answer.content.decode()


def test_a_form_without_a_file_or_a_kind_is_told(desk: Client, learners: list[Learner]) -> None:
    assert "파일을 고르십시오" in desk.post("/desk/imports/new/", {"kind": "course"}).content.decode()
    answer = sent(desk, file(rows_of(learners, 1)), kind="")
    assert answer.status_code == 422
    assert "무엇으로 등록할지" in answer.content.decode()


def test_a_long_file_shows_a_progress_bar_without_a_script(desk: Client, learners: list[Learner]) -> None:
    where = sent(desk, file(rows_of(learners, AT_ONCE + 1))).url
    desk.post(f"{where}store/", {"mode": "all"})
    page = desk.get(where).content.decode()
    assert "<progress" in page
    assert "새로 고침" in page
    part = desk.get(where, headers={"HX-Request": "true"}).content.decode()
    assert part.startswith("<section")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")  # as if it had failed for good
    assert "이어서 저장" in desk.get(where).content.decode()
    assert desk.post(f"{where}store/", {"mode": "all"}).status_code == 302
    assert "이어서 저장" not in desk.get(where).content.decode()


def test_one_completion_is_registered_and_taken_back(desk: Client, learners: list[Learner]) -> None:
    one = learners[0]
    answer = desk.post("/desk/completions/new/", form(one), follow=True)
    text = answer.content.decode()
    assert "등록했습니다." in text
    assert "생활 도예" in text
    (line,) = lines(one)
    assert (line.happened_from.isoformat() if line.happened_from else "", line.hours) == ("2026-03-02", 30)
    where = f"/desk/completions/{one.account_id}/1/"
    assert desk.post(f"{where}reverse/", {"reason": "  "}).status_code == 422
    taken_back = desk.post(f"{where}reverse/", {"reason": "다른 사람의 것"}, follow=True)
    assert "취소" in taken_back.content.decode()
    assert [line.act for line in lines(one)] == ["deposit", "reversal"]
    assert desk.post(f"{where}reverse/", {"reason": "또"}).status_code == 409


def test_the_same_form_sent_twice_is_one_line(desk: Client, learners: list[Learner]) -> None:
    typed = form(learners[0])
    for _ in range(2):
        assert desk.post("/desk/completions/new/", typed).status_code == 302
    assert len(lines(learners[0])) == 1
    again = desk.post("/desk/completions/new/", {**typed, "token": str(uuid4())})
    assert again.status_code == 422
    assert len(lines(learners[0])) == 1


def test_everything_wrong_is_told_at_once_and_nothing_typed_is_lost(
    desk: Client, learners: list[Learner]
) -> None:
    answer = desk.post("/desk/completions/new/", form(learners[0], title="", ended_on="어제", hours="\0"))
    text = answer.content.decode()
    assert answer.status_code == 422
    for code in ("title", "ended_on", "hours"):
        assert f'<li><a href="#{code}">' in text
    assert 'value="어제"' in text
    assert f'value="{learners[0].number}"' in text


def test_a_name_that_is_not_the_accounts_is_told(desk: Client, learners: list[Learner]) -> None:
    answer = desk.post("/desk/completions/new/", form(learners[0], name="남의이름"))
    assert answer.status_code == 422
    assert '<li><a href="#learner_number">' in answer.content.decode()
    assert lines(learners[0]) == []


def test_the_list_is_filtered(desk: Client, learners: list[Learner]) -> None:
    registered(desk, learners[0])
    registered(desk, learners[1], title="연극", ended_on="2026-09-01", kind="training")
    for query, seen in (
        ("", (True, True)),
        (f"learner={learners[0].number}", (True, False)),
        ("kind=training", (False, True)),
        ("since=2026.7.1.", (False, True)),
        ("until=20260701", (True, False)),
        ("state=gone", (False, False)),
        ("state=stands", (True, True)),
    ):
        text = desk.get(f"/desk/completions/?{query}").content.decode()
        assert ("생활 도예" in text, "연극" in text) == seen, query
    assert desk.get("/desk/completions/?since=언제").status_code == 422
    assert desk.get("/desk/completions/?learner=L0000000000").status_code == 422
    for odd in (
        "before=9999999999999999999999",
        "before=-1",
        "kind=%00",
        "learner=%00",
        "since=%00",
        "x=%ff",
    ):
        assert desk.get(f"/desk/completions/?{odd}").status_code in (200, 422)


def test_another_office_sees_nothing_of_it(
    cast: Cast, desk: Client, learners: list[Learner], django_user_model: Any
) -> None:
    registered(desk, learners[0])
    where = sent(desk, file([row(learners[0], 1), row(learners[1], 2, hours="0")])).url
    request_id = asked(learners[0]).request_id
    taeo = sign_in(Client(), cast.as_("taeo"))
    for path in (
        where,
        f"{where}errors.xlsx",
        f"/desk/completions/{learners[0].account_id}/1/",
        f"/desk/corrections/{request_id}/",
    ):
        assert taeo.get(path).status_code == 404, path
    for path in (
        f"{where}store/",
        f"{where}discard/",
        f"/desk/completions/{learners[0].account_id}/1/reverse/",
    ):
        assert taeo.post(path, {"mode": "good", "reason": "x"}).status_code == 404, path
    assert "생활 도예" not in taeo.get("/desk/completions/").content.decode()
    assert taeo.get(f"/desk/completions/?learner={learners[0].number}").status_code == 422
    assert django_user_model.objects.count() > 0


def test_a_correction_is_granted_with_a_new_line(desk: Client, learners: list[Learner]) -> None:
    one = learners[0]
    registered(desk, one)
    request_id = asked(one).request_id
    assert "정정 요구" in desk.get("/desk/").content.decode()
    page = desk.get(f"/desk/corrections/{request_id}/").content.decode()
    assert "시간이 다릅니다" in page
    assert 'value="생활 도예"' in page
    where = f"/desk/corrections/{request_id}/"
    typed = {**FORM, "hours": "45", "answer": "replace", "reason": "확인했습니다"}
    assert desk.post(where, {**typed, "hours": "없음"}).status_code == 422
    assert desk.post(where, {**typed, "answer": ""}).status_code == 422
    assert desk.post(where, {**typed, "reason": ""}).status_code == 422
    assert [line.act for line in lines(one)] == ["deposit"]
    assert desk.post(where, typed).status_code == 302
    assert [(line.act, line.hours) for line in lines(one)] == [
        ("deposit", 30),
        ("reversal", None),
        ("deposit", 45),
    ]
    assert "확인했습니다" in desk.get(where).content.decode()
    assert "들어줌" in desk.get("/desk/corrections/?state=done").content.decode()
    assert desk.post(where, typed).status_code == 422


def test_a_correction_is_declined_or_the_line_taken_back(desk: Client, learners: list[Learner]) -> None:
    for learner, answer in ((learners[0], "decline"), (learners[1], "take_back")):
        registered(desk, learner)
        where = f"/desk/corrections/{asked(learner).request_id}/"
        assert desk.post(where, {"answer": answer, "reason": "출석부와 같습니다"}).status_code == 302
    assert [line.act for line in lines(learners[0])] == ["deposit"]
    assert [line.act for line in lines(learners[1])] == ["deposit", "reversal"]


def test_an_overdue_request_is_marked(desk: Client, learners: list[Learner]) -> None:
    registered(desk, learners[0])
    answer = request_correction(
        learners[0].account_id, 1, reason="늦은 것", by=Actor(learners[0].person_id), on=ON.replace(month=7)
    )
    assert isinstance(answer, CorrectionRequested)
    for page in ("/desk/", "/desk/corrections/", f"/desk/corrections/{answer.request_id}/"):
        assert "기한 지남" in desk.get(page).content.decode()


@pytest.mark.parametrize("page", ["/desk/", "/desk/imports/", "/desk/completions/", "/desk/corrections/"])
def test_a_list_costs_as_many_queries_for_many_rows(
    desk: Client, sora: Actor, learners: list[Learner], page: str
) -> None:
    def rows(number: int) -> None:
        registered(desk, learners[number], reference=f"q-{number}")
        asked(learners[number])
        taken(file([row(learners[number], 50 + number, hours="0")]), sora)

    rows(0)
    with CaptureQueriesContext(connection) as one:
        assert desk.get(page).status_code == 200
    rows(1)
    rows(2)
    with CaptureQueriesContext(connection) as three:
        desk.get(page)
    assert len(one) == len(three), [query["sql"] for query in three]


def test_the_preview_of_an_import_does_not_depend_on_its_rows(
    desk: Client, sora: Actor, learners: list[Learner]
) -> None:
    counted = []
    for count in (1, 60):
        where = f"/desk/imports/{taken(file(rows_of(learners, count)), sora).pk}/"
        with CaptureQueriesContext(connection) as queries:
            desk.get(where)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_nothing_is_changed_by_looking(desk: Client, sora: Actor, learners: list[Learner]) -> None:
    where = sent(desk, file(rows_of(learners, 2))).url
    for path in ("store/", "discard/"):
        assert desk.get(where + path).status_code == 405
    with acting(sora):
        assert Import.objects.get().state == "read"


def test_forged_requests_are_refused(sora: Actor, learners: list[Learner]) -> None:
    strict = sign_in(Client(enforce_csrf_checks=True), sora)
    assert sent(strict, file(rows_of(learners, 2))).status_code == 403
    assert strict.post("/desk/completions/new/", form(learners[0])).status_code == 403
