"""What the processes of ``batch_agreement`` do: the optimum of cases by CP-SAT, nothing compiled loaded."""

from __future__ import annotations

from typing import Any

from tests.oracle.cpsat import solve

from benchmarks.batch_oracle import know

Levels = tuple[int, int, int, int] | None


def prove(given: dict[str, Any]) -> list[Levels]:
    """The four levels of each case of ``batch_nation.for_oracle``; None where ``take`` cannot be had."""
    know(given["certificates"])
    return [solve(case) for case in given["cases"]]
