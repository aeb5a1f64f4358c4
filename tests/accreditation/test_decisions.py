"""Recommendation, committee, approval, notice: never twice the same person, and what is granted."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from baeum.accreditation.act import Event
from baeum.accreditation.models import Application, Notice, Round
from baeum.accreditation.services.approve import approve
from baeum.accreditation.services.deliberate import deliberate
from baeum.accreditation.services.hand_down import hand_down
from baeum.accreditation.services.notify import notify
from baeum.accreditation.services.propose import propose
from baeum.accreditation.services.recommend import recommend
from baeum.accreditation.services.send_to_committee import send_to_committee
from baeum.courses.models import GrantedAccreditation
from baeum.courses.queries import accredited_on
from baeum.people.acting import acting
from baeum.shared.refusal import Refusal
from cast import Cast

from .cases import ON, announced, code, evaluated, event, state
from .people import Officers
from .test_evaluation import GOOD, THREE


def one(answers: list[Event | Refusal]) -> Event:
    return event(answers[0])


def deliberated(officers: Officers, found: UUID, resolution: str = "accredit", on: date = ON) -> None:
    first, second = officers.institute
    one(recommend([found], by=first, on=on))
    one(deliberate([found], resolution=resolution, meeting="제1차", by=second, on=on, reason="심의"))


def approved(officers: Officers, found: UUID, resolution: str = "accredit", on: date = ON) -> None:
    deliberated(officers, found, resolution, on)
    one(propose([found], by=officers.ministry[0], on=on))
    one(approve([found], by=officers.ministry[1], on=on))


def course_of(officers: Officers, found: UUID) -> int:
    with acting(officers.institute[0]):
        return Application.objects.get(pk=found).course_version.course_id


def test_who_recommends_does_not_decide(cast: Cast, officers: Officers, of_round: Round) -> None:
    found = evaluated(cast, officers, of_round, GOOD)
    first, second = officers.institute
    assert one(recommend([found], by=first, on=ON)).after == "recommended_accredit"
    refused = deliberate([found], resolution="accredit", meeting="제1차", by=first, on=ON)[0]
    assert code(refused) == "accreditation.same_person"
    assert (
        code(deliberate([found], resolution="accredit", meeting=" ", by=second, on=ON)[0])
        == "committee.meeting"
    )
    assert (
        code(deliberate([found], resolution="refuse", meeting="1", by=second, on=ON)[0])
        == "committee.against"
    )
    done = one(deliberate([found], resolution="accredit", meeting="제1차", by=second, on=ON))
    assert done.after == "deliberated_accredit"


def test_approval_takes_two_persons(cast: Cast, officers: Officers, of_round: Round) -> None:
    found = evaluated(cast, officers, of_round, GOOD)
    deliberated(officers, found)
    yujin, other, _ = officers.ministry
    assert code(approve([found], by=yujin, on=ON)[0]) == "accreditation.not_now"
    one(propose([found], by=yujin, on=ON))
    assert code(approve([found], by=yujin, on=ON)[0]) == "accreditation.same_person"
    assert code(approve([found], by=officers.institute[0], on=ON)[0]) == "accreditation.not_yours"
    assert one(approve([found], by=other, on=ON)).after == "approved"


def test_the_ministry_may_ask_for_another_deliberation(
    cast: Cast, officers: Officers, of_round: Round
) -> None:
    found = evaluated(cast, officers, of_round, GOOD)
    deliberated(officers, found)
    yujin, other, third = officers.ministry
    one(propose([found], by=yujin, on=ON))
    assert code(send_to_committee(found, by=other, on=ON, reason="")) == "accreditation.reason"
    assert (
        event(send_to_committee(found, by=other, on=ON, reason="근거가 모자람")).after
        == "recommended_accredit"
    )
    second = officers.institute[1]
    one(deliberate([found], resolution="refuse", meeting="제2차", by=second, on=ON, reason="시설 미비"))
    one(propose([found], by=other, on=ON))
    assert code(approve([found], by=yujin, on=ON)[0]) == "accreditation.same_person"  # proposed before
    assert one(approve([found], by=third, on=ON)).after == "refusal_approved"


def test_today_validity_counts_from_the_notice(cast: Cast, officers: Officers, of_round: Round) -> None:
    found = evaluated(cast, officers, of_round, GOOD)
    approved(officers, found)
    assert not GrantedAccreditation.objects.exists()
    done = one(hand_down([found], by=officers.institute[0], on=ON))
    assert done.due is not None and done.due.on == ON + timedelta(7) and done.due.clause == "llas.plan.notice"
    day = ON + timedelta(3)
    assert one(notify([found], by=cast.as_("jiho"), on=day)).after == "accredited"
    grant = GrantedAccreditation.objects.get()
    assert (grant.from_day, grant.until, grant.number) == (day, date(2031, 4, 9), "제2026-1-0001호")
    course = course_of(officers, found)
    assert accredited_on(course, "account", day) == grant
    assert accredited_on(course, "account", day - timedelta(1)) is None


def test_in_2010_it_counted_from_the_approval(cast: Cast, officers: Officers) -> None:
    on = date(2025, 4, 7)  # before 2026-03-24, as in 2010; officers of the cast were appointed in 2024
    found = evaluated(
        cast, officers, announced(officers, "2025-1", opens=on - timedelta(1), closes_on=on), GOOD, on
    )
    approved(officers, found, on=on)
    grant = GrantedAccreditation.objects.get()
    assert (grant.from_day, grant.until) == (on, date(2030, 4, 6))
    one(hand_down([found], by=officers.institute[0], on=on))
    one(notify([found], by=cast.as_("jiho"), on=on + timedelta(5)))
    assert GrantedAccreditation.objects.count() == 1


def test_a_refusal_is_approved_and_told_too(cast: Cast, officers: Officers, of_round: Round) -> None:
    found = evaluated(cast, officers, of_round, THREE)
    approved(officers, found, "refuse")
    one(hand_down([found], by=officers.institute[0], on=ON))
    with acting(cast.as_("jiho")):
        assert [n.template for n in Notice.objects.filter(office=cast.office["jongno"])] == ["hand_down"]
    assert one(notify([found], by=cast.as_("jiho"), on=ON, reason="시설 기준 미달")).after == "refused"
    assert not GrantedAccreditation.objects.exists() and state(cast.as_("sora"), found) == "refused"
    with acting(cast.as_("sora")):
        told = [notice.template for notice in Notice.objects.order_by("on", "id")]
    assert sorted(told) == ["notify:refuse", "submit"]


@pytest.mark.parametrize("key", ["mina", "haneul", "bada", "sora", "yujin"])
def test_only_the_office_that_has_it_notifies(
    cast: Cast, officers: Officers, of_round: Round, key: str
) -> None:
    found = evaluated(cast, officers, of_round, GOOD)
    approved(officers, found)
    one(hand_down([found], by=officers.institute[0], on=ON))
    refused = code(notify([found], by=cast.as_(key), on=ON)[0])
    assert refused in ("accreditation.not_yours", "accreditation.unknown")


def test_many_are_handed_down_at_once(
    cast: Cast, officers: Officers, of_round: Round, django_assert_max_num_queries: object
) -> None:
    found = [evaluated(cast, officers, of_round, GOOD) for _ in range(3)]
    for each in found:
        approved(officers, each)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        answers = hand_down(found, by=officers.institute[0], on=ON)
    assert {event(answer).after for answer in answers} == {"notifying"}
