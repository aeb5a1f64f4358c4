"""Registration and recognition: drafts all year, windows, papers, two people, fees, what is told."""

from __future__ import annotations

from datetime import date

import pytest

from baeum.claims.models import Claim, ClaimAct, Decision, Fee, Notice
from baeum.claims.opening import open_claim, reasons_of
from baeum.claims.services.accept_evidence import accept_evidence
from baeum.claims.services.approve import approve
from baeum.claims.services.ask_supplement import ask_supplement
from baeum.claims.services.exempt import exempt
from baeum.claims.services.forward import forward
from baeum.claims.services.lapse import lapse
from baeum.claims.services.notify import notify
from baeum.claims.services.open_draft import open_draft
from baeum.claims.services.propose import propose
from baeum.claims.services.receive import receive
from baeum.claims.services.receive_payment import receive_payment
from baeum.claims.services.send_again import send_again
from baeum.claims.services.submit import submit
from baeum.claims.services.supplement import supplement
from baeum.claims.services.take_back import take_back
from baeum.claims.services.write_draft import write_draft
from baeum.claims.telling import said
from baeum.ledger.learning import Learning
from baeum.people.acting import acting
from baeum.people.models import Look
from baeum.shared.refusals import sentence

from .cases import BACHELOR, OUTSIDE, Q4, Learner, World, code, decided, event, paid

pytestmark = pytest.mark.django_db


def test_registered_in_the_window_for_4000_won(world: World, nari: Learner) -> None:
    claim = nari.submitted("registration", terms={"goal": BACHELOR}, numbers=[1])
    with acting(nari.by):
        one = Claim.objects.get(pk=claim)
        assert (one.number, one.window, one.state) == ("2026-Q4-000001", "2026-Q4", "submitted")
        assert [(fee.what, fee.won, fee.state) for fee in one.fees.all()] == [("registration", 4000, "open")]
    one_, two = world.officers.institute[:2]
    event(receive(claim, by=one_, on=Q4))
    assert code(propose(claim, by=one_, on=Q4)) == "claim.evidence_unexamined"
    event(accept_evidence(claim, [1], by=one_, on=Q4))
    event(propose(claim, by=one_, on=Q4))
    assert code(approve([claim], by=one_, on=Q4)[0]) == "claim.same_person"
    event(approve([claim], by=two, on=Q4)[0])
    assert code(notify([claim], by=one_, on=Q4)[0]) == "fee.open"
    paid(world, claim, Q4)
    assert event(notify([claim], by=one_, on=Q4)[0]).after == "granted"
    found = nari.registration()
    assert found is not None and found.goal == BACHELOR and found.registered_on == Q4
    assert found.number.startswith("L")
    with acting(nari.by):
        assert Decision.objects.count() == 0  # no engine judges a registration
        looks = set(Look.objects.filter(person=nari.by.person_id).values_list("reason", flat=True))
    assert "신청 업무 처리: 2026-Q4-000001" in looks


def test_nobody_registers_twice_or_without_a_school_or_a_goal(nari: Learner) -> None:
    wrong = nari.draft("registration", terms={"goal": {**BACHELOR, "degree": "doctor"}})
    refusal = submit(wrong, by=nari.by, on=Q4)
    assert code(refusal) == "claim.incomplete" and refusal.figures["count"] == 2  # type: ignore[union-attr]
    nari.registered()
    again = nari.draft("registration", terms={"goal": BACHELOR}, numbers=[1])
    assert code(submit(again, by=nari.by, on=Q4)) == "registration.already"


def test_outside_the_window_the_next_one_is_named_and_drafts_go_on(nari: Learner) -> None:
    claim = nari.draft("registration", OUTSIDE, terms={"goal": BACHELOR}, numbers=[1])
    refusal = submit(claim, by=nari.by, on=OUTSIDE)
    assert code(refusal) == "claim.not_open"
    text = sentence(refusal, "ko")  # type: ignore[arg-type]
    assert "2027년 1분기" in text and "2026-12-15" in text
    assert not isinstance(write_draft(claim, asks_exemption=True, by=nari.by, on=OUTSIDE), type(refusal))
    assert event(submit(claim, by=nari.by, on=date(2026, 12, 15))).after == "submitted"
    with acting(nari.by):
        assert Claim.objects.get(pk=claim).window == "2027-Q1"


