"""A committee refuses a degree; a conferred one is cancelled, and restored on appeal."""

from __future__ import annotations

from datetime import date

import pytest

from baeum.claims.models import Degree
from baeum.claims.queries import in_states
from baeum.claims.services.approve import approve
from baeum.claims.services.call_hearing import call_hearing
from baeum.claims.services.cancel import cancel
from baeum.claims.services.decide_appeal import decide_appeal
from baeum.claims.services.deliberate import deliberate
from baeum.claims.services.hold_hearing import hold_hearing
from baeum.claims.services.notify import notify
from baeum.claims.services.propose import propose
from baeum.claims.services.propose_cancellation import propose_cancellation
from baeum.claims.services.receive import receive
from baeum.people.acting import acting
from baeum.people.services.look import look
from cast import done
from claims.cases import BACHELOR, World, code, event, learner, paid
from stories.degrees import (
    DAY,
    applied,
    conferred,
    heritage,
    told,
    waiting,
)

pytestmark = pytest.mark.django_db


def test_a_degree_is_cancelled_and_restored_on_appeal(world: World) -> None:
    from baeum.claims.services.appeal import appeal

    nari = learner(world)
    nari.registered({**BACHELOR, "major": "psychology"}, on=date(2026, 4, 6))
    nari.granted("recognition", date(2026, 4, 6), numbers=[heritage(nari)])
    claim = event(applied(nari, "2026-08", date(2026, 6, 15))).claim_id
    degree = conferred(world, nari, claim, date(2026, 6, 15), date(2026, 8, 20))
    one, two = world.officers.institute[:2]
    (yujin, other), on = world.officers.ministry, date(2026, 9, 1)
    done(look(nari.by.person_id, by=one, reason="학위 취소 조사"))  # type: ignore[arg-type]
    begun = event(call_hearing(nari.account, of_degree=degree.pk, reason="부정 취득", by=one, on=on)).claim_id
    event(hold_hearing(begun, reason="보유자 인정이 취소됨", by=one, on=on))
    event(propose_cancellation(begun, reason="요건이 없음", by=two, on=on))
    assert waiting(yujin, world.cast.office["ministry"].pk, on) == ["cancellation_at_ministry"]
    event(cancel(begun, reason="요건이 없음", by=yujin, on=on))
    with acting(nari.by):
        assert Degree.objects.get(pk=degree.pk).cancelled_on == on
    event(appeal(begun, reason="인정은 유효합니다.", by=nari.by, on=on + 5 * DAY))
    same = decide_appeal(begun, overturn=True, reason="x", by=yujin, on=on + 6 * DAY)
    assert code(same) == "claim.same_person"
    event(decide_appeal(begun, overturn=True, reason="유효함", by=other, on=on + 6 * DAY))
    with acting(nari.by):
        assert Degree.objects.get(pk=degree.pk).cancelled_on is None
    assert told(nari, begun) == ["call_hearing", "cancel", "decide_appeal:overturned"]


def test_a_committee_refuses_and_the_learner_is_told_why(world: World) -> None:
    nari = learner(world)
    nari.registered({**BACHELOR, "major": "psychology"}, on=date(2026, 4, 6))
    nari.granted("recognition", date(2026, 4, 6), numbers=[heritage(nari)])
    on = date(2026, 6, 15)
    claim = event(applied(nari, "2026-08", on)).claim_id
    one, two = world.officers.institute[:2]
    sumin = world.officers.committee[0]
    event(receive(claim, by=one, on=on))
    event(propose(claim, by=one, on=on))
    terms = {"resolution": "refuse", "meeting": "제1차", "by": sumin, "on": on}
    assert code(deliberate([claim], **terms)[0]) == "claim.reason"  # type: ignore[arg-type]
    event(deliberate([claim], reason="전수 기록이 맞지 않음", **terms)[0])  # type: ignore[arg-type]
    assert event(notify([claim], by=two, on=on)[0]).after == "refused"
    institute = world.cast.office["institute"].pk
    with acting(one):
        assert in_states(institute, on) == []
    assert code(approve([claim], by=two, on=on)[0]) == "claim.not_now"
    paid(world, claim, on)
