"""The letters of an official seal: the issuer's name with 인 (seal), cut into rows of nearly the same length.

A seal of an office reads from left to right, row by row, in plain Korean letters.
"""

from __future__ import annotations

from baeum.papers.letters import seal_text

MOST_LETTERS = 49  # seven by seven; a longer name is cut: the name itself stands beside the seal
ENDINGS = ("인", "의인")


def seal_rows(name: str) -> list[list[str]]:
    """The rows of letters; 인 or 의인 ends it, whichever fills the square better."""
    plain = [letter for letter in seal_text(name) if not letter.isspace()]
    letters = min((_with(plain, ending) for ending in ENDINGS), key=lambda one: (_gap(one), len(one)))
    rows = _side(len(letters))
    if (rows - 1) * rows >= len(letters):
        rows -= 1
    each, more = divmod(len(letters), rows)
    cut, start = [], 0
    for row in range(rows):
        end = start + each + (row < more)
        cut.append(letters[start:end])
        start = end
    return cut


def _with(letters: list[str], ending: str) -> list[str]:
    return [*letters[: MOST_LETTERS - len(ending)], *ending]


def _side(count: int) -> int:
    side = 1
    while side * side < count:
        side += 1
    return side


def _gap(letters: list[str]) -> int:
    """Places of the square, or of the rectangle with one row less, that stay empty."""
    side = _side(len(letters))
    return min(place - len(letters) for place in (side * side, side * (side - 1)) if place >= len(letters))
