"""Learners with lines, and claims that have come some way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from baeum.claims.act import Event
from baeum.claims.decided import Decided, standing
from baeum.claims.models import Claim, Fee
from baeum.claims.registered import Registered, registered
from baeum.claims.services.accept_evidence import accept_evidence
from baeum.claims.services.approve import approve
from baeum.claims.services.notify import notify
from baeum.claims.services.open_draft import open_draft
from baeum.claims.services.propose import propose
from baeum.claims.services.receive import receive
from baeum.claims.services.receive_payment import receive_payment
from baeum.claims.services.submit import submit
from baeum.claims.services.write_draft import write_draft
from baeum.ledger.learning import Learning
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.open_account import Opened, open_account
from baeum.ledger.services.put_evidence import put_evidence
from baeum.people.acting import Actor, acting
from baeum.people.keys import key_of
from baeum.shared.refusal import Refusal
from cast import Cast, done
from ledger.files import pdf

from .people import Officers

Q4 = date(2026, 10, 5)  # a Monday in the fourth quarter's window
OUTSIDE = date(2026, 11, 26)
PURPOSES = ("record", "institution_deposit")
BACHELOR = {"degree": "bachelor", "route": "first", "major": "computer-science", "curriculum": None}
SCHOOL = Learning(
    "school",
    "한강고등학교",
    "서울특별시교육청",
    date(2010, 2, 10),
    details={"level": "high", "outcome": "graduated"},
)


@dataclass
class World:
    """The cast with its officers."""

    cast: Cast
    officers: Officers

    def key(self, who: str) -> bytes:
        """Of somebody of the cast, as themselves."""
        with acting(self.cast.as_self(who)):
            found = key_of(self.cast.person[who].id)
        assert found is not None
        return found


@dataclass
class Learner:
    """Somebody of the cast with an account, whose high school is there as line 1."""

    world: World
    who: str
    account: int

    @property
    def by(self) -> Actor:
        """As themselves."""
        return self.world.cast.as_self(self.who)

    def enter(self, learning: Learning, on: date = Q4, officer: str = "", file: bool = False) -> int:
        """A line, by the learner (with a file, where wished) or by an officer; its number."""
        actor = self.world.cast.as_(officer) if officer else self.by
        if file:
            shown = done(put_evidence(self.account, pdf(), by=actor)).evidence_id
            learning = Learning(**{**learning.__dict__, "evidence": shown})
        key = f"{learning.kind}-{learning.title}-{learning.where}-{learning.happened_on}-{officer}"
        with acting(actor):
            return done(deposit(self.account, learning, key=key, by=actor, on=on)).number

    def course(self, subject: str, ended: date = date(2026, 8, 20), credits: int = 3, **details: Any) -> int:
        """An accredited course that its institution reports."""
        officer = details.pop("officer", "sora")
        where = {"sora": "한강평생교육원", "taeo": "다산평생교육원", "gaon": "광안평생교육원"}[officer]
        shown = {"score": 88, "attendance": 96, **details}
        learning = Learning("accredited_course", subject, where, ended, credits=credits, details=shown)
        return self.enter(learning, max(ended, Q4), officer)

    def draft(self, kind: str, on: date = Q4, **given: Any) -> UUID:
        """A draft; what ``write_draft`` takes may be given too."""
        written = {name: given.pop(name) for name in ("via", "conferral", "asks_exemption") if name in given}
        made = event(open_draft(self.account, kind, by=self.by, on=on, **given))
        if written:
            done(write_draft(made.claim_id, by=self.by, on=on, **written))
        return made.claim_id

    def submitted(self, kind: str, on: date = Q4, **given: Any) -> UUID:
        """Submitted."""
        claim = self.draft(kind, on, **given)
        event(submit(claim, by=self.by, on=on))
        return claim

    def examining(self, kind: str, on: date = Q4, **given: Any) -> UUID:
        """Received, with every paper accepted."""
        claim = self.submitted(kind, on, **given)
        one = self.world.officers.institute[0]
        event(receive(claim, by=one, on=on))
        with acting(one):
            waiting = [
                row.number for row in Claim.objects.get(pk=claim).lines.all() if row.evidence == "attached"
            ]
        if waiting:
            event(accept_evidence(claim, waiting, by=one, on=on))
        return claim

    def granted(self, kind: str, on: date = Q4, **given: Any) -> UUID:
        """Proposed by the first, approved by the second, paid and told."""
        claim = self.examining(kind, on, **given)
        decided(self.world, claim, on)
        return claim

    def registered(self, goal: dict[str, Any] = BACHELOR, on: date = Q4) -> UUID:
        """A registered learner."""
        return self.granted("registration", on, terms={"goal": goal}, numbers=[1])

    def standing(self) -> Decided | None:
        """What is recognised now, as the learner sees it."""
        with acting(self.by):
            return standing(self.account, self.world.key(self.who))

    def registration(self) -> Registered | None:
        """As the learner sees it."""
        with acting(self.by):
            return registered(self.account, self.world.key(self.who))

    def state(self, claim: UUID) -> str:
        """As the learner sees it."""
        with acting(self.by):
            return Claim.objects.get(pk=claim).state


def decided(world: World, claim: UUID, on: date, officers: Sequence[int] = (0, 1)) -> Event:
    """From being examined to the notice."""
    one, two = (world.officers.institute[place] for place in officers)
    event(propose(claim, by=one, on=on))
    event(approve([claim], by=two, on=on)[0])
    paid(world, claim, on)
    return event(notify([claim], by=one, on=on)[0])


def paid(world: World, claim: UUID, on: date) -> None:
    """Every open fee of a claim."""
    by = world.officers.institute[0]
    with acting(by):
        fees = list(Fee.objects.filter(claim_id=claim, state="open"))
    for fee in fees:
        done(receive_payment(fee.pk, reference="이체 20261005-1", by=by, on=on))


def learner(world: World, who: str = "nari", school: Learning | None = SCHOOL) -> Learner:
    """Somebody of the cast opens an account."""
    cast = world.cast
    made = open_account(cast.person[who].id, purposes=PURPOSES, by=cast.as_self(who), on=Q4)
    assert isinstance(made, Opened)
    found = Learner(world, who, made.account_id)
    if school is not None:
        assert found.enter(school, file=True) == 1
    return found


def event(answer: Event | Refusal) -> Event:
    """What was done, where a refusal would be a fault of the test."""
    assert isinstance(answer, Event), (answer, str(getattr(answer, "figures", "")))
    return answer


def code(answer: object) -> str:
    """The code of a refusal; the type of anything else."""
    return answer.code if isinstance(answer, Refusal) else type(answer).__name__
