"""The steps that every way to a degree shares: records, who is told, who waits, application, conferral."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from baeum.claims.act import Event
from baeum.claims.models import Claim, ConferralList, Degree, Notice
from baeum.claims.queries import queue
from baeum.claims.services.confer import confer
from baeum.claims.services.deliberate import deliberate
from baeum.claims.services.enlist import enlist
from baeum.claims.services.open_draft import open_draft
from baeum.claims.services.propose import propose
from baeum.claims.services.receive import receive
from baeum.claims.services.send_list import send_list
from baeum.claims.services.submit import submit
from baeum.claims.services.write_draft import write_draft
from baeum.ledger.learning import Learning
from baeum.people.acting import Actor, acting
from baeum.shared.refusal import Refusal
from baeum_rules.curricula import load_curriculum
from cast import done
from claims.cases import BACHELOR, Learner, World, code, event

DAY = timedelta(1)
CS = load_curriculum("computer-science")
MAJOR = [*CS.required, *(name for name in CS.elective if name not in ("C/S 프로그래밍", *CS.compatible))]
LIBERAL = [name for name in CS.liberal if name not in ("컴퓨터개론", "통계학개론")]
ASSOCIATE = {**BACHELOR, "degree": "associate_2y", "major": "computer-science-associate"}
SECOND = {**BACHELOR, "route": "second"}


def courses(one: Learner, subjects: Iterable[str], ended: date, officer: str = "sora") -> list[int]:
    """Accredited courses of three credits, reported by their institution."""
    return [one.course(subject, ended, officer=officer) for subject in subjects]


def school(one: Learner, subjects: Iterable[str], kind: str, **details: Any) -> list[int]:
    """Courses of a school that the learner has left, with a transcript."""
    shown = {"school_kind": kind, "leaving": "withdrawn", "left_on": "2014-02-10", "score": 85, **details}
    shown = {"same_program": True, **shown}
    return [
        one.enter(
            Learning("university_course", subject, "표본대학", date(2013, 12, 20), credits=3, details=shown),
            file=True,
        )
        for subject in subjects
    ]


def certificate(one: Learner, name: str, on: date = date(2020, 6, 1)) -> int:
    """A certificate with its copy."""
    return one.enter(Learning("certificate", name, "한국산업인력공단", on), file=True)


def told(one: Learner, claim: UUID) -> list[str]:
    """What the learner was told, in order."""
    with acting(one.by):
        return list(Notice.objects.filter(claim_id=claim).order_by("act").values_list("template", flat=True))


def waiting(by: Actor, office: int, on: date, *, committee: bool = False) -> list[str]:
    """The states of the queue of an office."""
    with acting(by):
        return [one.state for one in queue(office, on, committee=committee)]


def applied(one: Learner, conferral: str, on: date, via: str | None = None) -> Event | Refusal:
    """A degree application."""
    draft = event(open_draft(one.account, "degree", by=one.by, on=on)).claim_id
    done(write_draft(draft, conferral=conferral, via=via, by=one.by, on=on))
    return submit(draft, by=one.by, on=on)


def to_the_ministry(world: World, claim: UUID, on: date) -> ConferralList:
    """From its receipt over the committee to the list at the ministry."""
    one, two = world.officers.institute[:2]
    sumin, _ = world.officers.committee
    institute = world.cast.office["institute"].pk
    event(receive(claim, by=one, on=on))
    assert event(propose(claim, by=one, on=on)).after == "before_committee"
    assert "before_committee" in waiting(sumin, institute, on, committee=True)
    event(deliberate([claim], resolution="grant", meeting="제1차", by=sumin, on=on)[0])
    assert event(enlist([claim], by=two, on=on)[0]).after == "listed"
    with acting(two):
        of_list = Claim.objects.get(pk=claim).conferral_list
    assert of_list is not None
    assert [event(sent).after for sent in send_list(of_list, by=two, on=on)] == ["at_ministry"]
    return of_list


def conferred(world: World, one: Learner, claim: UUID, on: date, conferred_on: date) -> Degree:
    """All the way to the degree."""
    to_the_ministry(world, claim, on)
    ministry = world.officers.ministry[1]
    assert waiting(ministry, world.cast.office["ministry"].pk, on) == ["at_ministry"]
    assert code(confer([claim], by=ministry, on=on)[0]) == "degree.early"
    assert event(confer([claim], by=ministry, on=conferred_on)[0]).after == "conferred"
    assert told(one, claim)[-2:] == ["enlist", "confer"]
    with acting(one.by):
        return Degree.objects.get(claim_id=claim)


def heritage(one: Learner) -> int:
    """A holder of a national heritage."""
    details = {"role": "holder", "level": "national", "same_major": True}
    return one.enter(
        Learning("heritage", "표본탈춤", "국가유산청", date(2012, 5, 1), details=details), file=True
    )
