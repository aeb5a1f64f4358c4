"""A hearing is told ten days ahead (apa.21), with its day; sooner it is neither called nor recorded."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from baeum.accreditation.models import Act, Notice, Round
from baeum.accreditation.services.call_hearing import call_hearing
from baeum.accreditation.services.hold_hearing import hold_hearing
from baeum.accreditation.telling import said
from baeum.people.acting import acting
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.hearing import hearing_days
from baeum_rules.parameters import load_law
from cast import Cast
from visiting import as_officer

from .cases import code, event
from .people import Officers
from .test_afterwards import accredited
from .test_pages import at

pytestmark = pytest.mark.django_db
DAY = timedelta(1)
CALLED = date(2026, 10, 5)  # a Monday
FIRST, LAST = date(2026, 10, 15), date(2026, 11, 3)


@pytest.fixture
def found(cast: Cast, officers: Officers, of_round: Round) -> UUID:
    """Accredited."""
    return accredited(cast, officers, of_round)


def call(officers: Officers, found: UUID, hearing_on: date | None, on: date = CALLED) -> object:
    by = officers.institute[0]
    return call_hearing(found, fraud=True, hearing_on=hearing_on, reason="거짓 증빙", by=by, on=on)


def test_the_days_are_law_data_with_their_clause() -> None:
    days, version = hearing_days(CALLED), load_law().version("accreditation.hearing_notice", CALLED)
    assert (days.first.on, days.last.on) == (FIRST, LAST) and days.first.amount == 10
    assert days.first.clause == "apa.21" and version.reading and version.note_ko and version.note_en


@pytest.mark.parametrize("day", [CALLED, FIRST - DAY, LAST + DAY])
def test_not_called_for_a_day_that_is_too_soon_or_too_late(
    officers: Officers, found: UUID, day: date
) -> None:
    refused = call(officers, found, day)
    assert isinstance(refused, Refusal) and refused.code == "hearing.day"
    assert (refused.figures["first"], refused.figures["last"]) == (FIRST, LAST)
    with acting(officers.institute[0]):
        assert not Act.objects.filter(application_id=found, act="call_hearing").exists()


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_called_with_its_day_which_the_institution_is_told(
    cast: Cast, officers: Officers, found: UUID, day: date
) -> None:
    event(call(officers, found, day))  # type: ignore[arg-type]
    with acting(cast.as_("sora")):
        notice = Notice.objects.get(application_id=found, template="call_hearing")
    assert all(day.isoformat() in text for language in ("ko", "en") for text in said(notice, language))
    institute = officers.institute[0]
    assert code(hold_hearing(found, by=institute, on=day - DAY, reason="의견")) == "hearing.early"
    assert event(hold_hearing(found, by=institute, on=day, reason="의견")).after == "heard"


def test_the_first_day_where_none_is_named(officers: Officers, found: UUID) -> None:
    event(call(officers, found, None))  # type: ignore[arg-type]
    institute = officers.institute[0]
    assert code(hold_hearing(found, by=institute, on=FIRST - DAY, reason="의견")) == "hearing.early"
    assert event(hold_hearing(found, by=institute, on=FIRST, reason="의견")).after == "heard"


def test_by_the_page(cast: Cast, found: UUID) -> None:
    inseo, where = as_officer(cast, "inseo"), at("act", found, "call_hearing")
    days = hearing_days(today())
    assert f"{days.first.on}부터 {days.last.on}까지" in inseo.get(where).content.decode()
    typed = {"fraud": "yes", "reason": "거짓 증빙"}
    for wrong in ("", "내일", str(days.first.on - DAY)):
        page = inseo.post(where, {**typed, "hearing_on": wrong})
        assert page.status_code == 422 and "거짓 증빙</textarea>" in page.content.decode()
    assert inseo.post(where, {**typed, "hearing_on": str(days.first.on)}).status_code == 302
    case = as_officer(cast, "sora").get(at("case", found)).content.decode()
    assert f'청문하는 날</dt><dd class="day">{days.first.on}' in case
    early = inseo.post(at("act", found, "hold_hearing"), {"reason": "의견"})
    assert early.status_code == 409 and str(days.first.on) in early.content.decode()
