"""Change of degree or major: everything that was decided upon is decided again, with the new goal."""

from __future__ import annotations

from baeum.shared.refusal import Refusal

from ..act import Event, Held
from ..facts import case_for, with_rulings
from ..registered import register
from .basis import GRANT, Answer, Basis, Kind, Problem, Proposed, asked_engine, needs_registration
from .registration import goal_problems


def _lacking(basis: Basis) -> list[Problem]:
    found = needs_registration(basis) + goal_problems(basis)
    if basis.registered and basis.registered.goal == basis.terms.get("goal"):
        found.append(("goal", Refusal("goal.same")))
    if other := basis.others("degree"):
        found.append(("kind", Refusal("goal.degree_applied", {"number": other[0].number}, 409)))
    return found


def _propose(basis: Basis) -> Proposed | Refusal:
    """Records that were refused for the old goal are asked about again; nothing has to be recognised."""
    if basis.decided is None:
        return Proposed(GRANT)
    document = case_for(
        basis.account_id,
        goal=basis.terms["goal"],
        on=basis.on,
        before=with_rulings(basis.account_id, basis.decided.case["records"]),
        lines=basis.lines.values(),
    )
    answer = asked_engine(document)
    return answer if isinstance(answer, Refusal) else Proposed(GRANT, document, answer)


def granted(held: Held, event: Event, basis: Basis, _: Answer | None) -> Refusal | None:
    """The new registration, from the day of the approval."""
    assert basis.registered is not None
    register(held.claim, held.key, number=basis.registered.number, goal=basis.terms["goal"], on=event.on)
    return None


CHANGE_GOAL = Kind(_propose, _lacking, granted)
