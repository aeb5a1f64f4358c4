"""Rulings, change of goal and class, withdrawal, re-examination, school level, cancellation with appeal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from baeum.claims.decided import decisions_of
from baeum.claims.models import Claim, Decision, Registration, Ruling
from baeum.claims.services.answer_hearing import answer_hearing
from baeum.claims.services.appeal import appeal
from baeum.claims.services.approve import approve
from baeum.claims.services.call_hearing import call_hearing
from baeum.claims.services.cancel import cancel
from baeum.claims.services.decide_appeal import decide_appeal
from baeum.claims.services.decline_ruling import decline_ruling
from baeum.claims.services.drop_cancellation import drop_cancellation
from baeum.claims.services.hold_hearing import hold_hearing
from baeum.claims.services.propose import propose
from baeum.claims.services.propose_cancellation import propose_cancellation
from baeum.claims.services.refer import refer
from baeum.claims.services.resolve import resolve
from baeum.claims.services.rule import rule
from baeum.claims.services.second import second
from baeum.claims.services.submit import submit
from baeum.ledger.learning import Learning
from baeum.ledger.services.reverse import reverse
from baeum.people.acting import acting
from baeum.people.services.look import look
from cast import done

from .cases import BACHELOR, Q4, Learner, World, code, decided, event

pytestmark = pytest.mark.django_db
PSYCHOLOGY = {**BACHELOR, "major": "psychology"}
DAY = timedelta(1)


def bdes(subject: str, stage: int) -> Learning:
    """A pass of the examination for self-education, with a class that the learner typed in."""
    details = {"stage": stage, "committee_class": "major_required"}
    return Learning("bdes_exam", subject, "표본진흥원", date(2024, 5, 19), details=details)


def test_classes_above_stage_1_are_given_by_two_members_whatever_was_typed(
    world: World, nari: Learner
) -> None:
    nari.registered()
    line = nari.enter(bdes("자료구조", 2), file=True)
    claim = nari.examining("recognition", numbers=[line])
    one, (sumin, other) = world.officers.institute[0], world.officers.committee
    assert code(propose(claim, by=one, on=Q4)) == "ruling.pending"
    liberal = {"committee_class": "liberal_arts", "reason": "교양으로 봄", "on": Q4}
    assert code(rule(claim, line, by=sumin, **liberal)) == "claim.unknown"
    assert event(refer(claim, by=one, on=Q4)).after == "with_subcommittee"
    assert code(resolve(claim, by=sumin, on=Q4)) == "ruling.pending"
    first = done(rule(claim, line, by=sumin, **liberal))
    assert code(rule(claim, line, by=other, **liberal)) == "ruling.there"
    assert code(second(first.pk, by=sumin, on=Q4)) == "claim.same_person"
    assert code(second(first.pk, by=one, on=Q4)) == "claim.not_yours"
    done(decline_ruling(first.pk, by=other, on=Q4))
    again = done(rule(claim, line, committee_class="major_elective", reason="전공 기초", by=other, on=Q4))
    done(second(again.pk, by=sumin, on=Q4))
    assert event(resolve(claim, by=sumin, on=Q4)).after == "examining"
    decided(world, claim, Q4)
    now = nari.standing()
    assert now is not None
    assert [(one["credits"], one["class"]) for one in now.answer["records"]] == [(5, "major_elective")]
    with acting(nari.by):
        assert sorted(Ruling.objects.filter(claim_id=claim).values_list("state", flat=True)) == [
            "declined",
            "stands",
        ]


def test_nothing_to_refer_is_said(world: World, nari: Learner) -> None:
    nari.registered()
    claim = nari.examining("recognition", numbers=[nari.course("자료구조")])
    assert code(refer(claim, by=world.officers.institute[0], on=Q4)) == "ruling.nothing_pending"


def test_a_new_goal_decides_everything_again(nari: Learner) -> None:
    nari.registered()
    lines = [nari.course("자료구조"), nari.course("심리학개론")]
    nari.granted("recognition", numbers=lines)
    before = nari.standing()
    assert before is not None
    assert before.case["goal"]["major"] == "computer-science"
    same = nari.draft("change_goal", terms={"goal": BACHELOR})
    assert code(submit(same, by=nari.by, on=Q4)) == "goal.same"
    nari.granted("change_goal", terms={"goal": PSYCHOLOGY})
    now, found = nari.standing(), nari.registration()
    assert now is not None and found is not None and found.goal == PSYCHOLOGY
    assert now.case["goal"]["major"] == "psychology" and now.number == before.number + 1
    classes = {one["id"]: one["class"] for one in now.answer["records"]}
    old = {one["id"]: one["class"] for one in before.answer["records"]}
    assert classes != old and classes[str(lines[0])] == "general_elective"
    with acting(nari.by):
        assert Registration.objects.count() == 2
        assert Registration.objects.filter(ends__isnull=True).count() == 1
    assert found.registered_on == Q4


def test_withdrawn_credit_may_be_claimed_again(nari: Learner) -> None:
    nari.registered()
    lines = [nari.course("자료구조"), nari.course("운영체제")]
    nari.granted("recognition", numbers=lines)
    other = nari.draft("withdrawal", numbers=[1])
    assert code(submit(other, by=nari.by, on=Q4)) == "claim.not_recognised"
    nari.granted("withdrawal", numbers=[lines[1]])
    now = nari.standing()
    assert now is not None and now.recognised == {str(lines[0]): 3}
    nari.granted("recognition", numbers=[lines[1]])
    again = nari.standing()
    assert again is not None and set(again.recognised) == {str(line) for line in lines}


def test_the_class_of_a_compatible_subject(nari: Learner) -> None:
    goal = {**BACHELOR, "major": "any", "curriculum": CURRICULUM}
    nari.registered(goal)
    both, plain = nari.course("통계학"), nari.course("자료구조")
    nari.granted("recognition", numbers=[both, plain])
    now = nari.standing()
    assert now is not None and _class(now, both) == "major_elective"
    wrong = nari.draft("change_class", terms={"classes": {str(plain): "liberal_arts"}})
    assert code(submit(wrong, by=nari.by, on=Q4)) == "change_class.not_compatible"
    wrong = nari.draft("change_class", terms={"classes": {str(both): "general_elective"}})
    assert code(submit(wrong, by=nari.by, on=Q4)) == "change_class.not_possible"
    nari.granted("change_class", terms={"classes": {str(both): "liberal_arts"}})
    now = nari.standing()
    assert now is not None and _class(now, both) == "liberal_arts" and _class(now, plain) == "major_required"
    same = nari.draft("change_class", terms={"classes": {str(both): "liberal_arts"}})
    assert code(submit(same, by=nari.by, on=Q4)) == "change_class.same"


CURRICULUM = {
    "name": "표본 전공",
    "required": ["자료구조"],
    "elective": ["통계학", "운영체제"],
    "liberal": ["글쓰기"],
    "compatible": ["통계학"],
}


def _class(decision, line: int) -> str:  # type: ignore[no-untyped-def]
    return next(one["class"] for one in decision.answer["records"] if one["id"] == str(line))


def test_examined_again_by_others_with_what_the_account_says_now(world: World, nari: Learner) -> None:
    nari.registered()
    line = nari.course("운영체제", score=59)
    first = nari.granted("recognition", numbers=[line])
    assert nari.state(first) == "refused"
    one, two, three, four = world.officers.institute
    bare = nari.draft("re_examination", terms={"objection": " "}, of_claim=first)
    assert code(submit(bare, by=nari.by, on=Q4)) == "re_examination.objection"
    late = nari.draft("re_examination", terms={"objection": "점수가 틀렸습니다."}, of_claim=first)
    assert code(submit(late, by=nari.by, on=Q4 + 31 * DAY)) == "re_examination.late"
    claim = nari.examining(
        "re_examination", Q4 + DAY, terms={"objection": "점수가 틀렸습니다."}, of_claim=first
    )
    assert code(propose(claim, by=one, on=Q4 + DAY)) == "re_examination.same_person"
    event(propose(claim, by=three, on=Q4 + DAY))
    assert code(approve([claim], by=two, on=Q4 + DAY)[0]) == "re_examination.same_person"
    last = event(approve([claim], by=four, on=Q4 + DAY)[0])
    assert last.case == "refuse"  # nothing has changed


def test_examined_again_after_a_correction_it_is_recognised(world: World, nari: Learner) -> None:
    nari.registered()
    claim_line = nari.enter(bdes("컴퓨터의 이해", 1), file=True)
    first = nari.granted("recognition", numbers=[claim_line])
    now = nari.standing()
    assert now is not None and now.recognised == {str(claim_line): 4}
    done(reverse(nari.account, claim_line, reason="잘못 적음", by=nari.by))
    claim = nari.examining("re_examination", terms={"objection": "다시 보아 주십시오."}, of_claim=first)
    event(propose(claim, by=world.officers.institute[2], on=Q4))
    now = nari.standing()
    assert now is not None and now.recognised == {str(claim_line): 4}  # what was decided upon stays


def test_the_certificate_of_school_level_needs_everything(nari: Learner) -> None:
    nari.registered()
    empty = nari.draft("school_level")
    assert code(submit(empty, by=nari.by, on=Q4)) == "claim.nothing_recognised"
    nari.granted("recognition", numbers=[nari.course("자료구조")])
    claim = nari.granted("school_level")
    assert nari.state(claim) == "refused"  # 3 of 140 credits


def test_cancelled_after_a_hearing_and_restored_on_appeal(world: World, nari: Learner) -> None:
    nari.registered()
    lines = [nari.course("자료구조"), nari.course("운영체제")]
    nari.granted("recognition", numbers=lines)
    one, two, three, _ = world.officers.institute
    terms = {"numbers": [lines[1]], "reason": "대리 출석이 확인됨", "on": Q4}
    assert code(call_hearing(nari.account, by=three, **terms)) == "claim.unknown"  # has not looked
    done(look(nari.by.person_id, by=three, reason="부정 취득 조사"))  # type: ignore[arg-type]
    begun = event(call_hearing(nari.account, by=three, **terms))
    claim = begun.claim_id
    assert begun.after == "hearing"
    assert event(answer_hearing(claim, reason="출석했습니다.", by=nari.by, on=Q4)).after == "hearing"
    event(hold_hearing(claim, reason="출석부와 다름", by=three, on=Q4))
    event(propose_cancellation(claim, reason="출석 미달", by=one, on=Q4))
    assert code(cancel(claim, reason="x", by=one, on=Q4)) == "claim.same_person"
    assert code(cancel(claim, reason="x", by=three, on=Q4)) == "claim.same_person"  # called the hearing
    event(cancel(claim, reason="출석 미달", by=two, on=Q4))
    now = nari.standing()
    assert now is not None and now.recognised == {str(lines[0]): 3}
    assert code(appeal(claim, reason="출석했습니다.", by=nari.by, on=Q4 + 31 * DAY)) == "claim.appeal_late"
    event(appeal(claim, reason="출석했습니다.", by=nari.by, on=Q4 + 30 * DAY))
    for officer in (one, two, three):
        assert code(decide_appeal(claim, overturn=True, reason="x", by=officer, on=Q4)) == "claim.same_person"
    event(decide_appeal(claim, overturn=True, reason="출석이 확인됨", by=world.officers.institute[3], on=Q4))
    now = nari.standing()
    assert now is not None and set(now.recognised) == {str(line) for line in lines}
    with acting(nari.by):
        assert Claim.objects.get(pk=claim).state == "restored"
        assert Decision.objects.count() == 3
        assert [one.number for one in decisions_of(nari.account, world.key("nari"))] == [3, 2, 1]


def test_a_cancellation_is_dropped_after_the_hearing(world: World, nari: Learner) -> None:
    nari.registered()
    line = nari.course("자료구조")
    nari.granted("recognition", numbers=[line])
    three = world.officers.institute[2]
    done(look(nari.by.person_id, by=three, reason="부정 취득 조사"))  # type: ignore[arg-type]
    assert (
        code(call_hearing(nari.account, numbers=[1], reason="x", by=three, on=Q4)) == "claim.not_recognised"
    )
    claim = event(call_hearing(nari.account, numbers=[line], reason="의심", by=three, on=Q4)).claim_id
    event(hold_hearing(claim, reason="문제 없음", by=three, on=Q4))
    assert event(drop_cancellation(claim, reason="문제 없음", by=three, on=Q4)).after == "dropped"
    now = nari.standing()
    assert now is not None and now.recognised == {str(line): 3}
