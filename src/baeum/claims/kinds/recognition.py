"""Recognition: lines of the account become recognised credits, beside those that are recognised already."""

from __future__ import annotations

from baeum.ledger.sources import SOURCES
from baeum.shared.refusal import Refusal
from baeum_rules.claims.evidence import MISSING, evidence_of
from baeum_rules.claims.fees import RECOGNITION as FEE

from ..act import Event, Held
from ..charging import charge
from ..decided import recognised_in
from ..facts import case_for, claimed
from ..models import ClaimLine
from .basis import (
    GRANT,
    OVER,
    REFUSE,
    Answer,
    Basis,
    Kind,
    Problem,
    Proposed,
    asked_engine,
    line_of,
    needs_registration,
)


def _lacking(basis: Basis) -> list[Problem]:
    found = needs_registration(basis)
    if not basis.of_claim:
        found.append(("lines", Refusal("claim.no_lines")))
    recognised = basis.decided.recognised if basis.decided else {}
    elsewhere = _in_other_claims(basis)
    for row in basis.of_claim:
        found += [(f"line-{row.number}", why) for why in _of_line(basis, row, recognised, elsewhere)]
    return found


def _of_line(
    basis: Basis, row: ClaimLine, recognised: dict[str, int], elsewhere: dict[int, str | None]
) -> list[Refusal]:
    known = basis.lines.get(row.number)
    if known is None:
        return [Refusal("claim.line_gone", {"line": row.number}, 409)]
    found = []
    if row.source not in SOURCES:
        found.append(Refusal("claim.line_no_source", {"line": row.number}))
    if str(row.number) in recognised:
        found.append(Refusal("claim.line_recognised", {"line": row.number}, 409))
    if row.number in elsewhere:
        found.append(
            Refusal("claim.line_elsewhere", {"line": row.number, "number": elsewhere[row.number]}, 409)
        )
    if evidence_of(line_of(row, known)) == MISSING:
        found.append(Refusal("claim.evidence_missing", {"line": row.number}))
    return found


def _in_other_claims(basis: Basis) -> dict[int, str | None]:
    rows = ClaimLine.objects.filter(
        claim__account_id=basis.account_id, claim__kind="recognition", number__in=basis.numbers
    )
    rows = rows.exclude(claim=basis.claim).exclude(claim__state__in=(*OVER, "draft"))
    return dict(rows.values_list("number", "claim__number"))


def _propose(basis: Basis) -> Proposed | Refusal:
    assert basis.registered is not None
    numbers = claimed(basis.claim)
    document = case_for(
        basis.account_id,
        goal=basis.registered.goal,
        on=basis.on,
        numbers=numbers,
        before=basis.decided.records if basis.decided else (),
        take=basis.decided.recognised if basis.decided else (),
        lines=basis.lines.values(),
    )
    answer = asked_engine(document)
    if isinstance(answer, Refusal):
        return answer
    new = recognised_in(answer).keys() & {str(number) for number in numbers}
    return Proposed(GRANT if new else REFUSE, document, answer)


def _granted(held: Held, event: Event, basis: Basis, answer: Answer | None) -> Refusal | None:
    """The fee of the credits that are newly recognised."""
    before = basis.decided.recognised if basis.decided else {}
    more = sum(max(0, credits - before.get(name, 0)) for name, credits in recognised_in(answer or {}).items())
    if more:
        charge(held.claim, FEE, more, event.on)
    return None


RECOGNITION = Kind(_propose, _lacking, _granted)
