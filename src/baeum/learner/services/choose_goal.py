"""Choose the degree one works towards, so that it need not be typed again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models.functions import Now

from baeum.learner.models import Goal
from baeum.shared.sealed import sealed, unsealed


def choose_goal(account_id: int, goal: Mapping[str, Any], *, key: bytes) -> None:
    """Keep the goal of a case (the case format) for the account."""
    Goal.objects.update_or_create(
        account_id=account_id,
        defaults={"chosen": sealed(key, _place(account_id), dict(goal)), "chosen_at": Now()},
    )


def chosen_goal(account_id: int, *, key: bytes) -> dict[str, Any] | None:
    """The goal of a case; None where none was chosen."""
    goal = Goal.objects.filter(account_id=account_id).first()
    return opened_goal(account_id, goal.chosen, key=key) if goal else None


def opened_goal(account_id: int, chosen: bytes | memoryview, *, key: bytes) -> dict[str, Any] | None:
    """The goal of a case, from what is stored; None where it cannot be read any more."""
    found = unsealed(key, _place(account_id), chosen)
    return found if isinstance(found, dict) else None


def _place(account_id: int) -> str:
    return f"learner_goal:{account_id}"
