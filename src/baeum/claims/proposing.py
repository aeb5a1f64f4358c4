"""The engine's answer as a proposal: what every kind has to have settled before."""

from __future__ import annotations

from baeum.shared.refusal import Refusal
from baeum_rules.claims.evidence import unexamined

from .facts import pending_in
from .kinds import KINDS, Basis, Proposed
from .kinds.basis import line_of
from .models import Claim, ClaimAct, Ruling


def proposed_for(basis: Basis) -> Proposed | Refusal:
    """What the kind and the engine say; not before papers are examined and classes given."""
    if refusal := _unexamined(basis):
        return refusal
    found = KINDS[basis.claim.kind].propose(basis)
    if isinstance(found, Refusal) or found.document is None or found.answer is None:
        return found
    if pending := pending_in(found.document, found.answer):
        return Refusal("ruling.pending", {"lines": ", ".join(map(str, pending))}, 409)
    return found


def pending_of(basis: Basis) -> list[int] | Refusal:
    """The lines whose class only the subcommittee can give."""
    found = _unexamined(basis) or KINDS[basis.claim.kind].propose(basis)
    if isinstance(found, Refusal):
        return found
    return pending_in(found.document, found.answer) if found.document and found.answer else []


def referred_lines(claim: Claim) -> list[int]:
    """The lines about which the subcommittee was asked last."""
    last = ClaimAct.objects.filter(claim=claim, act="refer").order_by("-number").first()
    return [int(number) for number in last.figures["lines"]] if last else []


def unruled(claim: Claim) -> list[int]:
    """Those of them that have no class yet by two members."""
    stands = Ruling.objects.filter(claim=claim, state=Ruling.State.STANDS)
    done = set(stands.values_list("number", flat=True))
    return [number for number in referred_lines(claim) if number not in done]


def _unexamined(basis: Basis) -> Refusal | None:
    gone = [row.number for row in basis.of_claim if row.number not in basis.lines]
    if gone and basis.claim.kind in ("recognition", "registration"):
        return Refusal("claim.line_gone", {"line": ", ".join(map(str, gone))}, 409)
    if basis.claim.kind not in ("recognition", "registration"):
        return None  # their lines were decided upon before
    rows = [line_of(row, basis.lines.get(row.number)) for row in basis.of_claim]
    if waiting := unexamined(rows):
        return Refusal("claim.evidence_unexamined", {"lines": ", ".join(map(str, waiting))}, 409)
    return None
