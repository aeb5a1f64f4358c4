"""Learner registration: a goal, and the certificate of the last school (rules.4.2, rules.11.2)."""

from __future__ import annotations

from baeum.ledger.models import Account
from baeum.shared.refusal import Refusal

from ..act import Event, Held
from ..registered import goal_faults, register
from ..words import Both
from .basis import GRANT, Answer, Basis, Kind, Problem, Proposed

SCHOOLS = ("school", "degree")  # kinds of lines that show the last school


def goal_problems(basis: Basis) -> list[Problem]:
    """What is wrong with the goal of the terms."""
    return [
        ("goal", Refusal("claim.goal", {"why": Both(ko, en)}))
        for ko, en in goal_faults(basis.terms.get("goal"), basis.on)
    ]


def _lacking(basis: Basis) -> list[Problem]:
    found = goal_problems(basis)
    if basis.registered:
        found.append(("kind", Refusal("registration.already", {"number": basis.registered.number}, 409)))
    if other := basis.others("registration"):
        found.append(("kind", Refusal("claim.open_already", {"number": other[0].number}, 409)))
    if not any(row.source in SCHOOLS for row in basis.of_claim):
        found.append(("lines", Refusal("registration.school")))
    return found


def _propose(_: Basis) -> Proposed:
    return Proposed(GRANT)


def _granted(held: Held, event: Event, basis: Basis, _: Answer | None) -> Refusal | None:
    account = Account.objects.get(pk=basis.account_id)
    register(held.claim, held.key, number=account.learner_number, goal=basis.terms["goal"], on=event.on)
    return None


REGISTRATION = Kind(_propose, _lacking, _granted)
