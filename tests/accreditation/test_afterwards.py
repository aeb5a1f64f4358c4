"""After accreditation: draw, visit, complaint, order, hearing, cancellation, appeal, expiry, renewal."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from baeum.accreditation.act import perform
from baeum.accreditation.granted import grants_of, state_on
from baeum.accreditation.models import Application, Complaint, ComplaintAct, Draw, Round, Visit
from baeum.accreditation.services.accept_correction import accept_correction
from baeum.accreditation.services.announce_draw import announce_draw
from baeum.accreditation.services.appeal import appeal
from baeum.accreditation.services.call_hearing import call_hearing
from baeum.accreditation.services.cancel import cancel
from baeum.accreditation.services.complain import Complained, complain, text_of
from baeum.accreditation.services.decide_appeal import decide_appeal
from baeum.accreditation.services.decline_cancellation import decline_cancellation
from baeum.accreditation.services.dismiss import dismiss
from baeum.accreditation.services.draw import draw
from baeum.accreditation.services.drop_cancellation import drop_cancellation
from baeum.accreditation.services.extend_order import extend_order
from baeum.accreditation.services.hand_down import hand_down
from baeum.accreditation.services.hold_hearing import hold_hearing
from baeum.accreditation.services.inspect import inspect
from baeum.accreditation.services.notify import notify
from baeum.accreditation.services.order_correction import order_correction
from baeum.accreditation.services.propose_cancellation import propose_cancellation
from baeum.accreditation.services.record_investigation import record_investigation
from baeum.accreditation.services.reject_correction import reject_correction
from baeum.accreditation.services.renew import renew
from baeum.accreditation.services.report_correction import report_correction
from baeum.accreditation.services.take_up import take_up
from baeum.courses.models import GrantedAccreditation
from baeum.courses.queries import accredited_on
from baeum.people.acting import acting
from baeum.shared.refusal import Refusal
from cast import Cast, done

from .cases import ON, announced, code, evaluated, event, state
from .people import Officers
from .test_decisions import approved, course_of
from .test_evaluation import GOOD

GRANTED = ON
UNTIL = date(2031, 4, 6)
THIRD = date(2029, 4, 7)
DAY = timedelta(1)


def accredited(cast: Cast, officers: Officers, of_round: Round) -> UUID:
    found = evaluated(cast, officers, of_round, GOOD)
    approved(officers, found)
    event(hand_down([found], by=officers.institute[0], on=ON)[0])
    event(notify([found], by=cast.as_("jiho"), on=ON)[0])
    return found


def complained(officers: Officers, found: UUID, on: date) -> str:
    """A complaint that was founded."""
    made = complain(found, text="교재가 없습니다", on=on)
    assert isinstance(made, Complained)
    done(take_up(made.number, by=officers.institute[0], on=on))
    done(
        record_investigation(
            made.number, founded=True, reason="교재가 없었음", by=officers.institute[0], on=on
        )
    )
    return made.number


def ordered(officers: Officers, found: UUID, on: date = THIRD) -> None:
    complained(officers, found, on)
    until = on + timedelta(30)
    event(order_correction(found, until=until, reason="교재를 갖출 것", by=officers.institute[0], on=on))


def cancelled(officers: Officers, found: UUID, on: date = THIRD) -> date:
    """Not corrected, heard, proposed, cancelled. Answers the day."""
    ordered(officers, found, on)
    institute, day = officers.institute[0], on + timedelta(31)
    event(call_hearing(found, fraud=False, reason="시정하지 않음", by=institute, on=day))
    day += timedelta(10)
    event(hold_hearing(found, by=institute, on=day, reason="기관의 의견: 예산이 없었음"))
    event(propose_cancellation(found, by=institute, on=day, reason="시정 의사가 없음"))
    event(cancel(found, by=officers.ministry[0], on=day, reason="시정하지 않음"))
    return day


def test_the_draw(cast: Cast, officers: Officers, of_round: Round) -> None:
    for _ in range(3):
        accredited(cast, officers, of_round)
    institute = officers.institute[0]
    assert (
        code(announce_draw(of_round, seed_from="코스피", seed_on=THIRD, by=cast.as_("jiho"), on=ON))
        == "round.not_yours"
    )
    assert (
        code(announce_draw(of_round, seed_from="코스피", seed_on=THIRD, by=institute, on=THIRD))
        == "draw.seed_on"
    )
    made = done(announce_draw(of_round, seed_from="코스피 종가", seed_on=THIRD, by=institute, on=THIRD - DAY))
    assert code(draw(made, seed="2612.43", by=institute, on=THIRD - DAY)) == "draw.too_early"
    assert (
        code(announce_draw(of_round, seed_from="x", seed_on=THIRD, by=institute, on=ON)) == "draw.announced"
    )
    drawn = done(draw(made, seed="2612.43", by=institute, on=THIRD))
    assert drawn.listed == [f"제2026-1-000{n}호" for n in (1, 2, 3)]
    assert len(drawn.drawn) == 1 and (drawn.percent, drawn.rounding) == (20, "up")
    assert code(draw(made, seed="1", by=institute, on=THIRD)) == "draw.drawn"
    with acting(institute), pytest.raises(DatabaseError, match="made once"), transaction.atomic():
        Draw.objects.filter(pk=made.pk).update(seed="other")


def test_nothing_is_drawn_before_the_third_year(cast: Cast, officers: Officers, of_round: Round) -> None:
    accredited(cast, officers, of_round)
    institute = officers.institute[0]
    early = THIRD - DAY
    made = done(announce_draw(of_round, seed_from="코스피", seed_on=early, by=institute, on=ON))
    assert code(draw(made, seed="1", by=institute, on=early)) == "draw.nothing"
    assert done(draw(made, seed="1", by=institute, on=THIRD)).drawn == ["제2026-1-0001호"]


def test_a_visit_says_why_and_what_was_found(cast: Cast, officers: Officers, of_round: Round) -> None:
    found, institute = accredited(cast, officers, of_round), officers.institute[0]
    made = done(announce_draw(of_round, seed_from="코스피", seed_on=THIRD, by=institute, on=ON))
    assert code(inspect(found, findings="좋음", fault=False, by=institute, on=THIRD)) == "visit.why"
    assert (
        code(inspect(found, findings="좋음", fault=False, draw=made, by=institute, on=THIRD))
        == "visit.not_drawn"
    )
    drawn = done(draw(made, seed="1", by=institute, on=THIRD))
    assert (
        code(inspect(found, findings=" ", fault=True, draw=drawn, by=institute, on=THIRD)) == "visit.findings"
    )
    assert (
        code(order_correction(found, until=THIRD + DAY, reason="x", by=institute, on=THIRD))
        == "order.no_fault"
    )
    event(inspect(found, findings="강의실이 없어짐", fault=True, draw=drawn, by=institute, on=THIRD))
    with acting(cast.as_("sora")):
        visit = Visit.objects.get()
        assert (visit.findings, visit.fault, visit.on) == ("강의실이 없어짐", True, THIRD)
    assert state(institute, found) == "accredited"
    event(order_correction(found, until=THIRD + DAY, reason="강의실", by=institute, on=THIRD))


def test_an_order_lasts_two_months_at_most(cast: Cast, officers: Officers, of_round: Round) -> None:
    found, institute, sora = accredited(cast, officers, of_round), officers.institute[0], cast.as_("sora")
    complained(officers, found, THIRD)
    for until in (THIRD, date(2029, 6, 8)):
        assert code(order_correction(found, until=until, reason="x", by=institute, on=THIRD)) == "order.until"
    latest = date(2029, 6, 7)
    event(order_correction(found, until=latest, reason="교재", by=institute, on=THIRD))
    assert (
        code(extend_order(found, until=date(2029, 8, 8), reason="x", by=institute, on=latest))
        == "order.until"
    )
    assert (
        code(extend_order(found, until=date(2029, 8, 7), reason="x", by=institute, on=latest + DAY))
        == "order.over"
    )
    event(extend_order(found, until=date(2029, 8, 7), reason="이의를 받아들임", by=institute, on=latest))
    assert (
        code(extend_order(found, until=date(2029, 8, 30), reason="x", by=institute, on=latest))
        == "order.extended"
    )
    with acting(sora):
        assert Application.objects.get(pk=found).due_on == date(2029, 8, 7)
    assert (
        code(call_hearing(found, fraud=False, reason="x", by=institute, on=date(2029, 8, 7))) == "order.runs"
    )
    event(report_correction(found, by=sora, on=latest, reason="교재를 마련함"))
    event(reject_correction(found, by=institute, on=latest, reason="사진이 없음"))
    event(report_correction(found, by=sora, on=latest, reason="사진을 붙임"))
    assert event(accept_correction(found, by=institute, on=latest)).after == "accredited"
    assert (
        code(order_correction(found, until=latest + DAY, reason="x", by=institute, on=latest))
        == "order.no_fault"
    )


def test_a_complaint_is_followed_by_its_number(cast: Cast, officers: Officers, of_round: Round) -> None:
    found, institute = accredited(cast, officers, of_round), officers.institute[0]
    assert code(complain(found, text=" ", on=THIRD)) == "complaint.text"
    assert code(complain(UUID(int=1), text="x", on=THIRD)) == "complaint.nothing_accredited"
    made = complain(found, text="강사가 자주 바뀝니다", on=THIRD)
    assert isinstance(made, Complained) and made.due_on > THIRD
    assert stands(made.number)[0] == "received" and stands("AAAA-BBBB-CCCC") is None
    assert (
        code(record_investigation(made.number, founded=True, reason="x", by=institute, on=THIRD))
        == "accreditation.not_now"
    )
    assert code(take_up(made.number, by=cast.as_("sora"), on=THIRD)) == "complaint.unknown"
    done(take_up(made.number, by=institute, on=THIRD))
    done(
        record_investigation(made.number, founded=False, reason="바뀐 적 없음", by=institute, on=THIRD + DAY)
    )
    state_, steps = stands(made.number)
    assert state_ == "unfounded"
    assert [(step["act"], step["reason"]) for step in steps] == [
        ("take_up", ""),
        ("record_investigation", "바뀐 적 없음"),
    ]
    assert code(dismiss(made.number, reason="x", by=institute, on=THIRD)) == "accreditation.not_now"
    with acting(institute):
        assert text_of(Complaint.objects.get()) == "강사가 자주 바뀝니다"
        with pytest.raises(DatabaseError), transaction.atomic():
            ComplaintAct.objects.update(reason="x")
    for key in ("sora", "jiho", "eunchae", "yujin"):
        with acting(cast.as_(key)):
            assert not Complaint.objects.exists()


def stands(number: str) -> tuple[str, list[dict[str, str]]] | None:
    """As a citizen who has signed in to nothing sees it."""
    import json

    with connection.cursor() as cursor:
        cursor.execute("SELECT state, steps FROM accreditation_complaint_stands(%s)", [number])
        found = cursor.fetchone()
    return found and (found[0], json.loads(found[1]) if isinstance(found[1], str) else found[1])


def test_cancelled_by_two_persons_and_what_was_learned_stays(
    cast: Cast, officers: Officers, of_round: Round
) -> None:
    found = accredited(cast, officers, of_round)
    day = cancelled(officers, found)
    course = course_of(officers, found)
    assert accredited_on(course, "account", day - DAY) is not None
    assert accredited_on(course, "account", day) is None
    grant = GrantedAccreditation.objects.get()
    assert (grant.cancelled_on, grant.reason) == (day, "시정하지 않음")


def test_after_the_hearing_it_may_be_dropped_or_declined(
    cast: Cast, officers: Officers, of_round: Round
) -> None:
    found, institute = accredited(cast, officers, of_round), officers.institute[0]
    event(call_hearing(found, fraud=True, reason="거짓 증빙", by=institute, on=THIRD))
    event(hold_hearing(found, by=institute, on=THIRD + 10 * DAY, reason="사본임을 확인"))
    event(drop_cancellation(found, by=institute, on=THIRD + 10 * DAY, reason="거짓이 아님"))
    event(call_hearing(found, fraud=True, reason="거짓 증빙", by=institute, on=THIRD + 11 * DAY))
    event(hold_hearing(found, by=institute, on=THIRD + 21 * DAY, reason="의견 없음"))
    event(propose_cancellation(found, by=institute, on=THIRD + 21 * DAY, reason="거짓"))
    declined = decline_cancellation(found, by=officers.ministry[0], on=THIRD + 22 * DAY, reason="증거 부족")
    assert event(declined).after == "accredited"
    assert GrantedAccreditation.objects.get().cancelled_on is None


def test_an_appeal_is_decided_by_somebody_else(cast: Cast, officers: Officers, of_round: Round) -> None:
    found = accredited(cast, officers, of_round)
    day = cancelled(officers, found)
    assert code(appeal(found, by=cast.as_("sora"), on=day + timedelta(31), reason="억울")) == "appeal.late"
    done_ = event(appeal(found, by=cast.as_("sora"), on=day + timedelta(30), reason="교재를 갖추었음"))
    assert done_.due is not None and done_.due.amount == 14
    later = day + timedelta(40)
    refused = decide_appeal(found, overturn=True, reason="x", by=officers.ministry[0], on=later)
    assert code(refused) == "accreditation.same_person"
    event(decide_appeal(found, overturn=True, reason="사실 오인", by=officers.ministry[1], on=later))
    course = course_of(officers, found)
    assert all(accredited_on(course, "account", d) for d in (day - DAY, day, later, UNTIL))  # without a gap
    assert accredited_on(course, "account", UNTIL + DAY) is None


def test_an_appeal_that_is_upheld_ends_it(cast: Cast, officers: Officers, of_round: Round) -> None:
    found = accredited(cast, officers, of_round)
    day = cancelled(officers, found)
    event(appeal(found, by=cast.as_("sora"), on=day, reason="이의"))
    event(decide_appeal(found, overturn=False, reason="이유 없음", by=officers.ministry[2], on=day))
    assert state(cast.as_("sora"), found) == "cancelled_for_good"
    assert code(appeal(found, by=cast.as_("sora"), on=day, reason="다시")) == "accreditation.not_now"


def test_it_expires_by_itself_and_is_renewed(cast: Cast, officers: Officers, of_round: Round) -> None:
    found, sora, institute = accredited(cast, officers, of_round), cast.as_("sora"), officers.institute[0]
    with acting(sora):
        one, grant = Application.objects.get(pk=found), grants_of([found])[found]
    assert (state_on(one, grant, UNTIL), state_on(one, grant, UNTIL + DAY)) == ("accredited", "expired")
    refused = call_hearing(found, fraud=True, reason="x", by=institute, on=UNTIL + DAY)
    assert code(refused) == "accreditation.not_now"
    opens = date(2030, 10, 7)
    second = announced(officers, "2030-2", opens=opens)
    early = date(2030, 4, 5)
    assert code(renew(found, second, kind="completed", by=sora, on=early)) == "renewal.early"
    made = event(renew(found, second, kind="completed", by=sora, on=opens))
    with acting(sora):
        assert Application.objects.get(pk=made.application_id).renews_id == found
    from baeum.accreditation.services.submit import submit
    from baeum.accreditation.services.write_draft import write_draft

    statements = {item.code: "그대로" for item in second.items.all()}
    done(write_draft(made.application_id, statements=statements, by=sora, on=opens))
    assert event(submit(made.application_id, by=sora, on=opens)).after == "at_municipality"


def test_no_act_goes_around_the_table(cast: Cast, officers: Officers, of_round: Round) -> None:
    found = accredited(cast, officers, of_round)
    for by in (cast.as_("sora"), officers.institute[0], officers.ministry[0]):
        refused = perform(found, "expire", by=by, on=UNTIL + DAY)
        assert isinstance(refused, Refusal) and refused.code == "accreditation.not_yours"
