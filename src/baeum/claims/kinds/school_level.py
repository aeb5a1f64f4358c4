"""Certificate of school level: who has the credits of a degree is on a level with its graduates (act.8)."""

from __future__ import annotations

from baeum.shared.refusal import Refusal

from ..facts import case_for
from .basis import GRANT, REFUSE, Basis, Kind, Problem, Proposed, asked_engine, needs_registration


def _lacking(basis: Basis) -> list[Problem]:
    found = needs_registration(basis)
    if basis.decided is None:
        found.append(("kind", Refusal("claim.nothing_recognised", status=409)))
    return found


def whole(basis: Basis) -> Proposed | Refusal:
    """Whether what is recognised meets everything the registered degree asks for."""
    if basis.registered is None or basis.decided is None:
        return Refusal("claim.nothing_recognised", status=409)
    document = case_for(
        basis.account_id,
        goal=basis.registered.goal,
        on=basis.on,
        before=basis.decided.records,
        lines=basis.lines.values(),
    )
    answer = asked_engine(document)
    if isinstance(answer, Refusal):
        return answer
    return Proposed(GRANT if answer["complete"] else REFUSE, document, answer)


SCHOOL_LEVEL = Kind(whole, _lacking)
