"""What a learner chooses for a claim: lines of the account, and where to hand it in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from baeum.ledger.models import Entry
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum_rules.claims.evidence import Line, evidence_of
from baeum_rules.parameters import load_law

from .models import ClaimLine

MOST = 300  # lines of one claim


def choose_lines(claim_id: UUID, account_id: int, numbers: Sequence[int]) -> Refusal | None:
    """The claim is about these lines of the account, and no others."""
    wanted = sorted(set(numbers))
    if len(wanted) > MOST:
        return Refusal("claim.many_lines", {"count": len(wanted), "most": MOST})
    ClaimLine.objects.filter(claim_id=claim_id).exclude(number__in=wanted).delete()
    there = set(ClaimLine.objects.filter(claim_id=claim_id).values_list("number", flat=True))
    entries = Entry.objects.filter(account_id=account_id, number__in=wanted, later__isnull=True)
    known = {one.number: one for one in entries.exclude(act="reversal")}
    if unknown := [number for number in wanted if number not in known and number not in there]:
        return Refusal("claim.line_unknown", {"lines": ", ".join(map(str, unknown))}, 404)
    ClaimLine.objects.bulk_create(
        [
            ClaimLine(
                claim_id=claim_id,
                entry=entry,
                number=number,
                source=entry.kind,
                evidence=evidence_of(Line(number, entry.kind, entry.standing, entry.evidence_id is not None)),
            )
            for number, entry in known.items()
            if number not in there
        ]
    )
    return None


def via_of(code: str | None, kind: str, on: date) -> Office | Refusal | None:
    """The office where a claim is handed in; of a degree, the university. None: the institute."""
    if not code:
        return None
    kinds = (
        ["institution"] if kind == "degree" else str(load_law().value("claim.handed_in_at", on)).split(",")
    )
    found = Office.objects.filter(code=code, kind__in=kinds).first()
    if found is None or not found.holds_on(on):
        return Refusal("claim.no_such_office", {"office": code}, 404)
    return found
