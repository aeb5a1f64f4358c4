"""Claims of two of the made-up people: decided, with the subcommittee, to be supplemented, a degree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password

from baeum.claims.act import Event
from baeum.claims.models import Claim, ClaimLine, Fee
from baeum.claims.services.accept_evidence import accept_evidence
from baeum.claims.services.approve import approve
from baeum.claims.services.ask_supplement import ask_supplement
from baeum.claims.services.confer import confer
from baeum.claims.services.deliberate import deliberate
from baeum.claims.services.enlist import enlist
from baeum.claims.services.notify import notify
from baeum.claims.services.open_draft import open_draft
from baeum.claims.services.propose import propose
from baeum.claims.services.receive import receive
from baeum.claims.services.receive_payment import receive_payment
from baeum.claims.services.refer import refer
from baeum.claims.services.rule import rule
from baeum.claims.services.send_list import send_list
from baeum.claims.services.submit import submit
from baeum.claims.services.write_draft import write_draft
from baeum.demo.cast import SECONDS, Cast, done, person_id
from baeum.demo.paper import PAPER
from baeum.ledger.learning import Learning
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.open_account import open_account
from baeum.ledger.services.put_evidence import put_evidence
from baeum.people.acting import Actor, acting
from baeum.people.models import SignIn
from baeum.people.personal import Personal
from baeum.people.services.appoint import appoint
from baeum.people.services.register_person import register_person
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal

APRIL, JUNE, AUGUST, OCTOBER = date(2026, 4, 6), date(2026, 6, 15), date(2026, 8, 20), date(2026, 10, 5)
GOAL: dict[str, Any] = {"degree": "bachelor", "route": "first", "curriculum": None}
SCHOOL = Learning("school", "한강고등학교", "서울특별시교육청", date(2010, 2, 10), details={"level": "high"})
BDES = Learning("bdes_exam", "컴퓨터시스템구조", "독학학위제 2과정", date(2024, 5, 19), details={"stage": 2})
HOLDER = Learning(
    "heritage",
    "표본탈춤",
    "국가유산청",
    date(2012, 5, 1),
    details={"role": "holder", "level": "national", "same_major": True},
)


class Office:
    """Those who decide."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.second = {key: _second(cast, key) for key in SECONDS}
        self.inseo, self.sumin = cast.as_("inseo"), cast.as_("sumin")

    def granted(self, claim: UUID, on: date) -> None:
        """From its receipt to the notice."""
        self.received(claim, on)
        _event(propose(claim, by=self.inseo, on=on))
        _event(approve([claim], by=self.second["yerin"], on=on)[0])
        with acting(self.inseo):
            fees = list(Fee.objects.filter(claim_id=claim))
        for fee in fees:
            done(receive_payment(fee.pk, reference="표본 이체", by=self.inseo, on=on))
        _event(notify([claim], by=self.inseo, on=on)[0])

    def received(self, claim: UUID, on: date) -> None:
        """Being examined, with every paper accepted."""
        _event(receive(claim, by=self.inseo, on=on))
        with acting(self.inseo):
            rows = ClaimLine.objects.filter(claim_id=claim, evidence="attached")
            waiting = list(rows.values_list("number", flat=True))
        if waiting:
            _event(accept_evidence(claim, waiting, by=self.inseo, on=on))

    def conferred(self, claim: UUID, on: date) -> None:
        """Through the committee and the ministry."""
        self.received(claim, on)
        _event(propose(claim, by=self.inseo, on=on))
        _event(deliberate([claim], resolution="grant", meeting="제1차", by=self.sumin, on=on)[0])
        _event(enlist([claim], by=self.second["yerin"], on=on)[0])
        with acting(self.inseo):
            of_list = Claim.objects.select_related("conferral_list").get(pk=claim).conferral_list
        assert of_list is not None
        send_list(of_list, by=self.inseo, on=on)
        _event(confer([claim], by=self.second["jaeha"], on=AUGUST)[0])


