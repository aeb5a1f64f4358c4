"""Re-examination: the same claim once more, by other people, with what account and rulings say now."""

from __future__ import annotations

from datetime import date

from baeum.shared.refusal import Refusal
from baeum_rules.claims.path import DECIDED
from baeum_rules.working_days import due

from ..facts import case_for, claimed, with_rulings
from ..models import Claim, ClaimAct
from .basis import GRANT, REFUSE, Basis, Kind, Problem, Proposed, asked_engine, needs_registration

WITHIN = "claim.re_examination_within"


def _lacking(basis: Basis) -> list[Problem]:
    found = needs_registration(basis)
    of = basis.claim.of_claim
    if of is None or of.kind not in DECIDED or of.state not in ("granted", "refused"):
        return [*found, ("of_claim", Refusal("re_examination.of_what", status=409))]
    told = told_on(of)
    until = due(WITHIN, told).on if told else None
    if until is not None and basis.on > until:
        found.append(("of_claim", Refusal("re_examination.late", {"until": until, "on": basis.on}, 409)))
    if basis.decided is None or basis.decided.claim_id != of.pk:
        found.append(("of_claim", Refusal("re_examination.superseded", status=409)))
    if not str(basis.terms.get("objection") or "").strip():
        found.append(("objection", Refusal("re_examination.objection")))
    return found


def told_on(claim: Claim) -> date | None:
    """The day on which the learner was told the result."""
    found = ClaimAct.objects.filter(claim=claim, act="notify").order_by("-number").first()
    return found.on if found else None


def _propose(basis: Basis) -> Proposed | Refusal:
    """Lines of the claim are read from the ledger again; what was recognised before it stays."""
    of, decided = basis.claim.of_claim, basis.decided
    if of is None or decided is None or decided.claim_id != of.pk:
        return Refusal("re_examination.superseded", status=409)
    numbers = claimed(of)
    again = {str(number) for number in numbers if number in basis.lines}
    before = [record for record in decided.case["records"] if record["id"] not in again]
    document = case_for(
        basis.account_id,
        goal=decided.case["goal"],
        on=date.fromisoformat(decided.case["as_of"]),
        numbers=numbers,
        before=with_rulings(basis.account_id, before),
        take=decided.case["choices"]["take"],
        lines=basis.lines.values(),
    )
    answer = asked_engine(document)
    if isinstance(answer, Refusal):
        return answer
    changed = _results(answer) != _results(decided.answer)
    return Proposed(GRANT if changed else REFUSE, document, answer)


def _results(answer: dict[str, object]) -> list[tuple[str, str, int, object]]:
    """Verdict, credits and class of each line."""
    lines = answer["records"]
    assert isinstance(lines, list)
    return [(line["id"], line["verdict"], line["credits"], line["class"]) for line in lines]


RE_EXAMINATION = Kind(_propose, _lacking)
