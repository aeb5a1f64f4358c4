"""What the means of an application lead to: passed, preliminary, failed (llas.plan.criteria)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from baeum_rules.parameters import Law, load_law

from .scoring import Item, Mean

PASSED, PRELIMINARY, FAILED = RESULTS = ("passed", "preliminary", "failed")
HUNDRED = 100


class ItemOutcome(NamedTuple):
    """An item, its mean, the mean that it needs, and whether it reaches it."""

    item: Item
    mean: Fraction
    needed: Fraction
    reached: bool


class Outcome(NamedTuple):
    """``result``; how many items reach their share, and how many preliminary accreditation needs.

    ``attempt``: 1 the first evaluation, 2 the re-evaluation. ``clause``: of the result.
    """

    result: str
    items: tuple[ItemOutcome, ...]
    reached: int
    needed: int
    attempt: int
    clause: str


def outcome(means: Sequence[Mean], attempt: int, on: date, law: Law | None = None) -> Outcome:
    """The result by the law of the day ``on``: that of the application."""
    law = law or load_law()
    share = Fraction(int(str(law.value("accreditation.pass_share", on))), HUNDRED)
    items = tuple(_item(mean, share) for mean in means)
    reached = sum(item.reached for item in items)
    preliminary = law.version("accreditation.preliminary_share", on)
    needed = -(-Fraction(str(preliminary.value)) * len(items) // 1)
    again = attempt <= int(str(law.value("accreditation.re_evaluations", on)))
    if reached == len(items):
        result = PASSED
    elif reached >= needed and again:
        result = PRELIMINARY
    else:
        result = FAILED
    return Outcome(result, items, reached, int(needed), attempt, preliminary.clause)


def _item(mean: Mean, share: Fraction) -> ItemOutcome:
    needed = share * mean.item.points
    return ItemOutcome(mean.item, mean.value, needed, mean.value >= needed)
