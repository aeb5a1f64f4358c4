"""What a claim still lacks before it can be submitted: everything at once."""

from __future__ import annotations

from datetime import date

from baeum.shared.refusal import Refusal
from baeum_rules.claims.evidence import evidence_of
from baeum_rules.claims.evidence import lacking as without_paper
from baeum_rules.claims.windows import DEGREE, countdown, way_of

from .kinds import KINDS, Basis, Problem
from .kinds.basis import line_of
from .models import Claim
from .words import counted


def lacking(claim: Claim, key: bytes, on: date) -> list[Problem]:
    """(element of the form, why) of everything; [] where it can be submitted on the day."""
    basis = Basis(claim, key, on)
    return [*not_open(claim, on), *_lines(basis), *KINDS[claim.kind].lacking(basis)]


def not_open(claim: Claim, on: date) -> list[Problem]:
    """Outside the window of the kind, the next one is named."""
    found = countdown(claim.kind, on)
    if not found.open:
        return [("window", Refusal("claim.not_open", {"when": counted(found)}, 409))]
    if way_of(claim.kind, on) == DEGREE and found.window and claim.conferral != found.window.name:
        figures = {"conferral": claim.conferral or "–", "open": found.window.name}
        return [("conferral", Refusal("degree.other_conferral", figures, 409))]
    return []


def _lines(basis: Basis) -> list[Problem]:
    """Lines that no longer stand, and papers that are missing; recognition says so itself, line by line."""
    if basis.claim.kind == "recognition":
        return []
    found: list[Problem] = [
        (f"line-{row.number}", Refusal("claim.line_gone", {"line": row.number}, 409))
        for row in basis.of_claim
        if row.number not in basis.lines and basis.claim.kind == "registration"
    ]
    if basis.claim.kind == "registration":
        rows = [line_of(row, basis.lines.get(row.number)) for row in basis.of_claim]
        found += [
            (f"line-{number}", Refusal("claim.evidence_missing", {"line": number}))
            for number in without_paper(rows)
        ]
    return found


def renew_evidence(basis: Basis) -> None:
    """Where the evidence of each line stands now, as the account knows it."""
    for row in basis.of_claim:
        state = evidence_of(line_of(row, basis.lines.get(row.number)))
        if state != row.evidence:
            row.evidence = state
            row.save(update_fields=["evidence"])
