"""A draft of a claim for everybody who has an account, and for Nari a registration with its receipt."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from accreditation.people import appointed
from baeum.claims.act import Event
from baeum.claims.models import Fee
from baeum.claims.services.accept_evidence import accept_evidence
from baeum.claims.services.approve import approve
from baeum.claims.services.open_draft import open_draft
from baeum.claims.services.propose import propose
from baeum.claims.services.receive import receive
from baeum.claims.services.receive_payment import receive_payment
from baeum.claims.services.submit import submit
from baeum.ledger.learning import Learning
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.put_evidence import put_evidence
from baeum.people.acting import Actor, acting
from baeum.shared.refusal import Refusal
from cast import done
from claims.cases import BACHELOR

from .papers import pdf_that_says
from .signs import Sign

if TYPE_CHECKING:
    from .scene import Scene

OCTOBER = date(2026, 10, 5)
REGISTERED = "nari"
DRAFTS: dict[str, UUID] = {}  # by owner
FEES: dict[str, int] = {}  # settled ones, by owner


def claim_as_learners(scene: Scene, owners: tuple[str, ...]) -> None:
    """Everything of claims that the scene has of these learners, through the services."""
    for owner in owners:
        by = scene.cast.as_self(owner)
        made = _event(open_draft(scene.account[owner], "withdrawal", by=by, on=OCTOBER))
        DRAFTS[owner] = made.claim_id
        scene.signs.add(Sign("claim draft id", owner), str(made.claim_id))
    _register(scene)


def _register(scene: Scene) -> None:
    by, account = scene.cast.as_self(REGISTERED), scene.account[REGISTERED]
    held = appointed(scene.cast, "접수 담당", "institute_officer", "institute")
    one = Actor(held.person_id, held.pk)  # nobody whom the matrix asks has looked at her by this
    paper = done(put_evidence(account, pdf_that_says("졸업"), by=by)).evidence_id
    details = {"level": "high", "outcome": "graduated"}
    school = Learning("school", "한강고", "서울", date(1990, 2, 10), details=details, evidence=paper)
    number = done(deposit(account, school, key="school", by=by, on=OCTOBER)).number
    terms = {"goal": BACHELOR}
    draft = open_draft(account, "registration", terms=terms, numbers=[number], by=by, on=OCTOBER)
    claim = _event(draft).claim_id
    _event(submit(claim, by=by, on=OCTOBER))
    _event(receive(claim, by=one, on=OCTOBER))
    _event(accept_evidence(claim, [number], by=one, on=OCTOBER))
    _event(propose(claim, by=one, on=OCTOBER))
    _event(approve([claim], by=scene.cases.second["institute"], on=OCTOBER)[0])
    with acting(one):
        fee = Fee.objects.get(claim_id=claim)
    settled = done(receive_payment(fee.pk, reference="이체 1", by=one, on=OCTOBER))
    FEES[REGISTERED] = settled.pk
    scene.signs.add(Sign("receipt", REGISTERED), str(settled.receipt))


def _event(answer: Event | Refusal) -> Event:
    assert isinstance(answer, Event), answer
    return answer
