"""Withdrawal of recognised credit: the lines go out of the case, and may be claimed again later."""

from __future__ import annotations

from baeum.shared.refusal import Refusal

from ..facts import case_for
from .basis import GRANT, Basis, Kind, Problem, Proposed, asked_engine, needs_registration


def _lacking(basis: Basis) -> list[Problem]:
    found = needs_registration(basis)
    if not basis.of_claim:
        found.append(("lines", Refusal("claim.no_lines")))
    recognised = basis.decided.recognised if basis.decided else {}
    if unknown := [number for number in basis.numbers if str(number) not in recognised]:
        lines = ", ".join(str(number) for number in unknown)
        found.append(("lines", Refusal("claim.not_recognised", {"lines": lines}, 409)))
    if other := basis.others("degree"):
        found.append(("kind", Refusal("goal.degree_applied", {"number": other[0].number}, 409)))
    return found


def without(basis: Basis) -> Proposed | Refusal:
    """What is recognised without the lines of the claim; the rest stays."""
    assert basis.decided is not None
    gone = {str(number) for number in basis.numbers}
    kept = [record for record in basis.decided.records if record["id"] not in gone]
    document = case_for(
        basis.account_id,
        goal=basis.decided.case["goal"],
        on=basis.on,
        before=kept,
        take=[record["id"] for record in kept],
        lines=basis.lines.values(),
    )
    answer = asked_engine(document)
    return answer if isinstance(answer, Refusal) else Proposed(GRANT, document, answer)


WITHDRAWAL = Kind(without, _lacking)
