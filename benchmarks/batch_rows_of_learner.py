"""The choice of one learner as rows of a mixed-integer model, from the oracle."""

from __future__ import annotations

from typing import Any, NamedTuple

from tests.oracle.linear import Model

from benchmarks.batch_rows import Rows, Sum


class Learner(NamedTuple):
    """The model of one learner, what is to be minimised, and the two levels that are compared."""

    rows: Rows
    wanted: Sum
    levels: tuple[Sum, Sum]


def model_of(eligible_of_case: Any, case: dict[str, Any]) -> Learner:
    """One scalar, as in the measurements before: what is left outweighs all that can be recognised."""
    items, _, curriculum = eligible_of_case
    rows = Rows()
    model = Model(rows, items, curriculum, case)
    model.hold(set((case.get("choices") or {}).get("take") or []))
    remaining, recognised, _, _ = model.levels()
    weight = sum(item.credits for item in items) + 1
    levels = (Sum({}) + remaining, Sum({}) + recognised)
    return Learner(rows, levels[0] * weight - levels[1], levels)