def test_recognised_line_by_line_with_a_fee_for_each_credit(world: World, nari: Learner) -> None:
    nari.registered()
    good = nari.course("자료구조")
    bad = nari.course("운영체제", score=59)
    claim = nari.examining("recognition", numbers=[good, bad])
    last = decided(world, claim, Q4)
    assert (last.after, last.case) == ("granted", "grant")
    now = nari.standing()
    assert now is not None and now.recognised == {str(good): 3}
    verdicts = {line["id"]: line["verdict"] for line in now.answer["records"]}
    assert verdicts == {str(good): "recognised", str(bad): "refused"}
    with acting(nari.by):
        fee = Fee.objects.get(claim_id=claim)
        assert (fee.what, fee.amount, fee.won, fee.state) == ("recognition", 3, 3000, "paid")
        assert fee.receipt == "R2026-000002"
        told = [(n.template, n.version) for n in Notice.objects.filter(claim_id=claim).order_by("act")]
    assert told == [("submit", 1), ("notify:grant", 1)]


def test_nothing_recognised_is_a_refusal_and_a_decision_too(world: World, nari: Learner) -> None:
    nari.registered()
    claim = nari.examining("recognition", numbers=[nari.course("운영체제", score=59)])
    assert decided(world, claim, Q4).after == "refused"
    now = nari.standing()
    assert now is not None and now.recognised == {} and now.claim_id == claim


def test_what_was_recognised_stays_and_is_not_claimed_twice(nari: Learner) -> None:
    nari.registered()
    first, second = nari.course("자료구조"), nari.course("운영체제")
    nari.granted("recognition", numbers=[first])
    again = nari.draft("recognition", numbers=[first, second])
    assert code(submit(again, by=nari.by, on=Q4)) == "claim.line_recognised"
    nari.granted("recognition", numbers=[second])
    now = nari.standing()
    assert now is not None and now.recognised == {str(first): 3, str(second): 3}
    assert now.case["choices"]["take"] == [str(first)]
    with acting(nari.by):
        assert [fee.won for fee in Fee.objects.filter(what="recognition").order_by("pk")] == [3000, 3000]
        other = nari.draft("recognition", numbers=[nari.course("알고리즘")])
    assert nari.state(other) == "draft"


def test_a_self_declared_line_needs_its_paper_and_an_officer_who_sees_it(world: World, nari: Learner) -> None:
    nari.registered()
    told = Learning("certificate", "정보처리기사", "한국산업인력공단", date(2020, 6, 1))
    bare = nari.enter(told)
    assert (
        code(submit(nari.draft("recognition", numbers=[bare]), by=nari.by, on=Q4)) == "claim.evidence_missing"
    )
    other = Learning("certificate", "컴퓨터활용능력 1급", "대한상공회의소", date(2020, 6, 2))
    shown = nari.enter(other, file=True)
    claim = nari.submitted("recognition", numbers=[shown])
    one = world.officers.institute[0]
    event(receive(claim, by=one, on=Q4))
    assert code(propose(claim, by=one, on=Q4)) == "claim.evidence_unexamined"
    event(accept_evidence(claim, [shown], by=one, on=Q4))
    assert decided(world, claim, Q4).after == "granted"
    with acting(nari.by):
        assert Claim.objects.get(pk=claim).lines.get().evidence == "accepted"


def test_a_supplement_is_asked_for_with_a_reason_only_the_learner_and_the_office_read(
    world: World, nari: Learner
) -> None:
    nari.registered()
    claim = nari.submitted("recognition", numbers=[nari.course("자료구조")])
    one = world.officers.institute[0]
    assert code(ask_supplement(claim, reason=" ", by=one, on=Q4)) == "claim.reason"
    asked = event(ask_supplement(claim, reason="성적증명서의 이름이 다릅니다.", by=one, on=Q4))
    assert asked.after == "returned" and asked.due is not None and asked.due.on == date(2026, 10, 20)
    with acting(nari.by):
        opened = open_claim(claim, "2026-Q4-000002")
        acts = list(ClaimAct.objects.filter(claim_id=claim))
        notice = Notice.objects.get(claim_id=claim, template="ask_supplement")
        assert all(b"\xec\x9d\xb4\xeb\xa6\x84" not in bytes(act.reason or b"") for act in acts)
    reasons = reasons_of(opened.key, claim, acts)  # type: ignore[union-attr]
    assert reasons == {asked.number: "성적증명서의 이름이 다릅니다."}
    text = said(notice.template, notice.version, notice.figures, reasons[notice.act], "ko")[1]
    assert "성적증명서의 이름이 다릅니다." in text and "2026-10-20" in text
    assert code(lapse(claim, reason="x", by=one, on=date(2026, 10, 20))) == "claim.time_runs"
    assert event(supplement(claim, by=nari.by, on=date(2026, 10, 19))).after == "submitted"


