"""``R <= rho`` as linear conditions on sums, and what a selection reaches of each."""

from __future__ import annotations

from .problem import Problem, Totals

Worth = tuple[int, int, int, int]  # of a credit: if major, if major_required, if liberal, in any class

REQUIRED_PIECES = ("required", "required_and_liberal")


def pieces(problem: Problem, rho: int) -> dict[str, tuple[int, Worth]]:
    """``R <= rho`` as conditions: each sum, by its worth per credit, must reach a number.

    Worth: (per credit if major, if major_required, if liberal, in any class). Sums over one institution or of
    accredited and part-time credits have their worth in the problem's columns and are named only.
    """
    n = problem.needs
    found = {
        "total": (n.total - rho, (0, 0, 0, 1)),
        "major": (n.major - rho, (1, 0, 0, 0)),
        "liberal": (n.liberal - rho, (0, 0, 1, 0)),
        "major_and_liberal": (n.major + n.liberal - rho, (1, 0, 1, 0)),
        "eighteen": (n.eighteen - rho, (0, 0, 0, 0)),
        "university": (n.university - rho, (0, 0, 0, 0)),
    }
    if n.required_credits >= 0:
        found["required"] = (n.required_credits - rho, (0, 1, 0, 0))
        found["required_and_liberal"] = (n.required_credits + n.liberal - rho, (0, 1, 1, 0))
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


def most_worth(column: Worth, classes: int) -> int:
    """The most one credit of a record can be worth, whichever of its classes it takes."""
    return column[3] + max(
        column[0] + column[1] if classes & 1 else 0,
        column[0] if classes & 3 else 0,
        column[2] if classes & 4 else 0,
    )


def worth_column(problem: Problem, piece: str, worth: Worth, record: int) -> Worth:
    """What a credit of a record is worth to a piece."""
    if piece == "eighteen":
        return (0, 0, 0, problem.eighteen[record])
    if piece == "university":
        return (0, 0, 0, problem.at_university[record])
    return worth


def summed_worth(
    problem: Problem, wanted: dict[str, tuple[int, Worth]], names: tuple[str, ...], record: int
) -> Worth:
    """What a credit of a record is worth to several pieces together."""
    columns = [worth_column(problem, name, wanted[name][1], record) for name in names]
    major, required, liberal, any_class = (sum(parts) for parts in zip(*columns, strict=True))
    return major, required, liberal, any_class
