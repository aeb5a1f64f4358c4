"""Who is registered, towards what: the open registration of an account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from baeum.shared.sealed import sealed, unsealed
from baeum_rules.recognition import recognise

from .models import Claim, Registration


@dataclass(frozen=True)
class Registered:
    """A registration that is open. ``registered_on``: the first day, from which the 75 days count."""

    number: str
    registered_on: date
    begins: date
    goal: dict[str, Any]


def registered(account_id: int, key: bytes) -> Registered | None:
    """The open registration of an account; None where there is none."""
    found = Registration.objects.filter(account_id=account_id, ends__isnull=True).first()
    if found is None:
        return None
    goal = unsealed(key, _place(found.claim_id), found.goal) or {}
    return Registered(found.number, found.registered_on, found.begins, goal)


def register(claim: Claim, key: bytes, *, number: str, goal: Mapping[str, Any], on: date) -> Registration:
    """Open a registration by a claim; the one before ends the day before, or on its own first day."""
    before = Registration.objects.filter(account_id=claim.account_id, ends__isnull=True).first()
    first = before.registered_on if before else (claim.applied_on or on)
    if before is not None:
        before.ends = max(before.begins, on - timedelta(1))
        before.save(update_fields=["ends"])
    return Registration.objects.create(
        account_id=claim.account_id,
        claim=claim,
        number=before.number if before else number,
        registered_on=first,
        begins=on,
        goal=sealed(key, _place(claim.pk), dict(goal)),
    )


def goal_faults(goal: Any, on: date) -> list[tuple[str, str]]:
    """(Korean, English) of everything that is wrong with a goal."""
    case = {"version": 1, "as_of": on.isoformat(), "goal": goal, "learner": {}, "records": [], "choices": {}}
    return [(str(one["ko"]), str(one["en"])) for one in recognise(case).get("errors", ())]


def _place(claim_id: UUID) -> str:
    return f"registration:{claim_id}"
