"""Audit an account: what of it is recognised for a goal, and what is missing; as the calculator answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from baeum.ledger.facts import case_of
from baeum.ledger.queries import statement
from baeum_rules.recognition import audit


def audit_account(
    account_id: int,
    *,
    goal: Mapping[str, Any],
    on: date,
    choices: Mapping[str, Any] | None = None,
    vouched_only: bool = False,
) -> dict[str, Any]:
    """The answer to the case of an account (docs/guides/calculator.md), for whoever may see the account."""
    return audit(case_of_account(account_id, goal=goal, on=on, choices=choices, vouched_only=vouched_only))


def case_of_account(
    account_id: int,
    *,
    goal: Mapping[str, Any],
    on: date,
    choices: Mapping[str, Any] | None = None,
    vouched_only: bool = False,
) -> dict[str, Any]:
    """The case itself, to be taken to the calculator or to ``baeum audit``."""
    lines = statement(account_id, as_of=on).lines
    return case_of(lines, goal=goal, on=on, choices=choices, vouched_only=vouched_only)
