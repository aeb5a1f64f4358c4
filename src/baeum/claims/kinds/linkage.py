"""Linkage: the holder of an associate degree goes on to a bachelor's with its credits (decree.16.1.1)."""

from __future__ import annotations

from typing import Any

from baeum.shared.refusal import Refusal
from baeum_rules.parameters import load_law

from ..facts import case_for, with_rulings
from ..models import Degree
from .basis import GRANT, Basis, Kind, Problem, Proposed, asked_engine, needs_registration
from .change_goal import granted
from .registration import goal_problems

BACHELOR, FIRST = "bachelor", "first"


def _lacking(basis: Basis) -> list[Problem]:
    found = needs_registration(basis) + goal_problems(basis)
    goal = basis.terms.get("goal") or {}
    if (goal.get("degree"), goal.get("route")) != (BACHELOR, FIRST):
        found.append(("goal", Refusal("linkage.goal")))
    associate = _associate(basis)
    if associate is None:
        return [*found, ("kind", Refusal("linkage.no_degree", status=409))]
    recognised = basis.decided.recognised if basis.decided else {}
    if unknown := [number for number in basis.numbers if str(number) not in recognised]:
        lines = ", ".join(str(number) for number in unknown)
        found.append(("lines", Refusal("claim.not_recognised", {"lines": lines}, 409)))
    carried = sum(credits for name, credits in recognised.items() if _is_carried(basis, name))
    most = load_law().value(f"claim.carried.{associate.degree}", basis.on)
    assert isinstance(most, int)
    if carried > most:
        found.append(("lines", Refusal("linkage.too_many", {"credits": carried, "most": most})))
    return found


def _associate(basis: Basis) -> Degree | None:
    """The associate degree that was conferred on the account and holds."""
    found = Degree.objects.filter(
        account_id=basis.account_id, conferred_on__isnull=False, cancelled_on__isnull=True
    )
    return found.filter(degree__startswith="associate").order_by("-conferred_on").first()


def _is_carried(basis: Basis, name: str) -> bool:
    """Whoever names no lines carries over everything."""
    return not basis.of_claim or int(name) in basis.numbers


def _propose(basis: Basis) -> Proposed | Refusal:
    before: list[dict[str, Any]] = basis.decided.records if basis.decided else []
    document = case_for(
        basis.account_id,
        goal=basis.terms["goal"],
        on=basis.on,
        before=with_rulings(basis.account_id, [one for one in before if _is_carried(basis, one["id"])]),
        lines=basis.lines.values(),
    )
    answer = asked_engine(document)
    return answer if isinstance(answer, Refusal) else Proposed(GRANT, document, answer)


LINKAGE = Kind(_propose, _lacking, granted)
