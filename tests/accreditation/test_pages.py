"""The pages: an application by forms alone, queues with fixed queries, refusals that keep what was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from baeum.accreditation.models import Application, Complaint, Notice, Round, RoundItem, Seat
from baeum.accreditation.services.forward import forward
from baeum.accreditation.services.submit import submit
from baeum.accreditation.services.write_draft import write_draft
from baeum.people.acting import Actor, acting
from baeum.people.models import SignIn
from baeum.shared.clock import today
from cast import Cast, done
from ledger.files import png
from visiting import as_officer

from .cases import ITEMS, course, drafted, seats_of, submitted
from .people import Officers
from .test_afterwards import accredited


@pytest.fixture
def now_open(officers: Officers) -> Round:
    """A round that is open today: pages know no other day."""
    on = today()
    with acting(officers.institute[0]):
        made = Round.objects.create(
            number="2026-9",
            announced_on=on - timedelta(40),
            opens_on=on - timedelta(2),
            closes_on=on + timedelta(9),
            panel_size=3,
            announced_by_id=officers.institute[0].appointment_id,
        )
        RoundItem.objects.bulk_create(
            RoundItem(round=made, place=n, **vars(item)) for n, item in enumerate(ITEMS, 1)
        )
    return made


def client_of(by: Actor) -> Client:
    """Signed in under an appointment that the cast does not have."""
    import time

    from baeum.people.acting import APPOINTMENT

    sign_in, _ = SignIn.objects.get_or_create(
        person_id=by.person_id, defaults={"login": f"p{by.appointment_id:03}"}
    )
    client = Client()
    client.force_login(sign_in)
    session = client.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session[APPOINTMENT] = by.appointment_id
    session.save()
    return client


def at(name: str, *args: object) -> str:
    """The Korean address, whatever was asked for before."""
    with translation.override("ko"):
        return reverse(f"accreditation:{name}", args=args)


def act(client: Client, application: UUID, name: str, **typed: str) -> None:
    """Do it by its form; it must be one that the case page offers."""
    page = client.get(at("case", application)).content.decode()
    assert at("act", application, name) in page, name
    assert client.get(at("act", application, name)).status_code == 200
    answer = client.post(at("act", application, name), typed)
    assert answer.status_code == 302, answer.content.decode()[:3000]


def test_from_the_draft_to_the_notice_by_forms_alone(cast: Cast, officers: Officers, now_open: Round) -> None:
    version = course(cast, "생활 글쓰기")
    sora = as_officer(cast, "sora")
    assert "접수 중" in sora.get(at("applications")).content.decode()
    opened = sora.post(at("apply"), {"round": now_open.pk, "course": version.pk, "kind": "completed"})
    found = UUID(opened.headers["Location"].split("/")[-3])
    typed = {f"item-{item.code}": f"{item.ko} 설명" for item in ITEMS}
    typed["item-i3"] = ""
    refused = sora.post(
        at("edit", found), {**typed, "submit": "", "file-i1": SimpleUploadedFile("사진.png", png())}
    )
    page = refused.content.decode()
    assert (
        refused.status_code == 422
        and "3번 항목의 설명" in page
        and "항목 1 설명" in page
        and "사진.png" in page
    )
    kept = sora.post(at("edit", found), {**typed, "item-i3": "강사 3명", "submit": ""})
    assert kept.headers["Location"] == at("act", found, "submit")
    act(sora, found, "submit")
    for key, step in (("jiho", "시·군·구"), ("haneul", "시·도")):
        officer = as_officer(cast, key)
        assert step in sora.get(at("case", found)).content.decode()
        assert "생활 글쓰기" in officer.get(at("queue")).content.decode()
        act(officer, found, "forward")
        assert "생활 글쓰기" not in officer.get(at("queue")).content.decode()
    first, second = (client_of(by) for by in officers.institute)
    act(first, found, "accept_complete")
    assigned = first.post(at("round", now_open.pk), {"do": "assign"})
    assert "1건에 평가위원 3자리" in assigned.content.decode()
    for seat, by in seats_of(officers, found):
        score(client_of(by), seat.pk)
    page = first.get(at("case", found)).content.decode()
    assert "심사표 잠금</dt><dd>3" in page and "빈자리</dt><dd>0" in page
    assert "심사표 잠금" not in sora.get(at("case", found)).content.decode()
    act(first, found, "record_result")
    assert "심의위원회" in sora.get(at("case", found)).content.decode()
    assert "평가 통과" not in sora.get(at("case", found)).content.decode()  # told with the notice, not before
    act(first, found, "recommend")
    page = first.get(at("case", found)).content.decode()
    assert "다른 담당자가 해야 합니다" in page  # why the first may not go on
    refused = first.post(at("act", found, "deliberate"), {"resolution": "accredit", "meeting": "제1차"})
    assert refused.status_code == 403 and 'value="제1차"' in refused.content.decode()
    act(second, found, "deliberate", resolution="accredit", meeting="제1차 회의")
    act(client_of(officers.ministry[0]), found, "propose")
    act(client_of(officers.ministry[1]), found, "approve")
    act(first, found, "hand_down")
    notified = as_officer(cast, "jiho")
    assert "7일" in notified.get(at("case", found)).content.decode()
    act(notified, found, "notify")
    page = sora.get(at("case", found)).content.decode()
    assert "평가인정" in page and "제2026-9-0001호" in page and "평균 17점" in page
    assert "2026-9-0001 평가인정" in sora.get(at("notices")).content.decode()
    english = sora.get("/en" + at("case", found)).content.decode()
    assert "accredited" in english and "mean 17" in english


def score(client: Client, seat: UUID) -> None:
    page = client.get(at("sheet", seat)).content.decode()
    assert "먼저 이해관계를 선언하십시오" in page and "score-i1" not in page
    client.post(at("sheet", seat), {"do": "declare"})
    wrong = client.post(
        at("sheet", seat), {"do": "lock", "score-i1": "17", "score-i2": "21", "score-i3": "십"}
    )
    page = wrong.content.decode()
    assert (
        wrong.status_code == 422 and 'value="21"' in page and 'value="십"' in page and "0점에서 20점" in page
    )
    client.post(at("sheet", seat), {"do": "lock", **{f"score-{item.code}": "17" for item in ITEMS}})
    page = client.get(at("sheet", seat)).content.decode()
    assert 'id="locked"' in page and "score-i1" not in page
    assert client.post(at("sheet", seat), {"do": "keep", "score-i1": "1"}).status_code == 422


def numbered(cast: Cast, of_round: Round, count: int) -> list[UUID]:
    return [submitted(cast, of_round, on=today()) for _ in range(count)]


@pytest.mark.parametrize("route", ["queue", "applications"])
def test_lists_need_the_same_queries_for_one_and_for_many(
    cast: Cast, now_open: Round, route: str, django_assert_num_queries: Callable[..., Any]
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    numbered(cast, now_open, 1)
    client = as_officer(cast, "jiho" if route == "queue" else "sora")
    client.get(at(route))
    with CaptureQueriesContext(connection) as one:
        client.get(at(route))
    numbered(cast, now_open, 4)
    with django_assert_num_queries(len(one)):
        assert client.get(at(route)).content.decode().count("생활 글쓰기") == 5


def test_the_queue_of_one_state_acts_on_many(cast: Cast, now_open: Round) -> None:
    found = numbered(cast, now_open, 3)
    client = as_officer(cast, "jiho")
    page = client.get(at("queue") + "?state=at_municipality").content.decode()
    assert (
        page.count('name="application"') == 3
        and 'value="forward"' in page
        and 'value="send_back"' not in page
    )
    asked = client.post(at("bulk"), {"act": "forward", "application": found[:2]}).content.decode()
    assert asked.count('name="application"') == 2
    answer = client.post(at("bulk"), {"act": "forward", "application": found[:2], "confirmed": "1"})
    assert "2건을 처리했습니다" in answer.content.decode()
    again = client.post(at("bulk"), {"act": "forward", "application": found[:2], "confirmed": "1"})
    assert again.status_code == 422 and "만 할 수 있습니다" in again.content.decode()
    assert client.post(at("bulk"), {"act": "forward"}).status_code == 422
    assert client.post(at("bulk"), {"act": "send_back", "application": found}).status_code == 404


def test_what_is_overdue_is_listed(cast: Cast, now_open: Round) -> None:
    found = drafted(cast, now_open, on=today() - timedelta(1))
    done(submit(found, by=cast.as_("sora"), on=today() - timedelta(1)))
    late = drafted(cast, now_open, on=today())
    done(submit(late, by=cast.as_("sora"), on=today() - timedelta(2)))
    client = as_officer(cast, "jiho")
    assert "기한 지남 <strong>0" in client.get(at("queue")).content.decode()
    done(forward(found, by=cast.as_("jiho"), on=today() - timedelta(60)))
    assert "기한 지남 <strong>1" in as_officer(cast, "haneul").get(at("queue")).content.decode()


def test_returned_with_a_reason_that_the_institution_reads(cast: Cast, now_open: Round) -> None:
    found = numbered(cast, now_open, 1)[0]
    jiho, sora = as_officer(cast, "jiho"), as_officer(cast, "sora")
    refused = jiho.post(at("act", found, "send_back"), {"reason": ""})
    assert refused.status_code == 422 and "이유가 필요합니다" in refused.content.decode()
    act(jiho, found, "send_back", reason="강사 증빙이 없습니다")
    page = sora.get(at("case", found)).content.decode()
    assert "강사 증빙이 없습니다" in page and "근무일" in page and at("edit", found) in page
    done(write_draft(found, statements={"i1": "더 적음"}, by=cast.as_("sora"), on=today()))
    act(sora, found, "resubmit")
    assert "시·군·구 접수" in jiho.get(at("case", found)).content.decode()


def test_a_file_comes_back_as_it_was_put(cast: Cast, now_open: Round) -> None:
    found = drafted(cast, now_open, on=today())
    sora = as_officer(cast, "sora")
    sora.post(at("edit", found), {"keep": "", "file-i2": SimpleUploadedFile("a.png", png(3))})
    with acting(cast.as_("sora")):
        file = Application.objects.get(pk=found).evidence.get()
        assert png(3) not in bytes(file.sealed)
    answer = sora.get(at("evidence", found, file.pk))
    assert answer.content == png(3) and answer.headers["Content-Disposition"].startswith("attachment")
    refused = sora.post(at("edit", found), {"keep": "", "file-i2": SimpleUploadedFile("a.exe", b"MZ")})
    assert refused.status_code == 422 and "PDF, PNG, JPEG" in refused.content.decode()
    assert as_officer(cast, "taeo").get(at("evidence", found, file.pk)).status_code == 404
    assert as_officer(cast, "jiho").get(at("evidence", found, file.pk)).status_code == 404  # a draft


def test_more_files_than_fit_at_once_are_told_and_nothing_typed_is_lost(cast: Cast, now_open: Round) -> None:
    found = drafted(cast, now_open, on=today())
    sora = as_officer(cast, "sora")
    big = [SimpleUploadedFile("a.pdf", b"%PDF-" + bytes(4 * 1024 * 1024)) for _ in range(3)]
    files = {f"file-i{n}": file for n, file in enumerate(big, 1)}
    answer = sora.post(at("edit", found), {"keep": "", "item-i1": "세 강의실", **files})
    assert answer.status_code == 422 and "나누어 올리십시오" in answer.content.decode()
    with acting(cast.as_("sora")):
        one = Application.objects.get(pk=found)
        assert one.statements["i1"] == "세 강의실" and not one.evidence.exists()
    three = {f"file-i{n}": SimpleUploadedFile(f"{n}.png", png(n + 1)) for n in range(1, 7)}
    assert sora.post(at("edit", found), {"keep": "", **three}).status_code == 302
    with acting(cast.as_("sora")):
        assert one.evidence.count() == 6


def test_a_citizen_complains_and_follows_it(cast: Cast, officers: Officers, of_round: Round) -> None:
    accredited(cast, officers, of_round)
    citizen = Client()
    refused = citizen.post(at("complain"), {"number": "제없음호", "text": "교재가 없습니다"})
    assert refused.status_code == 404 and "교재가 없습니다" in refused.content.decode()
    sent = citizen.post(at("complain"), {"number": "제2026-1-0001호", "text": "교재가 없습니다"})
    page = citizen.get(sent.headers["Location"]).content.decode()
    assert 'id="tracking"' in page and "접수" in page
    inseo = as_officer(cast, "inseo")
    with acting(cast.as_("inseo")):
        number = Complaint.objects.get().number
    assert number in inseo.get(at("complaints")).content.decode()
    assert "교재가 없습니다" in inseo.get(at("complaint_case", number)).content.decode()
    inseo.post(at("complaint_case", number), {"do": "take_up", "reason": "현장에 갑니다"})
    assert inseo.post(at("complaint_case", number), {"do": "record_investigation:founded"}).status_code == 422
    inseo.post(at("complaint_case", number), {"do": "record_investigation:founded", "reason": "사실입니다"})
    page = citizen.get(at("complaint") + f"?number={number.lower()}").content.decode()
    assert "사실로 확인" in page and "사실입니다" in page
    assert citizen.get(at("complaint") + "?number=AAAA").status_code == 404


def test_the_institute_runs_rounds_evaluators_and_draws(
    cast: Cast, officers: Officers, of_round: Round
) -> None:
    accredited(cast, officers, of_round)
    inseo = as_officer(cast, "inseo")
    late = inseo.post(at("rounds"), {"number": "2027-1", "opens_on": str(today()), "closes_on": str(today())})
    assert late.status_code == 422 and 'value="2027-1"' in late.content.decode()
    opens = today() + timedelta(40)
    made = inseo.post(
        at("rounds"), {"number": "2027-1", "opens_on": f"{opens:%Y.%m.%d.}", "closes_on": f"{opens:%Y%m%d}"}
    )
    assert made.status_code == 302 and Round.objects.get(number="2027-1").items.count() == 5
    held = officers.evaluators[0]
    named = inseo.post(at("evaluators"), {"do": "fields", "evaluator": held.pk, "field": ["arts", "civic"]})
    assert named.status_code == 302
    with acting(cast.as_("inseo")):
        assert {one.field for one in held.evaluator_fields.filter(ends__isnull=True)} == {"arts", "civic"}
    tie = {"do": "tie", "evaluator": held.pk, "office": "hangang", "kind": "works", "begins": "2020-01-01"}
    assert inseo.post(at("evaluators"), {**tie, "begins": "어제"}).status_code == 422
    assert inseo.post(at("evaluators"), tie).status_code == 302
    announced = {"do": "announce_draw", "seed_from": "코스피 종가", "seed_on": str(today() + timedelta(1))}
    there = inseo.post(at("round", of_round.pk), announced).headers["Location"]
    assert "코스피 종가" in Client().get(there).content.decode()
    early = inseo.post(at("round", of_round.pk), {"do": "draw", "seed": "2612.43"})
    assert early.status_code == 409 and 'value="2612.43"' in early.content.decode()
    assert "코스피 종가" in Client().get(at("draws")).content.decode()


def test_the_path_is_public_in_both_languages() -> None:
    client = Client()
    page = client.get(at("path")).content.decode()
    assert "반려(보완 요구)" in page and "7 일" in page and "†" in page
    assert "Return for correction" in client.get("/en" + at("path")).content.decode()


def test_notices_are_read_once_and_have_an_address(cast: Cast, now_open: Round) -> None:
    numbered(cast, now_open, 1)
    sora = as_officer(cast, "sora")
    assert "새 알림" in sora.get(at("notices")).content.decode()
    assert "새 알림" not in sora.get(at("notices")).content.decode()
    refused = sora.post(at("notices"), {"address": "주소 아님", "language": "ko"})
    assert refused.status_code == 422 and 'value="주소 아님"' in refused.content.decode()
    assert sora.post(at("notices"), {"address": "a@example.org", "language": "en"}).status_code == 302
    assert 'value="a@example.org"' in sora.get(at("notices")).content.decode()
    with acting(cast.as_("jiho")):
        assert Notice.objects.filter(read_on__isnull=False).count() == 1  # those under it, to follow up
    assert not Seat.objects.exists()