def claim_credits(cast: Cast) -> None:
    """Dowon collects credits in computer science; Boram holds a heritage, and has a bachelor's by that."""
    office = Office(cast)
    dowon, boram = _account(cast, "dowon"), _account(cast, "boram")
    for account, who, major in ((dowon, "dowon", "computer-science"), (boram, "boram", "psychology")):
        terms = {"goal": {**GOAL, "major": major}}
        office.granted(_submitted(cast, who, account, "registration", APRIL, [1], terms), APRIL)
    holder = _enter(cast, "boram", boram, HOLDER)
    office.granted(_submitted(cast, "boram", boram, "recognition", APRIL, [holder]), APRIL)
    office.conferred(_submitted(cast, "boram", boram, "degree", JUNE, conferral="2026-08"), JUNE)

    subjects = ("자료구조", "운영체제", "이산수학", "글쓰기와 의사소통")
    lines = [_course(cast, dowon, subject) for subject in subjects]
    office.granted(_submitted(cast, "dowon", dowon, "recognition", OCTOBER, lines), OCTOBER)
    ruled = _enter(cast, "dowon", dowon, BDES)
    claim = _submitted(cast, "dowon", dowon, "recognition", OCTOBER, [ruled])
    office.received(claim, OCTOBER)
    _event(refer(claim, by=office.inseo, on=OCTOBER))
    reason = "컴퓨터구조의 기초를 다룸"
    done(rule(claim, ruled, committee_class="major_required", reason=reason, by=office.sumin, on=OCTOBER))
    more = _course(cast, dowon, "데이터베이스")
    claim = _submitted(cast, "dowon", dowon, "recognition", OCTOBER, [more])
    _event(ask_supplement(claim, reason="이수증의 기간을 확인해 주십시오.", by=office.inseo, on=OCTOBER))
    last = _course(cast, dowon, "알고리즘")
    _submitted(cast, "dowon", dowon, "recognition", OCTOBER, [last])
    _draft(cast, "dowon", dowon, "recognition", today(), [_course(cast, dowon, "컴퓨터구조")])


def _second(cast: Cast, key: str) -> Actor:
    name, born, role, office = SECONDS[key]
    made = done(register_person(Personal(name, born), on=today(), person_id=person_id(key)))
    SignIn.objects.create(login=key, person=made, password=make_password(None))
    terms = {"begins": date(2024, 1, 1), "ends": today() + timedelta(days=365), "on": date(2024, 1, 1)}
    held = done(appoint(made.pk, role, cast.office[office], by=cast.as_("yujin"), **terms))
    return Actor(made.pk, held.pk)


def _account(cast: Cast, who: str) -> int:
    """An account whose line 1 is the high school, with its paper."""
    purposes, by = ("record", "institution_deposit"), cast.as_self(who)
    made = done(open_account(cast.person[who].id, purposes=purposes, by=by, on=today()))
    assert _enter(cast, who, made.account_id, SCHOOL) == 1
    return made.account_id


def _enter(cast: Cast, who: str, account: int, learning: Learning) -> int:
    """A line by the learner, with its paper."""
    by = cast.as_self(who)
    with acting(by):
        shown = done(put_evidence(account, PAPER, by=by)).evidence_id
        given = Learning(**{**learning.__dict__, "evidence": shown})
        return done(deposit(account, given, key=f"{who}-{learning.title}", by=by, on=today())).number


def _course(cast: Cast, account: int, subject: str) -> int:
    """An accredited course that its institution reports."""
    details = {"score": 88, "attendance": 96}
    ended, by = date(2026, 8, 20), cast.as_("sora")
    learning = Learning("accredited_course", subject, "한강평생교육원", ended, credits=3, details=details)
    with acting(by):
        return done(deposit(account, learning, key=f"claim-{subject}", by=by, on=today())).number


def _draft(
    cast: Cast,
    who: str,
    account: int,
    kind: str,
    on: date,
    numbers: Sequence[int] = (),
    terms: dict[str, Any] | None = None,
) -> UUID:
    by = cast.as_self(who)
    return _event(open_draft(account, kind, terms=terms, numbers=numbers, by=by, on=on)).claim_id


def _submitted(
    cast: Cast,
    who: str,
    account: int,
    kind: str,
    on: date,
    numbers: Sequence[int] = (),
    terms: dict[str, Any] | None = None,
    conferral: str = "",
) -> UUID:
    claim = _draft(cast, who, account, kind, on, numbers, terms)
    if conferral:
        done(write_draft(claim, conferral=conferral, by=cast.as_self(who), on=on))
    _event(submit(claim, by=cast.as_self(who), on=on))
    return claim


def _event(answer: Event | Refusal) -> Event:
    assert isinstance(answer, Event), answer
    return answer