def test_not_supplemented_in_time_it_is_closed(world: World, nari: Learner) -> None:
    nari.registered()
    claim = nari.submitted("recognition", numbers=[nari.course("자료구조")])
    one = world.officers.institute[0]
    event(ask_supplement(claim, reason="원본이 아닙니다.", by=one, on=Q4))
    assert event(lapse(claim, reason="기한이 지남", by=one, on=date(2026, 10, 21))).after == "refused"


def test_handed_in_at_an_institution_and_forwarded(world: World, nari: Learner) -> None:
    nari.registered()
    claim = nari.submitted("recognition", numbers=[nari.course("자료구조")], via="hangang")
    with acting(nari.by):
        one = Claim.objects.get(pk=claim)
        assert (one.state, one.due_on, one.clock) == ("handed_in", date(2026, 10, 19), "calendar.forwarding")
    assert code(receive(claim, by=world.officers.institute[0], on=Q4)) == "claim.not_now"
    assert code(forward(claim, by=world.cast.as_("taeo"), on=Q4)) == "claim.unknown"
    assert event(forward(claim, by=world.cast.as_("sora"), on=Q4)).after == "submitted"
    assert decided(world, _received(world, claim), Q4).after == "granted"


def _received(world: World, claim):  # type: ignore[no-untyped-def]
    event(receive(claim, by=world.officers.institute[0], on=Q4))
    return claim


def test_taken_back_until_it_is_decided(nari: Learner) -> None:
    nari.registered()
    claim = nari.examining("recognition", numbers=[nari.course("자료구조")])
    assert event(take_back(claim, by=nari.by, on=Q4)).after == "taken_back"
    other = nari.granted("recognition", numbers=[2])
    assert code(take_back(other, by=nari.by, on=Q4)) == "claim.not_now"


def test_a_proxy_asks_for_the_principal_and_an_office_never(world: World, nari: Learner) -> None:
    boram = world.cast.as_self("boram")
    made = event(
        open_draft(nari.account, "registration", terms={"goal": BACHELOR}, numbers=[1], by=boram, on=Q4)
    )
    assert event(submit(made.claim_id, by=boram, on=Q4)).after == "submitted"
    assert code(open_draft(nari.account, "registration", by=world.officers.institute[0], on=Q4)) in (
        "claim.unknown",
        "claim.as_learner",
    )
    assert (
        code(open_draft(nari.account, "registration", by=world.cast.as_self("dowon"), on=Q4))
        == "claim.unknown"
    )


def test_exempt_only_who_asks(world: World, nari: Learner) -> None:
    claim = nari.submitted("registration", terms={"goal": BACHELOR}, numbers=[1], asks_exemption=True)
    one = world.officers.institute[0]
    with acting(one):
        fee = Fee.objects.get(claim_id=claim)
    assert code(exempt(fee.pk, by=nari.by, on=Q4)) == "claim.not_yours"
    settled = exempt(fee.pk, by=one, on=Q4)
    assert isinstance(settled, Fee) and settled.receipt == "R2026-000001"
    assert settled.reference == "basic_livelihood_recipient"
    assert code(receive_payment(fee.pk, reference="x", by=one, on=Q4)) == "fee.settled"


def test_not_exempt_without_asking(world: World, nari: Learner) -> None:
    claim = nari.submitted("registration", terms={"goal": BACHELOR}, numbers=[1])
    one = world.officers.institute[0]
    with acting(one):
        fee = Fee.objects.get(claim_id=claim)
    assert code(exempt(fee.pk, by=one, on=Q4)) == "fee.not_asked"
    assert code(receive_payment(fee.pk, reference=" ", by=one, on=Q4)) == "fee.reference"


def test_a_proposal_can_be_examined_again(world: World, nari: Learner) -> None:
    nari.registered()
    claim = nari.examining("recognition", numbers=[nari.course("자료구조")])
    one, two = world.officers.institute[:2]
    event(propose(claim, by=one, on=Q4))
    event(send_again(claim, reason="줄을 다시 보십시오.", by=two, on=Q4))
    event(propose(claim, by=two, on=Q4))
    assert code(approve([claim], by=one, on=Q4)[0]) == "claim.same_person"  # who proposed once
    assert event(approve([claim], by=world.officers.institute[2], on=Q4)[0]).after == "approved_grant"


def test_an_officer_never_decides_on_their_own_claim(world: World) -> None:
    from .cases import learner

    inseo = learner(world, "inseo")
    claim = inseo.submitted("registration", terms={"goal": BACHELOR}, numbers=[1])
    assert code(receive(claim, by=world.officers.institute[0], on=Q4)) == "claim.unknown"
    assert event(receive(claim, by=world.officers.institute[1], on=Q4)).after == "examining"
