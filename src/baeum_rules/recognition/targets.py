"""R as the greatest of a few sums that fall short, the pieces: a need, and what a credit weighs for it.

R = max(T, max(M, Q) + L, E, U) of the model is the greatest of all that its terms can add up to: a shortfall
below 0 leaves the piece without it.
"""

from __future__ import annotations

from .classes import LIBERAL, MAJOR, REQUIRED
from .problem import Problem, Totals

REQUIRED_PIECES = ("required", "required_and_liberal")  # nothing is short of them if the subjects are met


def pieces(problem: Problem) -> dict[str, int]:
    """What must be reached of each sum so that nothing is short, in credits."""
    n = problem.needs
    found = {
        "total": n.total,
        "major": n.major,
        "liberal": n.liberal,
        "major_and_liberal": n.major + n.liberal,
        "eighteen": n.eighteen,
        "university": n.university,
    }
    if n.required_credits >= 0:
        found["required"] = n.required_credits
        found["required_and_liberal"] = n.required_credits + n.liberal
    return found


def reached(piece: str, t: Totals) -> int:
    """What a selection reaches of the sum of a piece."""
    return {
        "total": t.recognised,
        "major": t.major,
        "liberal": t.liberal,
        "major_and_liberal": t.major + t.liberal,
        "eighteen": t.eighteen,
        "university": t.university,
        "required": t.major_required,
        "required_and_liberal": t.major_required + t.liberal,
    }[piece]


def weight(problem: Problem, piece: str, record: int, taken: int) -> int:
    """What a credit of a record in a class adds to the sum of a piece."""
    if piece == "total":
        return 1
    if piece == "eighteen":
        return problem.eighteen[record]
    if piece == "university":
        return problem.at_university[record]
    classes = (MAJOR if piece.startswith("major") else 0) | (REQUIRED if piece.startswith("required") else 0)
    return int(bool(taken & (classes | (LIBERAL if piece.endswith("liberal") else 0))))
