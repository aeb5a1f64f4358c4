"""What a kind of claim is judged by: the account, its registration, what was decided before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from baeum.ledger.queries import StatementLine
from baeum.shared.refusal import Refusal
from baeum_rules.claims.evidence import ACCEPTED, Line
from baeum_rules.claims.path import ASKS

from ..act import Event, Held
from ..decided import Decided, standing
from ..facts import answered, lines_of
from ..models import Claim, ClaimLine
from ..opening import terms_of
from ..registered import Registered, registered
from ..words import Both

GRANT, REFUSE = "grant", "refuse"
OVER = ("granted", "refused", "taken_back", "conferred")  # a claim that waits for nothing any more
Problem = tuple[str, Refusal]  # (element of the form, why)
Answer = dict[str, Any]  # of the engine


@dataclass
class Basis:
    """A claim and everything it is judged by, read once. ``on``: the day it was submitted, or today."""

    claim: Claim
    key: bytes
    on: date

    @property
    def account_id(self) -> int:
        """Whose."""
        return int(self.claim.account_id)

    @cached_property
    def terms(self) -> dict[str, Any]:
        """What is asked for."""
        return terms_of(self.key, self.claim.pk, self.claim.terms)

    @cached_property
    def lines(self) -> dict[int, StatementLine]:
        """The lines of the account that stand."""
        return lines_of(self.account_id)

    @cached_property
    def of_claim(self) -> list[ClaimLine]:
        """The lines of the claim."""
        return list(ClaimLine.objects.filter(claim=self.claim).order_by("number"))

    @property
    def numbers(self) -> list[int]:
        """Their numbers."""
        return [line.number for line in self.of_claim]

    @cached_property
    def registered(self) -> Registered | None:
        """The open registration."""
        return registered(self.account_id, self.key)

    @cached_property
    def decided(self) -> Decided | None:
        """What is recognised now."""
        return standing(self.account_id, self.key)

    def others(self, *kinds: str) -> list[Claim]:
        """Other claims of the account of these kinds that are still before somebody."""
        found = Claim.objects.filter(account_id=self.account_id, kind__in=kinds or tuple(ASKS))
        return list(found.exclude(pk=self.claim.pk).exclude(state__in=(*OVER, "draft")))


class Proposed(NamedTuple):
    """What is put up for approval: grant or refuse, with the case and the engine's answer, if asked."""

    case: str
    document: dict[str, Any] | None = None
    answer: dict[str, Any] | None = None


def no_lacking(_: Basis) -> list[Problem]:
    """Nothing beyond what every claim needs."""
    return []


def nothing_follows(_: Held, __: Event, ___: Basis, ____: Answer | None) -> Refusal | None:
    """A grant that changes nothing but what is decided."""
    return None


@dataclass(frozen=True)
class Kind:
    """A kind of claim. ``lacking``: before it can be submitted; ``propose``: what is put up for approval;
    ``granted``: what the approval of an answer changes, beside the decision, which comes after it.
    """

    propose: Callable[[Basis], Proposed | Refusal]
    lacking: Callable[[Basis], list[Problem]] = no_lacking
    granted: Callable[[Held, Event, Basis, Answer | None], Refusal | None] = field(default=nothing_follows)


def asked_engine(document: dict[str, Any]) -> dict[str, Any] | Refusal:
    """The engine's answer, or its first fault as a refusal: the case cannot be decided as it is."""
    answer = answered(document)
    if faults := answer.get("errors"):
        first = faults[0]
        figures = {"count": len(faults), "first": Both(str(first["ko"]), str(first["en"]))}
        return Refusal("claim.case_faults", figures, 409)
    return answer


def needs_registration(basis: Basis) -> list[Problem]:
    """A learner who is not registered can ask for nothing else."""
    return [] if basis.registered else [("kind", Refusal("claim.not_registered"))]


def line_of(row: ClaimLine, known: StatementLine | None) -> Line:
    """A line of a claim for the rules of evidence. ``known``: of the account, where it still stands."""
    standing_ = known.entry.standing if known else "self_declared"
    has_file = known is not None and known.evidence_id is not None
    examined = None if row.examined_on is None else row.evidence == ACCEPTED
    return Line(row.number, row.source, standing_, has_file, examined)


def claim_ids(claims: list[Claim]) -> list[UUID]:
    """Their ids."""
    return [one.pk for one in claims]
