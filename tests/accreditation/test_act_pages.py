"""What the page of a case and the form of an act say: no more than follows from where it stands."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from baeum.accreditation.granted import grants_of
from baeum.accreditation.models import Notice, Round
from baeum.accreditation.services.complain import Complained, complain
from baeum.accreditation.telling import said
from baeum.people.acting import acting
from cast import Cast
from visiting import as_officer

from .cases import ON, drafted, submitted
from .people import Officers
from .test_afterwards import accredited
from .test_pages import at, client_of

pytestmark = pytest.mark.django_db


def form(client: Client, found: UUID, act: str, language: str = "") -> str:
    return client.get(language + at("act", found, act)).content.decode()


def test_a_form_tells_only_what_follows_from_here(cast: Cast, of_round: Round) -> None:
    draft, sent = drafted(cast, of_round), submitted(cast, of_round)
    told = form(as_officer(cast, "sora"), draft, "submit")
    assert "시·군·구 접수" in told and "시·도 접수" not in told and "진흥원 접수" not in told
    told = form(as_officer(cast, "jiho"), sent, "forward")
    assert "시·도 접수" in told and "진흥원 접수" not in told
    told = form(as_officer(cast, "jiho"), sent, "send_back")
    assert "시·군·구에서 반려" in told and "시·도에서 반려" not in told


def test_a_remark_is_asked_for_only_where_it_is_kept(cast: Cast, of_round: Round) -> None:
    draft, sent = drafted(cast, of_round), submitted(cast, of_round)
    assert 'name="reason"' not in form(as_officer(cast, "sora"), draft, "submit")
    assert 'name="reason"' in form(as_officer(cast, "jiho"), sent, "forward")


def test_english_begins_with_a_capital_letter(cast: Cast, of_round: Round) -> None:
    sent, jiho = submitted(cast, of_round), as_officer(cast, "jiho")
    case = jiho.get("/en" + at("case", sent)).content.decode()
    assert '<h2 id="stands">At the municipality</h2>' in case and ">Return for correction</a>" in case
    assert "<h1>Return for correction</h1>" in form(jiho, sent, "send_back", "/en")
    assert ">Application and accreditation</h2>" in jiho.get("/en" + at("path")).content.decode()
    assert ">Evaluators</a>" in as_officer(cast, "inseo").get("/en" + at("queue")).content.decode()


def test_what_leads_on_comes_first(cast: Cast, of_round: Round) -> None:
    sora, draft = as_officer(cast, "sora"), drafted(cast, of_round)
    case = sora.get(at("case", draft)).content.decode()
    assert 0 < case.index(at("act", draft, "submit")) < case.index(at("act", draft, "withdraw"))


def test_a_case_that_expired_says_since_when(
    cast: Cast, officers: Officers, of_round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = accredited(cast, officers, of_round)
    with acting(officers.institute[0]):
        until = grants_of([found])[found].until
    monkeypatch.setattr("baeum.accreditation.views.case.today", lambda: until + timedelta(40))
    case = as_officer(cast, "sora").get(at("case", found)).content.decode()
    first = (until + timedelta(1)).isoformat()
    assert "유효기간 끝남" in case and f'<dd class="day">{first}</dd>' in case


def test_the_institute_alone_sees_the_complaints_of_a_case(
    cast: Cast, officers: Officers, of_round: Round
) -> None:
    found = accredited(cast, officers, of_round)
    made = complain(found, text="교재가 없습니다", on=ON)
    assert isinstance(made, Complained)
    assert made.number in client_of(officers.institute[0]).get(at("case", found)).content.decode()
    for key in ("sora", "jiho", "yujin"):
        assert made.number not in as_officer(cast, key).get(at("case", found)).content.decode()


def test_a_remark_that_nobody_made_is_no_line_of_a_notice(
    cast: Cast, officers: Officers, of_round: Round
) -> None:
    found = accredited(cast, officers, of_round)
    with acting(cast.as_("sora")):
        notice = Notice.objects.get(application_id=found, template="notify:accredit")
    for language in ("ko", "en"):
        assert "–" not in said(notice, language)[1].splitlines()
