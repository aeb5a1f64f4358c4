"""When a request for correction must be answered (pipa-d.43.3, and the promise that lies before it)."""

from __future__ import annotations

from datetime import date

from baeum_rules.parameters import Law, load_law
from baeum_rules.working_days import due


def due_on(asked_on: date, law: Law | None = None) -> date:
    """The last day for the answer: so many working days later, and never after the legal deadline."""
    law = law or load_law()
    promise = due("account.correction.working_days", asked_on, law)
    legal = due("account.correction.days", asked_on, law)
    return min(promise.on, legal.on)
