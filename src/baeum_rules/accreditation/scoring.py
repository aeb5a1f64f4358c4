"""Sheets become a mean per item, exactly (llas.plan.step.3). A missing sheet is a refusal, never a zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple


class Item(NamedTuple):
    """What is scored, and its points: the most that one sheet can give, at least 1."""

    code: str
    points: int


class Sheet(NamedTuple):
    """What one evaluator gave each item: whole points from 0 to the item's."""

    evaluator: str
    scores: Mapping[str, int]


class Mean(NamedTuple):
    """The arithmetic mean of an item over all sheets, exact."""

    item: Item
    value: Fraction


class Unscored(NamedTuple):
    """A sheet that is missing (``item`` is ""), or a score that is missing or out of range."""

    evaluator: str
    item: str
    found: int | None


class Missing(NamedTuple):
    """Why there is no mean: everything that is in the way."""

    what: tuple[Unscored, ...]


def means(items: Sequence[Item], panel: Sequence[str], sheets: Sequence[Sheet]) -> tuple[Mean, ...] | Missing:
    """The mean of every item; or what is in the way, and then no mean at all.

    ``panel``: every evaluator whose sheet counts. The order of panel and sheets does not matter. Raises
    ValueError for a panel of nobody, two sheets of one evaluator, or a sheet of somebody else.
    """
    if wrong := _wrong(items, panel, sheets):
        return Missing(wrong)
    return tuple(
        Mean(item, Fraction(sum(sheet.scores[item.code] for sheet in sheets), len(sheets))) for item in items
    )


def _wrong(items: Sequence[Item], panel: Sequence[str], sheets: Sequence[Sheet]) -> tuple[Unscored, ...]:
    by = {sheet.evaluator: sheet for sheet in sheets}
    if not panel or len(by) != len(sheets) or not set(by) <= set(panel):
        raise ValueError("one sheet of each evaluator of a panel, and of nobody else, is expected")
    wrong = [Unscored(evaluator, "", None) for evaluator in sorted(panel) if evaluator not in by]
    for evaluator in sorted(by):
        for item in items:
            score = by[evaluator].scores.get(item.code)
            if score is None or not 0 <= score <= item.points:
                wrong.append(Unscored(evaluator, item.code, score))
    return tuple(wrong)
