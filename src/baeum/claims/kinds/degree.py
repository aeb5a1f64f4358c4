"""Degree: everything the registered degree asks for, in the window, 75 days after the registration."""

from __future__ import annotations

from typing import Any

from baeum.courses.models import Institution
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum_rules.claims.windows import DEGREE as WAY
from baeum_rules.claims.windows import lead, next_window
from baeum_rules.parameters import load_law

from ..facts import case_for
from ..models import Claim, ClaimLine, Degree
from .basis import (
    GRANT,
    OVER,
    REFUSE,
    Basis,
    Kind,
    Problem,
    Proposed,
    asked_engine,
    needs_registration,
)

BEFORE_DECISION = "recognition"  # claims that have to be decided before a degree is


def _lacking(basis: Basis) -> list[Problem]:
    found = needs_registration(basis)
    if basis.registered is None:
        return found
    claim, conferral = basis.claim, basis.claim.conferral
    if not conferral:
        return [*found, ("conferral", Refusal("degree.no_conferral"))]
    if other := [one for one in basis.others("degree") if one.conferral == conferral]:
        found.append(("kind", Refusal("claim.open_already", {"number": other[0].number}, 409)))
    if _has_it(basis):
        found.append(("kind", Refusal("degree.has_it", status=409)))
    if claim.via is not None and not confers(claim.via, basis):
        found.append(("university", Refusal("degree.not_conferring", {"office": claim.via.name_ko})))
    early = lead(basis.registered.registered_on, conferral)
    if not early.enough:
        following = next_window(WAY, early.closes)
        figures = {**early._asdict(), "next": following.name}
        found.append(("conferral", Refusal("degree.registered_late", figures, 409)))
    return [*found, *_short(basis)]


def _has_it(basis: Basis) -> bool:
    """A degree of the registered kind that was conferred by this registration."""
    assert basis.registered is not None
    return Degree.objects.filter(
        account_id=basis.account_id,
        degree=basis.registered.goal["degree"],
        major=basis.registered.goal["major"],
        listed_on__gte=basis.registered.begins,
        conferred_on__isnull=False,
        cancelled_on__isnull=True,
    ).exists()


def _short(basis: Basis) -> list[Problem]:
    """Credits in claims that were handed in count too (D3)."""
    answer = asked_engine(degree_case(basis, pending=True))
    if isinstance(answer, Refusal):
        return [("kind", answer)]
    if answer["complete"]:
        return []
    short = [row for row in answer["requirements"] if row["short"]]
    figures = {"remaining": answer["remaining"], "count": len(short)}
    return [("kind", Refusal("degree.not_complete", figures, 409))]


def degree_case(basis: Basis, *, pending: bool = False) -> dict[str, Any]:
    """What is recognised, for the registered degree, the conferral, and the university, if it confers."""
    assert basis.registered is not None
    claim = basis.claim
    goal = {
        **basis.registered.goal,
        "conferral": claim.conferral,
        "conferring_university": claim.via.name_ko if claim.via else None,
    }
    return case_for(
        basis.account_id,
        goal=goal,
        on=basis.on,
        numbers=_pending(basis) if pending else (),
        before=basis.decided.records if basis.decided else (),
        lines=basis.lines.values(),
    )


def _pending(basis: Basis) -> list[int]:
    rows = ClaimLine.objects.filter(claim__account_id=basis.account_id, claim__kind=BEFORE_DECISION)
    rows = rows.exclude(claim__state__in=(*OVER, "draft"))
    return [number for number in rows.values_list("number", flat=True) if number in basis.lines]


def confers(office: Office, basis: Basis) -> bool:
    """Whether an institution may confer a degree (act.9.2)."""
    legal = str(load_law().value("claim.confers", basis.on)).split(",")
    return Institution.objects.filter(office=office, legal_basis__in=legal).exists()


def audited(basis: Basis) -> Proposed | Refusal:
    """Grant where everything is complete; not before what was claimed beside it is decided."""
    if basis.registered is None:
        return Refusal("claim.not_registered", status=409)
    if waiting := basis.others(BEFORE_DECISION):
        return Refusal("degree.claims_wait", {"number": waiting[0].number}, 409)
    answer = asked_engine(document := degree_case(basis))
    if isinstance(answer, Refusal):
        return answer
    early = lead(basis.registered.registered_on, basis.claim.conferral)
    return Proposed(GRANT if answer["complete"] and early.enough else REFUSE, document, answer)


def at_university(claim: Claim) -> bool:
    """Whether a university confers it."""
    return claim.kind == "degree" and claim.via_id is not None


DEGREE = Kind(audited, _lacking)
